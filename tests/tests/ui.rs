//! What the compiler says to each kind of mistake, and hygiene: `ui/<kind>/<case>.rs` beside its
//! `.stderr`. `TRYBUILD=overwrite cargo test --test ui` blesses.

/// The kinds of mistakes: the folders in `ui/`.
const KINDS: [&str; 22] = [
    "adapters",
    "bounds",
    "conflicts",
    "decimals",
    "defaults",
    "input",
    "inside",
    "lengths",
    "make",
    "masks",
    "members",
    "missing_impls",
    "names",
    "notes",
    "patterns",
    "placement",
    "shapes",
    "texts",
    "times",
    "unsatisfiable",
    "validators",
    "values",
];

#[test]
fn mistakes_are_explained() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    for kind in KINDS {
        cases.compile_fail(format!("ui/{kind}/*.rs"));
    }
}
