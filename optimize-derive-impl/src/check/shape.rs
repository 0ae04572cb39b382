//! Keys that need keys on the wire, on types that have none: newtypes, tuple structs, unit structs.

use super::structs::CheckedFields;
use crate::attr::{ContainerAttrs, FieldAttrs, Keyed, Subject};
use crate::errors::Errors;
use crate::input::{FieldInput, Shape, plain_name};
use crate::model::{Field, Head, Make};
use crate::ty::{Kind, is_option};
use proc_macro2::{Ident, Span};

/// What a shape is called in a message, and what it is in JSON.
fn words(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Named => ("a struct with named fields", "an object"),
        Shape::Tuple => ("a tuple", "an array"),
        Shape::Newtype => ("a newtype", "the value of its field"),
        Shape::Unit => ("a unit", "`null`"),
    }
}

/// The struct's keys against its shape; the shape that `transparent` makes of it.
pub(super) fn check_shape(
    shape: Shape,
    container: &ContainerAttrs,
    head: &Head,
    fields: &[FieldInput],
    errors: &mut Errors,
) -> Shape {
    let name = plain_name(&head.ident);
    let shape = match &container.transparent {
        Some(_) if fields.len() == 1 => Shape::Newtype,
        Some(transparent) => {
            errors.refuse(
                &transparent.key,
                format_args!("`transparent` on struct `{name}` needs exactly one field, but it has {}", fields.len()),
                "remove `transparent`, or leave one field",
            );
            shape
        }
        None => shape,
    };
    if shape != Shape::Named {
        let (called, outside) = words(shape);
        for key in object_keys(container) {
            errors.refuse(
                key,
                format_args!("`{key}` on struct `{name}` has no effect: {called} is {outside} in JSON and has no keys"),
                format_args!("remove `{key}`, or name the fields: `struct {name} {{ … }}`"),
            );
        }
    }
    shape
}

/// The keys of a container that are about an object's keys.
fn object_keys(container: &ContainerAttrs) -> Vec<&Ident> {
    let mut keys = Vec::new();
    keys.extend(container.rename_all.iter().map(|slot| &slot.key));
    keys.extend(container.populate_by_name.iter().map(|slot| &slot.key));
    keys.extend(container.extra.iter().map(|slot| &slot.key));
    keys.extend(container.exclude_none.iter().map(|slot| &slot.key));
    keys.extend(container.exclude_default.iter().map(|slot| &slot.key));
    keys.extend(container.computed.iter().map(|slot| &slot.key));
    keys
}

/// The keys of a field against the shape around it.
pub(super) fn check_field_keys(shape: Shape, attrs: &FieldAttrs, subject: Subject<'_>, errors: &mut Errors) {
    if shape == Shape::Named {
        return;
    }
    let (called, outside) = words(shape);
    let mut keys = Vec::new();
    keys.extend(attrs.rename.iter().map(|slot| &slot.key));
    keys.extend(attrs.alias.iter().map(|slot| &slot.key));
    keys.extend(attrs.path.iter().map(|slot| &slot.key));
    keys.extend(
        [&attrs.exclude, &attrs.exclude_none, &attrs.exclude_default].into_iter().flatten().map(|slot| &slot.key),
    );
    keys.extend(attrs.exclude_if.iter().map(|slot| &slot.key));
    keys.extend([&attrs.extra, &attrs.flatten].into_iter().flatten().map(|slot| &slot.key));
    if shape == Shape::Newtype {
        // The value is there whenever the newtype is.
        keys.extend(attrs.default.iter().map(|slot| &slot.key));
        keys.extend(attrs.default_with.iter().map(|slot| &slot.key));
        keys.extend([&attrs.required, &attrs.skip].into_iter().flatten().map(|slot| &slot.key));
    }
    for key in keys {
        errors.refuse(
            key,
            format_args!("`{key}` on {subject} has no effect: {called} is {outside} in JSON"),
            format_args!("remove `{key}`, or put it on the field whose type this is"),
        );
    }
}

/// An array lacks its last places alone: a default before a place that must be there never comes to be one.
pub(super) fn refuse_early_defaults(checked: &CheckedFields, params: &[Ident], errors: &mut Errors) {
    let is_needed = |(field, attrs): (&Field, &FieldAttrs)| {
        let may_be_absent = is_option(&field.ty) || matches!(Kind::of(&field.ty, params), Kind::Unknown | Kind::Param);
        attrs.default.is_none() && attrs.default_with.is_none() && !may_be_absent
    };
    let all = || checked.fields.iter().zip(&checked.sources);
    let Some(last) = all().rposition(is_needed) else { return };
    for (field, attrs) in all().take(last) {
        let keys = attrs.default.iter().map(|slot| &slot.key).chain(attrs.default_with.iter().map(|slot| &slot.key));
        for key in keys {
            let (own, later) = (field.name(), checked.fields[last].name());
            errors.refuse(
                key,
                format_args!(
                    "`{key}` on {} has no effect: an array that has place {later} has place {own} too",
                    Field::subject(&own)
                ),
                format_args!("remove `{key}`, give place {later} a default too, or name the fields"),
            );
        }
    }
}

/// `builder`, `validate_assignment` and `from` against the shape.
pub(super) fn check_make(shape: Shape, container: &ContainerAttrs, fields: &[Field], errors: &mut Errors) -> Make {
    let flat = fields.iter().any(Field::is_flat);
    let ContainerAttrs { builder, validate_assignment, from, .. } = container;
    for key in builder.iter().chain(validate_assignment).map(|slot| &slot.key).chain(from.iter().map(|slot| &slot.key))
    {
        if shape != Shape::Named {
            errors.refuse(
                key,
                format_args!("`{key}` needs a struct with named fields"),
                format_args!("remove `{key}`, or name the fields"),
            );
        }
    }
    if let Some(Keyed { key, .. }) = builder.as_ref().filter(|_| flat) {
        errors.refuse(
            key,
            "`builder` can not apply beside `flatten`: a flattened model is made by a builder of its own",
            "remove `builder`, or the `flatten`",
        );
    }
    if builder.is_some()
        && let Some(field) = fields.iter().find(|field| field.name() == "build")
    {
        errors.refuse(
            &field.ident,
            "field `build` can not be set by a builder: `build` is the method that ends it",
            "give the field another name, and keep its key with `rename = \"build\"`",
        );
    }
    Make {
        builder: builder.as_ref().map(|slot| Span::call_site().located_at(slot.key.span())),
        setters: validate_assignment.is_some(),
        from: from.as_ref().map_or_else(Vec::new, |from| from.value.clone()),
    }
}
