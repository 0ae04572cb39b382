//! `transparent` on a struct that is more than its field.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(transparent)]
struct Video {
    id: String,
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
