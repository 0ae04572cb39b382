//! A key without a text form.

use optimize_core::Optimized;
use std::collections::BTreeMap;

#[derive(Optimized, PartialEq, Eq, PartialOrd, Ord)]
struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    cameras: BTreeMap<Camera, u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
