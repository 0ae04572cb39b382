//! A codec that there is not.

use optimize_core::Optimized;
use image::RgbImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(codec = "gif"))]
    frame: RgbImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
