//! Defaults behind conversions and in blocks, against the rules.

use optimize_core::Optimized;
use std::collections::BTreeSet;
use std::num::NonZeroU8;

#[derive(Optimized)]
struct Video {
    #[opt(le = 3, default = NonZeroU8::new(4).unwrap())]
    number: NonZeroU8,
    #[opt(one_of(1, 2), default = Some(NonZeroU8::new(3).expect("not zero")))]
    maybe: Option<NonZeroU8>,
    #[opt(unique, default = vec!["a".to_string(), "b".into(), "a".into()])]
    tags: Vec<String>,
    #[opt(max_length = 2, default = BTreeSet::from_iter([1, 2, 3, 3]))]
    sizes: BTreeSet<u8>,
    #[opt(le = 5, default = 6)]
    boxed: Box<u8>,
}

#[derive(Optimized)]
struct Clip {
    #[opt(ge = 0, default = !0)]
    mask: i8,
    #[opt(le = 5, default = { 6 })]
    block: u8,
}

fn main() {}
