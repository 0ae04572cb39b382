//! `email`, `url`, `uuid` and `ip`.

use super::bounds::refuse_param;
use super::rules::{Findings, RuleParts};
use super::text::help_for;
use crate::attr::RuleAttrs;
use crate::errors::Errors;
use crate::ty::Kind;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote_spanned};

/// A string has one format; whether its feature is on is the type checker's to see.
pub(super) fn check_format(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let RuleAttrs { email, url, uuid, ip, .. } = parts.attrs;
    let mut given: Vec<(&Ident, TokenStream)> = Vec::new();
    given.extend(email.iter().map(|slot| (&slot.key, TokenStream::new())));
    given.extend(url.iter().map(|slot| {
        let schemes = &slot.value;
        // Without a scheme the list has a type all the same.
        let at = slot.key.span();
        let list =
            if schemes.is_empty() { quote_spanned!(at=> &[""; 0]) } else { quote_spanned!(at=> &[#(#schemes),*]) };
        (&slot.key, list)
    }));
    for slot in [uuid, ip].into_iter().flatten() {
        // Where the type has no such format, the argument is the place to say so.
        let mut version = Literal::u8_suffixed(slot.value);
        version.set_span(slot.key.span());
        given.push((&slot.key, version.into_token_stream()));
    }
    for (position, (key, arguments)) in given.iter().enumerate() {
        match parts.kind {
            Kind::Text | Kind::Unknown => {}
            Kind::Param => refuse_param(key, parts.subject, errors),
            kind => errors.refuse(
                key,
                format_args!("`{key}` on {} needs a string, but it is {}", parts.subject, kind.describe()),
                help_for(kind, &key.to_string()),
            ),
        }
        if let Some((first, _)) = given[..position].first() {
            errors.refuse_both(
                first,
                key,
                format_args!("`{first}` and `{key}` on {} are both formats: no string has two", parts.subject),
                "keep one of them",
            );
        }
        findings.set(key, arguments.clone());
    }
}
