//! A least length above the greatest.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 9, max_length = 3)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
