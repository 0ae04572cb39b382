//! JPEG holds 8 bits a sample.

use optimize_core::Optimized;
use image::{ImageBuffer, Rgb};

#[derive(Optimized)]
struct Video {
    #[opt(image(codec = "jpeg"))]
    frame: ImageBuffer<Rgb<u16>, Vec<u16>>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
