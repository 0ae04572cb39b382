//! `examples/expand.md` against the expansion of the example that it tells of.

use syn::{DeriveInput, Item};

const PAGE: &str = include_str!("../../../examples/expand.md");
const QUICKSTART: &str = include_str!("../../../examples/quickstart.rs");

/// Without what formatting decides: white space, and the commas and braces that come with a line break.
fn bare(code: &str) -> String {
    code.chars().filter(|letter| !letter.is_whitespace() && !"{},".contains(*letter)).collect()
}

#[test]
fn the_page_shows_what_the_derive_writes() {
    let file = syn::parse_file(QUICKSTART).expect("the example is Rust");
    let mut all = QUICKSTART.to_owned();
    for item in file.items {
        let mut input: DeriveInput = match item {
            Item::Struct(item) => item.into(),
            Item::Enum(item) => item.into(),
            _ => continue,
        };
        input.attrs.retain(|attr| !attr.path().is_ident("derive"));
        let expansion = syn::parse2(crate::expand(input)).expect("the expansion is Rust");
        all += &prettyplease::unparse(&expansion);
    }
    let written = bare(&all);
    for block in PAGE.split("```rust,ignore\n").skip(1) {
        let code = block.split("\n```").next().expect("a block ends");
        for piece in code.split('…') {
            assert!(written.contains(&bare(piece)), "the derive does not write this:\n{piece}");
        }
    }
}
