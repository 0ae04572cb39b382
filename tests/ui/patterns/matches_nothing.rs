//! An empty class.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = r"[^\s\S]")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
