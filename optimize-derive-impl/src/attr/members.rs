//! The values of `one_of`.

use super::item::Item;
use super::{Subject, value};
use crate::errors::Errors;
use quote::ToTokens as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{BinOp, Expr, Lit, Token};

/// `one_of("a", "b")`.
pub(super) fn parse_members(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<Expr>> {
    let tokens = value::list(item, "\"a\", \"b\"", subject, errors)?;
    let reader = |input: ParseStream<'_>| Punctuated::<Expr, Token![,]>::parse_terminated(input);
    match reader.parse2(tokens) {
        Ok(members) => {
            let members: Vec<Expr> = members.into_iter().map(|member| value::ungrouped(&member).clone()).collect();
            if let [only] = members.as_slice()
                && let Some(help) = several_in(only)
            {
                errors.refuse(
                    only,
                    format_args!("`one_of` on {subject} has one value, which stands for several"),
                    help,
                );
                return None;
            }
            Some(members)
        }
        Err(error) => {
            let help = "write the values with commas: `one_of(\"a\", \"b\")`";
            errors.push(syn::Error::new(
                error.span(),
                format!("`one_of` on {subject} has a value that is no Rust: {error}\nhelp: {help}"),
            ));
            None
        }
    }
}

/// What to write in place of `["a", "b"]`, `"a" | "b"` or `1..=5`.
fn several_in(only: &Expr) -> Option<String> {
    fn gather(value: &Expr, out: &mut Vec<String>) {
        match value {
            Expr::Binary(either) if matches!(either.op, BinOp::BitOr(_)) => {
                gather(&either.left, out);
                gather(&either.right, out);
            }
            value => out.push(value.to_token_stream().to_string()),
        }
    }
    let values = match only {
        Expr::Array(array) => array.elems.iter().map(|value| value.to_token_stream().to_string()).collect(),
        Expr::Binary(_) => {
            let mut values = Vec::new();
            gather(only, &mut values);
            let literals = values.len() > 1 && values.iter().all(|value| syn::parse_str::<Lit>(value).is_ok());
            if !literals {
                return None;
            }
            values
        }
        Expr::Range(_) => return Some("bound it: `ge = 1, le = 5`".to_owned()),
        _ => return None,
    };
    Some(format!("write its values with commas: `one_of({})`", values.join(", ")))
}
