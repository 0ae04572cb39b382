//! A key of another library's.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(regex = "a")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
