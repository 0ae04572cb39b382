//! A field's key on the struct.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(min_length = 1)]
struct Video {
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
