//! `impl Model`: the shape, and one line a field for visitors and describers.

use super::adapter::field_method;
use super::generics::Scope;
use super::type_name;
use crate::attr::ExtraPolicy;
use crate::model::Model;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The impl.
pub(super) fn expand_model(model: &Model, scope: &Scope) -> TokenStream {
    // impl _opt::Model for Video {
    //     const SHAPE: &'static _opt::Shape = &_opt::Shape::new("Video", &[__Fields::title.info], &["title"]);
    //     fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
    //         __visitor.field(&__Fields::title, &self.title);
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &model.head.ident;
    let shape = expand_shape(model, scope);
    let fields = fields_path(scope);
    let visits = model.fields.iter().map(|field| {
        let (name, method) = (&field.ident, field_method(field));
        match field.adapter {
            None => quote!(__visitor.#method(&#fields::#name, &self.#name);),
            Some(_) => quote!(__visitor.#method(&#fields::#name, _opt::Adapted::from_ref(&self.#name));),
        }
    });
    let visit_extra = model.extra_field.iter().map(|(name, _)| quote!(__visitor.extra(&self.#name);));
    let visit_computed = model.computed.iter().map(|computed| {
        let method = &computed.method;
        quote!(__visitor.computed(&__Computed::#method, || self.#method());)
    });
    let describes = model.fields.iter().map(|field| {
        let (name, method) = (&field.ident, field_method(field));
        let definition = quote_spanned!(method.span()=> &#fields::#name);
        quote!(__describer.#method(#definition);)
    });
    let describe_computed = model.computed.iter().map(|computed| {
        let method = &computed.method;
        quote!(__describer.computed(&__Computed::#method, Self::#method);)
    });
    let check = model.check.as_ref().map(|path| {
        quote! {
            fn check_model(&self) -> _opt::Result<(), _opt::Problem> {
                _opt::check_problem(#path(self))
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl #params _opt::Model for #ident #arguments #bounds {
            const SHAPE: &'static _opt::Shape = #shape;

            fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
                #(#visits)*
                #(#visit_extra)*
                #(#visit_computed)*
            }

            fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
                #(#describes)*
                #(#describe_computed)*
            }

            #check
        }
    }
}

/// `&Shape::new("Video", &[…], &[…])` and what the struct's keys add to it.
fn expand_shape(model: &Model, scope: &Scope) -> TokenStream {
    let name = type_name(&model.head);
    let fields = fields_path(scope);
    let infos = model.fields.iter().map(|field| {
        let name = &field.ident;
        quote!(#fields::#name.info)
    });
    let methods: Vec<_> = model.computed.iter().map(|computed| &computed.method).collect();
    let computed = (!methods.is_empty()).then(|| quote!(.computed(&[#(__Computed::#methods),*])));
    let extra = match model.extra {
        ExtraPolicy::Ignore => None,
        ExtraPolicy::Forbid => Some(quote!(.extra(_opt::Extra::Forbid))),
        ExtraPolicy::Allow => Some(quote!(.extra(_opt::Extra::Allow))),
    };
    let by_name = model.populate_by_name.then(|| quote!(.populate_by_name()));
    let text = &model.head.description;
    let describe = (!text.is_empty()).then(|| quote!(.describe(#text)));
    let names = model.fields.iter().map(|field| &field.wire);
    quote!(&_opt::Shape::new(#name, &[#(#infos),*], &[#(#names),*]) #computed #extra #by_name #describe)
}

/// `__Fields`, with the type's arguments where it has some.
pub(super) fn fields_path(scope: &Scope) -> TokenStream {
    let arguments = &scope.arguments;
    if arguments.is_empty() { quote!(__Fields) } else { quote!(__Fields::#arguments) }
}
