//! Ten mistakes, each at its place.

use optimize_core::Optimized;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Optimized)]
struct Video {
    #[opt(items(ge = 1), unique = true)]
    a: Vec<String>,
    #[opt(items())]
    b: Vec<String>,
    #[opt(keys(pattern = "("), values(multiple_of = 0))]
    c: BTreeMap<String, u8>,
    #[opt(items(items(min_lenght = 1)))]
    d: Vec<Vec<String>>,
    #[opt(items(trim))]
    e: Vec<u8>,
    #[opt(values(lt = 1))]
    f: Vec<u8>,
    #[opt(items(lowercase, uppercase))]
    g: Vec<String>,
    #[opt(items(one_of("a", "a")))]
    h: Vec<String>,
    #[opt(items(email))]
    i: Vec<u8>,
}

fn main() {}
