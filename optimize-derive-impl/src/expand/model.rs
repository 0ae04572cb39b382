//! `impl Model`: the shape, and one line a field for visitors and describers.

use super::adapter::{field_method, mentions, wrapper};
use super::call::check_model;
use super::flatten::index_of;
use super::generics::Scope;
use super::{computed, flat, keeper, local, type_name};
use crate::attr::ExtraPolicy;
use crate::input::Shape;
use crate::model::{Field, Head, Model};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
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
    let shape = expand_shape(model, &type_name(&model.head), scope);
    let visits = expand_visits(model, scope, |field| {
        let member = &field.member;
        quote!(&self.#member)
    });
    let mentions = mentions(&model.fields);
    let visit_extra = keeper::visit(model);
    let visit_computed = model.computed.iter().map(|own| {
        let (method, value) = (&own.method, computed::of_self(own));
        let visitor = local("__visitor", method.span());
        quote_spanned!(method.span()=> #visitor.computed(&__Computed::#method, #value);)
    });
    let describes = expand_describes(model, scope);
    let describe_computed = model.computed.iter().map(|own| {
        let (method, value) = (&own.method, computed::of_model(own));
        let describer = local("__describer", method.span());
        quote_spanned!(method.span()=> #describer.computed(&__Computed::#method, #value);)
    });
    let check = model.check.as_ref().map(check_model);
    quote! {
        #[automatically_derived]
        impl #params _opt::Model for #ident #arguments #bounds {
            const SHAPE: &'static _opt::Shape = #shape;

            fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
                #(#mentions)*
                #visits
                #visit_extra
                #(#visit_computed)*
            }

            fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
                #(#mentions)*
                #describes
                #(#describe_computed)*
            }

            #check
        }
    }
}

/// One line a field for visitors; `value` is a reference to a field's value.
pub(super) fn expand_visits(model: &Model, scope: &Scope, value: impl Fn(&Field) -> TokenStream) -> TokenStream {
    let fields = fields_path(model, scope);
    let visit = |(position, field): (usize, &Field)| {
        let (name, method) = (&field.ident, field_method(field));
        if field.is_flat() {
            let (base, value) = (index_of(model, position), value(field));
            let (flatten, ty) = (Ident::new("flatten", field.place), flat::ty(field));
            return quote!(__visitor.#flatten::<#ty>(#base, #value););
        }
        if field.is_tag() {
            return quote!(__visitor.#method(&#fields::#name, &_opt::Tag););
        }
        let (definition, value) = (definition(&fields, field), value(field));
        match &field.adapter {
            None => quote!(__visitor.#method(#definition, #value);),
            Some(adapter) => {
                let adapted = wrapper(adapter);
                quote!(__visitor.#method(#definition, #adapted::from_ref(#value));)
            }
        }
    };
    model.fields.iter().enumerate().map(visit).collect()
}

/// One line a field for describers.
pub(super) fn expand_describes(model: &Model, scope: &Scope) -> TokenStream {
    let fields = fields_path(model, scope);
    let describe = |field: &Field| {
        let method = field_method(field);
        if field.is_flat() {
            let (flatten, ty) = (Ident::new("flatten", field.place), flat::ty(field));
            return quote!(__describer.#flatten::<#ty>(););
        }
        let definition = definition(&fields, field);
        quote!(__describer.#method(#definition);)
    };
    model.fields.iter().map(describe).chain(keeper::describe(model)).collect()
}

/// `&Shape::new("Video", &[…], &[…])` and what the struct's keys add to it.
pub(super) fn expand_shape(model: &Model, name: &str, scope: &Scope) -> TokenStream {
    let fields = fields_path(model, scope);
    let infos = model.fields.iter().map(|field| {
        let name = &field.ident;
        respan(quote!(#fields::#name.info), field.place)
    });
    let methods: Vec<_> = model.computed.iter().map(|computed| &computed.method).collect();
    let computed = (!methods.is_empty()).then(|| quote!(.computed(&[#(__Computed::#methods),*])));
    let extra = match model.extra {
        ExtraPolicy::Ignore => None,
        ExtraPolicy::Forbid => Some(quote!(.extra(_opt::Extra::Forbid))),
        ExtraPolicy::Allow => Some(quote!(.extra(_opt::Extra::Allow))),
    };
    let by_name = model.populate_by_name.then(|| quote!(.populate_by_name()));
    let title = model.head.title.as_ref().map(|title| quote!(.title(#title)));
    let text = &model.head.description;
    let describe = (!text.is_empty()).then(|| quote!(.describe(#text)));
    let names = model.fields.iter().map(|field| &field.wire);
    let (fields, flatten) = if model.has_flat() {
        let flat = model.fields.iter().filter(|field| field.is_flat()).map(flat::shape);
        let flatten = quote!(.flatten(&[#(#flat),*]));
        (quote!(#fields::__JOINED.fields(), #fields::__JOINED.names()), Some(flatten))
    } else {
        (quote!(&[#(#infos),*], &[#(#names),*]), None)
    };
    let shape = quote!(&_opt::Shape::new(#name, #fields) #computed #extra #flatten #by_name #title #describe);
    let mentions = mentions(model.fields.iter().filter(|field| !field.is_flat()));
    if mentions.is_empty() { shape } else { quote!({ #(#mentions)* #shape }) }
}

/// A reference to the field's definition, reported where its type is.
pub(super) fn definition(fields: &TokenStream, field: &Field) -> TokenStream {
    let name = &field.ident;
    respan(quote!(&#fields::#name), field.place)
}

/// The tokens, reported at another place. Not for locals, whose hygiene would be that of the place.
pub(super) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let at_span = |token: TokenTree| match token {
        TokenTree::Group(group) => {
            let mut moved = Group::new(group.delimiter(), respan(group.stream(), span));
            moved.set_span(span);
            moved.into()
        }
        mut token => {
            token.set_span(span);
            token
        }
    };
    tokens.into_iter().map(at_span).collect()
}

/// `__Fields`, with the type's arguments where it has some.
pub(super) fn fields_path(model: &Model, scope: &Scope) -> TokenStream {
    let (helper, arguments) = (&model.helper, &scope.arguments);
    if arguments.is_empty() { quote!(#helper) } else { quote!(#helper::#arguments) }
}

/// `impl ParseModel`, by which a struct with named fields stands among those of another.
pub(super) fn expand_parse_model(model: &Model, scope: &Scope) -> TokenStream {
    // impl _opt::ParseModel for Video {
    //     type Fields = __Fields;
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let (ident, helper) = (&model.head.ident, &model.helper);
    if model.shape != Shape::Named {
        return expand_no_object(&model.head, scope);
    }
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseModel for #ident #arguments #bounds {
            type Fields = #helper #arguments;
        }
    }
}

/// `impl ParseModel` of a type that can't stand among the fields of another: whoever tries is told so.
pub(super) fn expand_no_object(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseModel for #ident #arguments #bounds {
            type Fields = _opt::NoFields<Self>;

            const IS_OBJECT: _opt::bool = false;
        }
    }
}
