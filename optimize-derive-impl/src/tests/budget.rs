//! The size of the expansion: compile times grow with it.

use super::expand;
use std::fmt::Write as _;

/// Formatted lines of a struct with this many plain fields.
fn lines(fields: usize) -> usize {
    let mut source = String::from("struct Wide {");
    for field in 0..fields {
        write!(source, "#[opt(min_length = 1)] field_{field}: String,").expect("a string takes text");
    }
    source.push('}');
    expand(&source).lines().count()
}

#[test]
fn the_expansion_stays_small() {
    let (small, large) = (lines(10), lines(20));
    let per_field = (large - small) / 10;
    let fixed = small - 10 * per_field;
    assert!(per_field <= 19, "{per_field} lines a field");
    assert!(fixed <= 185, "{fixed} lines a struct");
}
