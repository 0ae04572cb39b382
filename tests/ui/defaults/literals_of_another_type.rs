//! Literals that no field of the type holds.

use optimize_core::Optimized;

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::num::NonZeroU8;
use std::time::Duration;

#[derive(Optimized)]
struct Video {
    #[opt(default = "retries")]
    a: u32,
    #[opt(default = "0.5")]
    b: f64,
    #[opt(default = 0)]
    c: bool,
    #[opt(default = 5)]
    d: String,
    #[opt(default = 'x')]
    e: Option<String>,
    #[opt(default = "x")]
    f: char,
    #[opt(default = 5)]
    g: Duration,
    #[opt(default = 1)]
    h: NonZeroU8,
    #[opt(default = "Vec::new")]
    i: Vec<u8>,
    #[opt(default = {})]
    j: BTreeMap<String, u8>,
    #[opt(default = null)]
    k: Option<u8>,
    #[opt(default = "0.1")]
    l: Decimal,
    #[opt(example = "5")]
    m: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
