//! Half an item.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 1.5)]
    tags: Vec<u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
