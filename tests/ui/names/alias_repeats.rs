//! A further name that the field has anyway.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(alias = "title")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
