//! A dtype that is not the type's.

use optimize_core::Optimized;
use ndarray::Array3;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(dtype = "float32"))]
    frame: Array3<u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
