//! Checking enums with data that are already there.

use super::shape::{Body, Tagging, Union};
use crate::check::check_model;
use crate::error::{LocItem, Report};
use crate::shapes::check_newtype;

/// Reports every constraint that the value's variant breaks, under the same path as when it is read.
pub fn check_union<U: Union>(value: &U, report: &mut Report) {
    let Some(variant) = value.variant() else {
        if let Err(problem) = value.check_model() {
            report.error(problem.into_kind());
        }
        return;
    };
    let step = match U::UNION.tagging {
        Tagging::Untagged => variant.key.name,
        _ => variant.key.wire,
    };
    report.nest(
        || LocItem::from(step),
        |report| match (U::UNION.tagging, variant.body) {
            (Tagging::Adjacent(_, content), Body::Newtype) => {
                report.nest(|| LocItem::from(content.wire), |report| check_newtype(value, report));
            }
            (Tagging::Adjacent(_, content), Body::Tuple | Body::Named) => {
                report.nest(|| LocItem::from(content.wire), |report| check_model(value, report));
            }
            (Tagging::Internal(_), _) | (_, Body::Tuple | Body::Named | Body::Unit) => check_model(value, report),
            (_, Body::Newtype) => check_newtype(value, report),
        },
    );
}
