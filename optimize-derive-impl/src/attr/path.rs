//! `path("a", "b", 0)`.

use super::item::Item;
use super::{Subject, value};
use crate::errors::Errors;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Expr, Lit, LitInt, LitStr, Token};

/// A step into a value.
pub(crate) enum PathAttr {
    Key(LitStr),
    Index(LitInt),
}

/// Reads the steps. The first one is a key, for the model is an object.
pub(super) fn parse_path(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<PathAttr>> {
    const EXAMPLE: &str = "\"user\", \"names\", 0";
    let tokens = value::list(item, EXAMPLE, subject, errors)?;
    let reader = |input: ParseStream<'_>| Punctuated::<Expr, Token![,]>::parse_terminated(input);
    let steps = match reader.parse2(tokens) {
        Ok(steps) => steps,
        Err(error) => {
            errors.push(syn::Error::new(
                error.span(),
                format!("`path` on {subject} has a step that is no Rust: {error}\nhelp: write `path({EXAMPLE})`"),
            ));
            return None;
        }
    };
    let mut out = Vec::with_capacity(steps.len());
    for step in &steps {
        match (step, value::literal_of(step)) {
            (Expr::Lit(_), Some(Lit::Str(key))) if !key.value().is_empty() => out.push(PathAttr::Key(key.clone())),
            (Expr::Lit(_), Some(Lit::Int(index)))
                if index.suffix().is_empty() && index.base10_parse::<u32>().is_ok() =>
            {
                out.push(PathAttr::Index(index.clone()));
            }
            _ => {
                errors.refuse(
                    step,
                    format_args!("`path` on {subject} has a step that is no key and no index"),
                    format_args!("a step is a string or a whole number from 0: `path({EXAMPLE})`"),
                );
                return None;
            }
        }
    }
    match out.as_slice() {
        [PathAttr::Index(index), ..] => {
            errors.refuse(
                index,
                format_args!("`path` on {subject} begins with an index, but a model is an object"),
                format_args!("begin with a key: `path({EXAMPLE})`"),
            );
            None
        }
        [PathAttr::Key(only)] => {
            errors.refuse(
                only,
                format_args!("`path` on {subject} has one step: that is another name"),
                format_args!("write `alias = {:?}`", only.value()),
            );
            None
        }
        _ => Some(out),
    }
}
