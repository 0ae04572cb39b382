//! Compression of what is not PNG.

use optimize_core::Optimized;
use image::RgbImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(codec = "raw", compression = "fast"))]
    frame: RgbImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
