//! A constant, whose value a macro can not see.

use optimize_core::Optimized;

const PATTERN: &str = "a";

#[derive(Optimized)]
struct Video {
    #[opt(pattern = PATTERN)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
