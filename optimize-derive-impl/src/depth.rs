//! How deep the tokens of a type nest. What reads them calls itself for each level, and a stack that ends takes the
//! compiler with it, without a word.

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// Levels of groups and of type arguments.
const MAX_LEVELS: usize = 64;

/// Tokens in a row, between commas and the like: operators nest without a sign of it.
const MAX_RUN: usize = 500;

/// What stands in one group.
struct Level {
    tokens: IntoIter,
    /// Whether these are an attribute's: expressions, in which `<` may be an operator.
    attribute: bool,
    /// Type arguments that were begun and not ended.
    angles: usize,
    run: usize,
    /// The sign before.
    before: char,
}

impl Level {
    fn new(tokens: TokenStream, attribute: bool) -> Self {
        Self { tokens: tokens.into_iter(), attribute, angles: 0, run: 0, before: ' ' }
    }
}

/// Refuses what nests too deeply to be read.
pub(crate) fn check(tokens: &TokenStream) -> Result<(), syn::Error> {
    match too_deep(tokens) {
        Some(place) => Err(syn::Error::new(
            place,
            "this nests too deeply for `#[derive(Optimized)]` to read it\nhelp: give a part of it a name of its own: `type Inner = …;`",
        )),
        None => Ok(()),
    }
}

fn too_deep(tokens: &TokenStream) -> Option<Span> {
    let mut levels = vec![Level::new(tokens.clone(), false)];
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.tokens.next() else {
            levels.pop();
            continue;
        };
        let place = token.span();
        let before = std::mem::replace(&mut level.before, ' ');
        level.run += 1;
        match token {
            TokenTree::Punct(punct) => {
                level.before = punct.as_char();
                match punct.as_char() {
                    '<' => level.angles += 1,
                    '>' if before != '-' && before != '=' => level.angles = level.angles.saturating_sub(1),
                    ',' | ';' | '#' => {
                        level.run = 0;
                        if level.attribute {
                            level.angles = 0;
                        }
                    }
                    _ => {}
                }
            }
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace && !level.attribute {
                    level.run = 0;
                }
                let attribute = level.attribute || before == '#';
                levels.push(Level::new(group.stream(), attribute));
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
        let nested = levels.len() + levels.iter().map(|level| level.angles).sum::<usize>();
        if nested > MAX_LEVELS || levels.iter().any(|level| level.run > MAX_RUN) {
            return Some(place);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::too_deep;
    use proc_macro2::TokenStream;
    use std::str::FromStr as _;

    fn is_too_deep(source: &str) -> bool {
        too_deep(&TokenStream::from_str(source).expect("Rust's tokens")).is_some()
    }

    #[test]
    fn whatever_nests_has_an_end() {
        let nested =
            |open: &str, close: &str, levels: usize| format!("{}u8{}", open.repeat(levels), close.repeat(levels));
        for (open, close) in [("Vec<", ">"), ("(", ",)"), ("[", "; 1]"), ("fn(", ")"), ("<", " as T>::U"), ("{", "}")] {
            assert!(!is_too_deep(&format!("struct A {{ a: {} }}", nested(open, close, 40))), "{open}");
            assert!(is_too_deep(&format!("struct A {{ a: {} }}", nested(open, close, 500))), "{open}");
            assert!(
                is_too_deep(&format!("struct A {{ #[opt(default = {})] a: u8 }}", nested(open, close, 500))),
                "{open}"
            );
        }
        for prefix in ["-", "&", "!", "&mut ", "*const ", "x = ", "|x| ", "fn() -> ", "return ", "if a {} else "] {
            assert!(is_too_deep(&format!("struct A {{ #[opt(default = {})] a: u8 }}", prefix.repeat(600))), "{prefix}");
        }
    }

    #[test]
    fn what_is_long_or_compares_is_not_deep() {
        let shifts: String = (0..2_000).map(|bit| format!("1 << {bit}, A < {bit}, ")).collect();
        assert!(!is_too_deep(&format!("struct A {{ #[opt(one_of({shifts}))] a: u64 }}")));
        let fields: String =
            (0..2_000).map(|field| format!("/// Text.\n f{field}: Map<fn(u8) -> u8, Vec<u8>>, ")).collect();
        assert!(!is_too_deep(&format!("struct A<T> where T: Fn(u8) -> u8 {{ {fields} }}")));
        assert!(!is_too_deep(&format!("{} struct A;", "/// Text.\n".repeat(2_000))));
    }
}
