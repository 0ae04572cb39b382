//! A pattern on a model, which has no text.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    #[opt(pattern = "a")]
    camera: Camera,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
