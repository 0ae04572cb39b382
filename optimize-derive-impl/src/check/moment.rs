//! `past` and `future`.

use super::bounds::refuse_param;
use super::mode::refuse_both;
use super::rules::{Findings, RuleParts};
use super::text::help_for;
use crate::attr::Keyed;
use crate::errors::Errors;
use crate::ty::Kind;
use proc_macro2::TokenStream;

/// Both are for dates and instants, whose types have no names that are theirs alone: what is surely
/// something else is refused here, the rest by the type checker.
pub(super) fn check_moment(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let attrs = parts.attrs;
    refuse_both(&attrs.past, &attrs.future, "keep one of them", parts.subject, errors);
    for Keyed { key, .. } in [&attrs.past, &attrs.future].into_iter().flatten() {
        match parts.kind {
            Kind::Unknown => {}
            Kind::Param => refuse_param(key, parts.subject, errors),
            kind => errors.refuse(
                key,
                format_args!("`{key}` on {} needs a date or an instant, but it is {}", parts.subject, kind.describe()),
                help_for(kind, &key.to_string()),
            ),
        }
        findings.set(key, TokenStream::new());
    }
}
