//! A type without serde's traits.

use optimize_core::Optimized;

struct Camera;

#[derive(Optimized)]
struct Video {
    #[opt(serde)]
    camera: Camera,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
