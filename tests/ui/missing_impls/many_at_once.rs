//! Two fields whose types are no models.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

struct Lens;

#[derive(Optimized)]
struct Video {
    camera: Camera,
    lens: Lens,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
