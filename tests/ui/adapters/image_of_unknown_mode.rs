//! A mode that there is not.

use optimize_core::Optimized;
use image::DynamicImage;

#[derive(Optimized)]
struct Video {
    #[opt(image(modes = ["RGBB", "CMYK"]))]
    frame: DynamicImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
