//! Every field has a mistake of its own.

use optimize_core::Optimized;
use image::RgbImage;
use ndarray::Array3;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(shape = [_, 3], format = "lists"))]
    frame: Array3<u8>,
    #[opt(image(quality = 900))]
    picture: RgbImage,
    #[opt(with)]
    at: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
