//! Turns a checked model into code. Nothing can fail here.

mod adapter;
mod before;
mod call;
mod computed;
mod definitions;
mod field;
mod flat;
mod flatten;
mod generics;
mod inside;
mod keeper;
mod literal;
mod make;
mod model;
mod newtype;
mod optimized;
mod parse_field;
mod partial;
mod serde;
mod union;
mod uses;

use crate::input::Shape;
use crate::model::{Checked, Head, LiteralSet, Model};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

pub(crate) use definitions::json_string;
pub(crate) use generics::{Scope, mentions, plain_parse_scope, plain_scope};
pub(crate) use uses::holds_values;

/// The code of a checked model.
pub(crate) fn expand_checked(checked: &Checked) -> TokenStream {
    match checked {
        Checked::Struct(model) => enclose(&model.head.runtime, expand_struct(model)),
        Checked::Union(union) => enclose(&union.head.runtime, union::expand_union(union)),
        Checked::Enum(set) => enclose(&set.head.runtime, expand_enum(set)),
    }
}

fn expand_struct(model: &Model) -> TokenStream {
    let (head, fields) = (&model.head, model.fields.iter().collect::<Vec<_>>());
    let extra = model.extra_field.as_ref().map(|(_, map)| map);
    let (field, parse) = (generics::field_scope(head, &fields, extra), generics::parse_scope(head, &fields, extra));
    let suffix = Suffix::of(model);
    let parts = [
        definitions::expand_definitions(model, &field),
        before::function(head).unwrap_or_default(),
        model::expand_model(model, &field),
        inside::expand_inside(model, &field),
        partial::expand_partial(model, &parse),
        field::expand_field(head, suffix, newtype::expand_absent(model), &field),
        parse_field::expand_parse_field(head, suffix, &model::fields_path(model, &parse), &parse),
        model::expand_parse_model(model, &field),
        optimized::expand_optimized(head, &field),
        serde::expand_serialize(head, suffix, &field),
        serde::expand_deserialize(head, &parse),
        newtype::expand_map_key(model, &parse).unwrap_or_default(),
        make::expand_make(model, &field),
    ];
    parts.into_iter().collect()
}

fn expand_enum(set: &LiteralSet) -> TokenStream {
    let (field, parse) = (generics::plain_scope(&set.head), generics::plain_parse_scope(&set.head));
    let parts = [
        before::function(&set.head).unwrap_or_default(),
        literal::expand_literal(set, &field),
        literal::expand_field(&set.head, &field),
        literal::expand_parse_field(&set.head, &parse),
        literal::expand_map_key(&set.head, &field, &parse),
        optimized::expand_optimized(&set.head, &field),
        literal::expand_serialize(&set.head, &field),
        serde::expand_deserialize(&set.head, &parse),
    ];
    parts.into_iter().collect()
}

/// Puts the code where its helper types and its alias of the runtime are seen by nobody else.
pub(crate) fn enclose(runtime: &syn::Path, code: TokenStream) -> TokenStream {
    // const _: () = {
    //     use ::optimize_core::__private as _opt;
    //     …
    // };
    quote! {
        #[allow(
            deprecated, impl_trait_redundant_captures, missing_debug_implementations, non_snake_case, non_upper_case_globals, single_use_lifetimes,
            unused_qualifications,
            clippy::redundant_closure, clippy::redundant_closure_for_method_calls, clippy::type_complexity
        )]
        const _: () = {
            use #runtime::__private as _opt;
            #code
        };
    }
}

/// What the runtime's functions for a shape of type end with: `write_model`, `write_tuple`.
#[derive(Clone, Copy)]
struct Suffix {
    shape: &'static str,
    transparent: bool,
}

impl Suffix {
    fn of(model: &Model) -> Self {
        let shape = match model.shape {
            Shape::Named => "model",
            Shape::Tuple => "tuple",
            Shape::Newtype => "newtype",
            Shape::Unit => "unit",
        };
        Self { shape, transparent: model.transparent }
    }

    /// The name of a function. Content is hashed alike whatever the shape.
    fn function(self, name: &str) -> Ident {
        match (name, self.shape) {
            ("serialize" | "deserialize", _) if self.transparent => format_ident!("{name}_transparent"),
            ("hash", "tuple" | "newtype" | "unit") => format_ident!("hash_model"),
            (name, shape) => format_ident!("{name}_{shape}"),
        }
    }
}

/// A local of the generated code, reported at another place. It keeps the derive's hygiene: what stands at
/// the place may stem from a macro of the user's.
fn local(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::call_site().located_at(place))
}

/// The name of a type, as messages and schemas show it.
fn type_name(head: &Head) -> String {
    crate::input::plain_name(&head.ident)
}
