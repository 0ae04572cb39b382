//! A flattened number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    size: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
