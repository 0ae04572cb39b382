//! The keys that no field has are `String`s, and what stands under them are fields.

use optimize_core::Optimized;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

#[derive(Optimized, PartialEq, Eq, PartialOrd, Ord)]
enum Color {
    Red,
    Green,
}

struct Plain;

#[derive(Optimized)]
struct ByColor {
    id: u8,
    #[opt(flatten)]
    rest: BTreeMap<Color, u8>,
}

#[derive(Optimized)]
struct ByText<'a> {
    id: u8,
    #[opt(flatten)]
    rest: BTreeMap<Cow<'a, str>, u8>,
}

#[derive(Optimized)]
struct ByBox {
    #[opt(flatten)]
    rest: HashMap<Box<str>, u8>,
}

#[derive(Optimized)]
#[opt(extra = "allow")]
struct OfPlain {
    #[opt(extra)]
    rest: HashMap<String, Plain>,
}

fn main() {}
