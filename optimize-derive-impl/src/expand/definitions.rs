//! `__Fields`: the struct of what was read so far, with a constant for each field's definition.

use super::call::{call_function, hidden};
use super::generics::{Scope, definition, mentions};
use super::model::fields_path;
use super::{adapter, computed, flat, flatten};
use crate::input::plain_name;
use crate::model::{Assertion, DefaultValue, Field, Mode, Model, Notes, RawValidator};
use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{ExprPath, GenericParam};

/// The helper types and their constants.
pub(super) fn expand_definitions(model: &Model, scope: &Scope) -> TokenStream {
    // struct __Fields { title: _opt::Option<String>, … }
    //
    // impl __Fields {
    //     const title: _opt::FieldDef<String> = _opt::FieldDef::new(0, "title", "title", ",\"title\":")
    //         .rules(_opt::rules::<String>().max_length(200));
    //     …
    // }
    let about = format!(" The fields of `{}` read so far, and each field's definition.", plain_name(&model.head.ident));
    let Scope { params, arguments, bounds, .. } = scope;
    let (own_params, own_bounds) = definition(model);
    let (ident, phantom) = (&model.head.ident, model.has_phantom());
    let of = phantom.then(|| quote!(__of: _opt::PhantomData<fn() -> #ident #arguments>,));
    let (vis, helper) = (&model.head.vis, &model.helper);
    let slots = model.fields.iter().map(|field| {
        let ident = &field.ident;
        if field.is_flat() {
            let fields = flat::fields(field);
            quote!(#ident: #fields,)
        } else {
            let ty = adapter::carried_type(field);
            quote!(#ident: _opt::Option<#ty>,)
        }
    });
    let extra_slot = model.extra_field.iter().map(|(ident, ty)| quote!(#ident: #ty,));
    let own = model.fields.iter().enumerate().filter(|(_, field)| !field.is_flat());
    let constants = own.map(|(position, field)| expand_constant(&flatten::index_of(model, position), field, model));
    let (joined, distinct) = flatten::expand_joined(model, &fields_path(model, scope)).unzip();
    let computed = computed::expand_computed(model, scope);
    let assertions = model.fields.iter().flat_map(|field| &field.assertions);
    let assertions = assertions.filter(|assertion| !depends(assertion, model)).map(|assertion| {
        let check = expand_assertion(assertion);
        quote!(const _: () = #check;)
    });
    quote! {
        #(#assertions)*

        #[doc = #about]
        #vis struct #helper #own_params #own_bounds {
            #(#slots)*
            #(#extra_slot)*
            #of
        }

        impl #params #helper #arguments #bounds {
            #(#constants)*
            #joined
        }

        #distinct
        #computed
    }
}

fn expand_constant(index: &TokenStream, field: &Field, model: &Model) -> TokenStream {
    let (ident, ty, at) = (&field.ident, adapter::definition_type(field), field.place);
    let new = if field.is_positional() {
        let place = field.name();
        quote_spanned!(at=> positional(#index, #place))
    } else {
        // A tag has no name in Rust: masks know it by its key.
        let name = if field.is_tag() { field.wire.clone() } else { field.name() };
        let key = key_arguments(&name, &field.wire);
        quote_spanned!(at=> new(#index, #key))
    };
    let mode = expand_mode(field.mode).map(|mode| quote_spanned!(at=> .mode(#mode)));
    let checked = field.adapter.as_ref().is_some_and(|adapter| adapter.checked.is_some());
    let rules = (!field.rules.is_empty() || checked).then(|| {
        let rules = adapter::rules(field);
        quote_spanned!(at=> .rules(#rules))
    });
    let names = &field.aliases;
    let aliases = (!names.is_empty()).then(|| quote_spanned!(at=> .aliases(&[#(#names),*])));
    let steps = &field.path;
    let path = (!steps.is_empty()).then(|| quote_spanned!(at=> .path(&[#(#steps),*])));
    let default = field.default.as_ref().map(|default| {
        let default = expand_default(default, field);
        quote_spanned!(at=> .default(#default))
    });
    let check = field.check.as_ref().map(|path| {
        let (parameter, call) = expand_call(path, field);
        let checked = quote_spanned!(path.span()=> _opt::outcome(#call));
        quote_spanned!(at=> .check(|#parameter| #checked))
    });
    let raw = expand_raw(field);
    let after = expand_after(field);
    let exclude = field.exclude.then(|| quote_spanned!(at=> .exclude()));
    let exclude_none = field.exclude_none.then(|| quote_spanned!(at=> .exclude_none()));
    let exclude_default = field.exclude_default.then(|| quote_spanned!(at=> .exclude_default()));
    let exclude_if = field.exclude_if.as_ref().map(|path| {
        let (parameter, call) = expand_call(path, field);
        quote_spanned!(at=> .exclude_if(|#parameter| #call))
    });
    let required = field.required.then(|| quote_spanned!(at=> .required()));
    let notes = expand_notes(field);
    let text = &field.description;
    let describe = (!text.is_empty()).then(|| quote_spanned!(at=> .describe(#text)));
    // Where the type can't be a field, this is the place to say so.
    let definition = quote_spanned! {at=>
        _opt::FieldDef::#new
            #mode #rules #aliases #path #default #raw #after #check
            #exclude #exclude_none #exclude_default #exclude_if #required #notes #describe
    };
    let mut inside =
        field.assertions.iter().filter(|assertion| depends(assertion, model)).map(expand_assertion).peekable();
    if inside.peek().is_some() {
        let assertions = inside;
        quote_spanned!(at=> const #ident: #ty = { #(#assertions;)* #definition };)
    } else {
        quote_spanned!(at=> const #ident: #ty = #definition;)
    }
}

/// `.title("…").secret()` and the like.
fn expand_notes(field: &Field) -> TokenStream {
    let (ty, adapted, at) = (&field.ty, field.adapter.is_some(), field.place);
    let Notes { title, deprecated, secret, frozen, examples } = &field.notes;
    let title = title.as_ref().map(|title| quote_spanned!(at=> .title(#title)));
    let deprecated = deprecated.then(|| quote_spanned!(at=> .deprecated()));
    let secret = secret.then(|| quote_spanned!(at=> .secret()));
    let frozen = frozen.then(|| quote_spanned!(at=> .frozen()));
    let count = examples.len();
    let examples = (count > 0).then(|| match adapted {
        // The type keeps an example of another type from becoming the field's.
        false => {
            quote_spanned!(at=> .examples(|| { let __examples: [#ty; #count] = [#(#examples),*]; _opt::Vec::from(__examples) }))
        }
        true => {
            let adapted = field.adapter.iter().map(adapter::wrapper).next();
            quote_spanned!(at=> .examples(|| _opt::Vec::from([#(#adapted::new(#examples)),*])))
        }
    });
    quote!(#title #deprecated #secret #frozen #examples)
}

/// A closure's parameter, and the call of a user's function with it, reported where the function is named. The
/// parameter says its type: from a function of `&str` alone the compiler would take the field for a `str`.
fn expand_call(path: &ExprPath, field: &Field) -> (TokenStream, TokenStream) {
    let (parameter, value) = (hidden("__value", field.place), hidden("__value", path.span()));
    let ty = adapter::carried_type(field);
    let value = if field.adapter.is_some() { quote!(#value.get()) } else { quote!(#value) };
    (quote!(#parameter: _opt::Ref<'_, #ty>), call_function(path, &value))
}

/// `.raw(|__value, __input| …)`: the user's function gets the JSON value.
fn expand_raw(field: &Field) -> Option<TokenStream> {
    let (path, reader) = match field.raw.as_ref()? {
        RawValidator::Before(path) => (path, "read_before"),
        RawValidator::Parse(path) => (path, "read_parsed"),
    };
    let reader = Ident::new(reader, path.span());
    let (value, input) = (hidden("__value", field.place), hidden("__input", field.place));
    let (value_there, input_there) = (hidden("__value", path.span()), hidden("__input", path.span()));
    let call = match (&field.raw, &field.adapter) {
        (Some(RawValidator::Parse(_)), Some(adapter)) => {
            let adapted = adapter::wrapper(adapter);
            quote_spanned!(path.span()=> _opt::outcome(_opt::call(#value_there, #path)).map(#adapted::new))
        }
        _ => quote_spanned!(path.span()=> _opt::call(#value_there, #path)),
    };
    // The type keeps what a function returns from becoming the field's.
    let ty = adapter::carried_type(field);
    let read = quote_spanned!(path.span()=> _opt::#reader::<#ty>(#call, #input_there));
    Some(quote_spanned!(field.place=> .raw(|#value, #input| #read)))
}

/// `.after(|__value| …)`: the user's function gets the typed value, and gives one back.
fn expand_after(field: &Field) -> Option<TokenStream> {
    let path = field.after.as_ref()?;
    let (value, value_there) = (hidden("__value", field.place), hidden("__value", path.span()));
    let changed = match &field.adapter {
        None => quote_spanned!(path.span()=> _opt::outcome(_opt::call(#value_there, #path))),
        Some(adapter) => {
            let adapted = adapter::wrapper(adapter);
            quote_spanned!(path.span()=> _opt::outcome(_opt::call(#value_there.into_inner(), #path)).map(#adapted::new))
        }
    };
    Some(quote_spanned!(field.place=> .after(|#value| #changed)))
}

/// Whether a relation names one of the type's parameters, which a constant outside of the impl could not see. In there
/// it is checked for the types that are used alone.
fn depends(assertion: &Assertion, model: &Model) -> bool {
    model.head.generics.params.iter().any(|param| match param {
        GenericParam::Type(param) => mentions(assertion.relation.clone(), &param.ident),
        GenericParam::Const(param) => mentions(assertion.relation.clone(), &param.ident),
        GenericParam::Lifetime(param) => mentions(assertion.relation.clone(), &param.lifetime.ident),
    })
}

fn expand_assertion(assertion: &Assertion) -> TokenStream {
    let Assertion { at, relation, message } = assertion;
    quote_spanned!(*at=> ::core::assert!(#relation, #message))
}

fn expand_default(default: &DefaultValue, field: &Field) -> TokenStream {
    let ty = &field.ty;
    let adapted = field.adapter.as_ref().map(adapter::wrapper);
    match (default, field.adapter.is_some()) {
        (DefaultValue::Standard(key), false) => quote_spanned!(key.span()=> _opt::Default::default),
        (DefaultValue::Standard(key), true) => {
            quote_spanned!(key.span()=> || #adapted::new(_opt::Default::default()))
        }
        // The return type keeps a value of another type from becoming the field's.
        (DefaultValue::Expr(value), false) => quote!(|| -> #ty { #value }),
        (DefaultValue::Expr(value), true) => quote!(|| #adapted::new(#value)),
        (DefaultValue::Function(path), false) => quote!(#path),
        (DefaultValue::Function(path), true) => quote!(|| #adapted::new(#path())),
    }
}

/// `Mode::TRIM.and(Mode::COERCE)`, or nothing.
pub(super) fn expand_mode(mode: Mode) -> Option<TokenStream> {
    let Mode { trim, lowercase, uppercase, coerce } = mode;
    let settings = [
        trim.then(|| quote!(_opt::Mode::TRIM)),
        lowercase.then(|| quote!(_opt::Mode::LOWERCASE)),
        uppercase.then(|| quote!(_opt::Mode::UPPERCASE)),
        coerce.then(|| quote!(_opt::Mode::COERCE)),
    ];
    settings.into_iter().flatten().reduce(|all, setting| quote!(#all.and(#setting)))
}

/// The key in its three forms: the name in Rust, the name on the wire, and that with its separators.
pub(super) fn key_arguments(name: &str, wire: &str) -> TokenStream {
    let fused = format!(",{}:", json_string(wire));
    quote!(#name, #wire, #fused)
}

/// A JSON string, with quotes, escaped as the writer escapes.
pub(crate) fn json_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(control))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
