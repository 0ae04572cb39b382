//! A length on a model, which has none.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 1)]
    camera: Camera,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
