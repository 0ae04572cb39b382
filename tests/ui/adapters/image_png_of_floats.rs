//! PNG holds no floats, and it is the codec unless another is named.

use optimize_core::Optimized;
use image::Rgb32FImage;

#[derive(Optimized)]
struct Video {
    #[opt(image)]
    frame: Rgb32FImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
