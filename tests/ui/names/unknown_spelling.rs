//! A spelling that there is not.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "CamelCase")]
struct Video {
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
