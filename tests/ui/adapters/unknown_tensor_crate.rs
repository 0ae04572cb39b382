//! A crate that is not there, and one that has no such adapter: one error each.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(crate = tensors))]
    frame: Vec<u8>,
    #[opt(image(crate = ::optimize_core))]
    picture: image::RgbImage,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate());
}
