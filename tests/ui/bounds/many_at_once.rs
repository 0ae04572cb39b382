//! Every field has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 1)]
    title: String,
    #[opt(ge = 9, le = 3)]
    views: u32,
    #[opt(le = 300)]
    level: u8,
    #[opt(multiple_of = -1)]
    score: f64,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
