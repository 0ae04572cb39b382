//! A name that another field has.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    title: String,
    #[opt(rename = "title")]
    name: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
