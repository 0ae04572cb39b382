//! Modes that leave out the only one that the type has.

use optimize_core::Optimized;
use image::GrayImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(modes = ["RGB", "RGBA"]))]
    frame: GrayImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
