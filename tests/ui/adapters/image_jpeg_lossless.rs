//! JPEG on a field that promises a lossless round trip.

use optimize_core::Optimized;
use image::RgbImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(lossless, codec = "jpeg"))]
    frame: RgbImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
