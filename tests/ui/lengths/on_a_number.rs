//! A length on a number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 3)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
