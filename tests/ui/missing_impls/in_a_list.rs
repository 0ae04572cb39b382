//! A list of what is no model.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    cameras: Vec<Camera>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
