//! A flattened `Option` of a map.

use optimize_core::Optimized;
use std::collections::HashMap;

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    rest: Option<HashMap<String, u8>>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
