//! A pattern on a list of strings.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = "a")]
    tags: Vec<String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
