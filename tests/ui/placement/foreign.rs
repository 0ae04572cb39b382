//! A key of serde's.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(deny_unknown_fields)]
struct Video {
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
