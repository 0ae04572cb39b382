//! A name without letters.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(rename = "")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
