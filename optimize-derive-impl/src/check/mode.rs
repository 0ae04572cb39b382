//! `trim`, `lowercase`, `uppercase`, `coerce` and `strict`.

use super::bounds::refuse_param;
use super::structs::FieldParts;
use crate::attr::{ContainerAttrs, Keyed, Slot, Subject};
use crate::errors::Errors;
use crate::model::Mode;
use crate::ty::{Kind, borrows_text};

/// Contradictions on the type itself.
pub(super) fn check_container(container: &ContainerAttrs, subject: Subject<'_>, errors: &mut Errors) -> Mode {
    refuse_both(&container.coerce, &container.strict, "keep one of them; `strict` is the default", subject, errors);
    refuse_both(&container.lowercase, &container.uppercase, "keep one of them", subject, errors);
    Mode {
        trim: container.trim.is_some(),
        lowercase: container.lowercase.is_some(),
        uppercase: container.uppercase.is_some(),
        coerce: container.coerce.is_some(),
    }
}

/// The field's own keys over the struct's.
pub(super) fn check_mode(parts: &FieldParts<'_>, errors: &mut Errors) -> Mode {
    let FieldParts { attrs, container, .. } = parts;
    let rules = &attrs.rules;
    refuse_both(&attrs.coerce, &attrs.strict, "keep one of them; `strict` is the default", parts.subject, errors);
    refuse_both(&rules.lowercase, &rules.uppercase, "keep one of them", parts.subject, errors);
    let text = parts.kind.may_hold_text(parts.params);
    for Keyed { key, .. } in [&rules.trim, &rules.lowercase, &rules.uppercase].into_iter().flatten() {
        if matches!(parts.kind, Kind::Param) {
            refuse_param(key, parts.subject, errors);
        } else if !text {
            errors.refuse(
                key,
                format_args!("`{key}` on {} needs a string, but the field is {}", parts.subject, parts.kind.describe()),
                format_args!("remove `{key}`"),
            );
        } else if key != "trim" && borrows_text(&parts.input.ty) {
            errors.refuse(
                key,
                format_args!("`{key}` on {} can not change text that is borrowed from the input", parts.subject),
                "give the field the type `Cow<'a, str>` or `String`",
            );
        }
    }
    let own_case = rules.lowercase.is_some() || rules.uppercase.is_some();
    let changes = text && !borrows_text(&parts.input.ty);
    Mode {
        trim: (rules.trim.is_some() || container.trim.is_some()) && text,
        lowercase: rules.lowercase.is_some() || (container.lowercase.is_some() && !own_case && changes),
        uppercase: rules.uppercase.is_some() || (container.uppercase.is_some() && !own_case && changes),
        coerce: attrs.coerce.is_some() || (container.coerce.is_some() && attrs.strict.is_none()),
    }
}

pub(super) fn refuse_both(first: &Slot<()>, second: &Slot<()>, help: &str, subject: Subject<'_>, errors: &mut Errors) {
    if let (Some(first), Some(second)) = (first, second) {
        errors.refuse_both(
            &first.key,
            &second.key,
            format_args!("`{}` and `{}` on {subject} contradict each other", first.key, second.key),
            help,
        );
    }
}
