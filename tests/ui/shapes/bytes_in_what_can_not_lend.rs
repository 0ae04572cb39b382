//! Borrowed bytes in a set, a tuple and a box.

use optimize_core::Optimized;
use std::borrow::Cow;
use std::collections::BTreeSet;

#[derive(Optimized)]
struct Parts<'a> {
    set: BTreeSet<&'a [u8]>,
    pair: (u8, Cow<'a, [u8]>),
    fine: Vec<&'a [u8]>,
}

fn main() {
    let _ = Parts::from_json("{}");
}
