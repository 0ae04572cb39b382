//! An attribute without keys.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
