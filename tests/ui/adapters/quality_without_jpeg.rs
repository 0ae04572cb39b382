//! A quality where nothing is lost.

use optimize_core::Optimized;
use image::RgbImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(codec = "png", quality = 90))]
    frame: RgbImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
