//! A key with two letters swapped.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_lenght = 1)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
