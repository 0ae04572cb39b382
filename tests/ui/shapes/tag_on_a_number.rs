//! An internal tag has no place beside a number.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Video {
    Clip(u32),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
