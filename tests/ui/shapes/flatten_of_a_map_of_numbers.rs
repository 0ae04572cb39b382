//! Maps that can not hold the keys that no field has.

use optimize_core::Optimized;

use std::collections::BTreeMap;

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    rest: BTreeMap<u32, u8>,
}

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Clip {
    #[opt(extra)]
    rest: BTreeMap<i64, u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
