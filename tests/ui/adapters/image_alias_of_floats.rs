//! PNG of floats behind an alias.

use optimize_core::Optimized;
use image::Rgb32FImage;

type Linear = Rgb32FImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(compression = "fast"))]
    frame: Linear,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
