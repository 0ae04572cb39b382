//! A shape of another rank than the type.

use optimize_core::Optimized;
use ndarray::Array3;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(shape = [_, 3]))]
    frame: Array3<u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
