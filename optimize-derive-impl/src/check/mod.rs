//! The rules between keys, and between keys and types. What passes becomes the checked model.

mod adapter;
mod borrow;
mod bound;
mod bounds;
mod broken;
mod cardinality;
mod decimal;
mod default;
mod exact;
mod exclude;
mod extra;
mod flatten;
mod floats;
mod format;
mod formats;
mod image;
mod instant;
mod length;
mod limits;
mod literals;
mod manifest;
mod members;
mod misfit;
mod mode;
mod moment;
mod names;
mod notes;
mod number;
mod pattern;
mod places;
mod possible;
mod range;
mod readable;
mod regex;
mod rules;
mod satisfy;
mod shape;
mod skip;
mod spelling;
mod standard;
mod step;
mod structs;
mod tensor;
mod text;
mod unions;
mod untagged;
mod validators;
mod written;

use crate::attr::{ContainerAttrs, Subject, parse_container};
use crate::errors::Errors;
use crate::input::{Body, Input, description, plain_name};
use crate::model::{Checked, Head};
use quote::ToTokens as _;
use syn::{Path, parse_quote};

/// Reads and checks every attribute. `None` where something was refused.
pub(crate) fn check_input(input: Input, errors: &mut Errors) -> Option<Checked> {
    let name = plain_name(&input.ident);
    let kind = if matches!(input.body, Body::Enum(_)) { "enum" } else { "struct" };
    let container = parse_container(&input, Subject { kind, name: &name }, errors);
    let head = Head {
        runtime: runtime_path(&container),
        description: description(&input.attrs),
        vis: input.vis,
        title: container.title.as_ref().map(|title| title.value.value()),
        limits: limits::check_limits(&container, Subject { kind, name: &name }, errors),
        bound: bound::check_bound(&container, &input.generics, Subject { kind, name: &name }, errors),
        before: container.before.as_ref().map(|before| before.value.clone()),
        example: container.example.as_ref().map(|example| example.value.to_token_stream()),
        ident: input.ident,
        generics: input.generics,
    };
    validators::check_container(&container, &head.generics, Subject { kind, name: &name }, errors);
    let checked = match input.body {
        Body::Struct(shape, fields) => {
            let model = structs::check_struct(head, container, (shape, fields), &input.self_type, errors);
            Checked::Struct(Box::new(model))
        }
        Body::Enum(variants) => {
            if unions::is_union(&container, &variants) {
                let union = unions::check_union(head, container, variants, &input.self_type, errors);
                Checked::Union(Box::new(union))
            } else {
                let set = literals::check_enum(head, &container, variants, &input.self_type, errors);
                Checked::Enum(Box::new(set))
            }
        }
        Body::Other => return None,
    };
    bound::refuse_lacking(&checked, Subject { kind, name: &name }, errors);
    errors.is_empty().then_some(checked)
}

/// Where the runtime is, whatever else is wrong with the attributes.
pub(crate) fn runtime_of(input: &Input) -> Path {
    let mut unused = Errors::default();
    runtime_path(&parse_container(input, Subject { kind: "type", name: "" }, &mut unused))
}

fn runtime_path(container: &ContainerAttrs) -> Path {
    container.runtime.as_ref().map_or_else(|| parse_quote!(::optimize_core), |path| path.value.clone())
}
