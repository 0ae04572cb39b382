//! Values that stand in one: a list, alternatives, a range; and one that is no number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(one_of(["mp4", "webm"]))]
    format: String,
    #[opt(one_of("a" | "b" | "c"))]
    letter: String,
    #[opt(one_of(1..=5))]
    stars: u8,
    #[opt(one_of(f64::NAN))]
    score: f64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
