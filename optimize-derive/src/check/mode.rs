//! `trim`, `coerce` and `strict`.

use super::bounds::refuse_param;
use super::structs::FieldParts;
use crate::attr::{ContainerAttrs, Keyed, Slot, Subject};
use crate::errors::Errors;
use crate::model::Mode;
use crate::ty::Kind;

/// `coerce` against `strict` on the type itself.
pub(super) fn check_container(container: &ContainerAttrs, subject: Subject<'_>, errors: &mut Errors) -> Mode {
    refuse_both(&container.coerce, &container.strict, subject, errors);
    Mode { trim: container.trim.is_some(), coerce: container.coerce.is_some() }
}

/// The field's own keys over the struct's.
pub(super) fn check_mode(parts: &FieldParts<'_>, errors: &mut Errors) -> Mode {
    let FieldParts { attrs, container, .. } = parts;
    refuse_both(&attrs.coerce, &attrs.strict, parts.subject, errors);
    if let Some(Keyed { key, .. }) = &attrs.trim {
        if matches!(parts.kind, Kind::Param) {
            refuse_param(key, parts, errors);
        } else if !parts.kind.may_hold_text(parts.params) {
            errors.refuse(
                key,
                format_args!("`trim` on {} needs a string, but the field is {}", parts.subject, parts.kind.describe()),
                "remove `trim`",
            );
        }
    }
    Mode {
        trim: (attrs.trim.is_some() || container.trim.is_some()) && parts.kind.may_hold_text(parts.params),
        coerce: attrs.coerce.is_some() || (container.coerce.is_some() && attrs.strict.is_none()),
    }
}

fn refuse_both(coerce: &Slot<()>, strict: &Slot<()>, subject: Subject<'_>, errors: &mut Errors) {
    if let (Some(coerce), Some(strict)) = (coerce, strict) {
        errors.refuse_both(
            &coerce.key,
            &strict.key,
            format_args!("`coerce` and `strict` on {subject} contradict each other"),
            "keep one of them; `strict` is the default",
        );
    }
}
