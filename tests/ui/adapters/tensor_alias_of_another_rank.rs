//! A shape of another rank than the type behind an alias, and another dtype.

use optimize_core::Optimized;
use ndarray::Array3;

type Pixels = Array3<u8>;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(shape = [_, 3]))]
    frame: Pixels,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
