//! A variant holds what is no field.

use optimize_core::Optimized;

struct Camera;

#[derive(Optimized)]
enum Video {
    Clip(Camera),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
