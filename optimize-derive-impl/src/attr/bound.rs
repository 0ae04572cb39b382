//! `bound`: what the generated impls ask of the type's parameters, instead of what the fields tell.

use super::item::{Item, Value, parse_list};
use super::keys::refuse_setting;
use super::{Subject, value};
use crate::errors::Errors;
use syn::punctuated::Punctuated;
use syn::{LitStr, Token, WherePredicate};

/// The bounds as they stand: for writing, and for reading.
#[derive(Clone, Default)]
pub(crate) struct BoundAttr {
    pub(crate) serialize: Option<SaidBounds>,
    pub(crate) deserialize: Option<SaidBounds>,
    /// Whether one text is both of them.
    pub(crate) is_one: bool,
}

/// A list of bounds, and the text that it was read from.
#[derive(Clone)]
pub(crate) struct SaidBounds {
    pub(crate) text: LitStr,
    pub(crate) predicates: Vec<WherePredicate>,
}

/// `bound = "T: Trait"`, or `bound(serialize = "…", deserialize = "…")`.
pub(super) fn parse_bound(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<BoundAttr> {
    const KEYS: [&str; 2] = ["serialize", "deserialize"];
    let Value::List(tokens) = &item.value else {
        let text = value::text(item, "T: optimize_core::ParseFieldOwned", subject, errors)?;
        let both = predicates(&text, subject, errors)?;
        return Some(BoundAttr { serialize: Some(both.clone()), deserialize: Some(both), is_one: true });
    };
    let mut items = Vec::new();
    parse_list(tokens.clone(), &mut items, errors);
    if items.is_empty() {
        value::list(item, "serialize = \"T: optimize_core::Field\"", subject, errors)?;
    }
    let (mut out, mut fine) = (BoundAttr::default(), true);
    for inner in &items {
        let slot = match KEYS.iter().position(|key| inner.key == key) {
            Some(0) => &mut out.serialize,
            Some(_) => &mut out.deserialize,
            None => {
                refuse_setting(inner, "bound", &KEYS, subject, errors);
                fine = false;
                continue;
            }
        };
        let Some(text) = value::text(inner, "T: optimize_core::Field", subject, errors) else { continue };
        if slot.is_some() {
            fine = false;
            errors.refuse(
                &inner.key,
                format_args!("`{}` is given twice in `bound` on {subject}", inner.key),
                format_args!("keep one `{}`", inner.key),
            );
        }
        *slot = predicates(&text, subject, errors);
    }
    // What is wrong with the list itself is enough to say of it.
    fine.then_some(out)
}

fn predicates(text: &LitStr, subject: Subject<'_>, errors: &mut Errors) -> Option<SaidBounds> {
    match text.parse_with(Punctuated::<WherePredicate, Token![,]>::parse_terminated) {
        Ok(predicates) => Some(SaidBounds { text: text.clone(), predicates: predicates.into_iter().collect() }),
        Err(error) => {
            errors.push(syn::Error::new(
                error.span(),
                format!(
                    "`bound` on {subject} is no list of bounds: {error}\nhelp: write `bound = \"T: Trait, U: Trait\"`"
                ),
            ));
            None
        }
    }
}
