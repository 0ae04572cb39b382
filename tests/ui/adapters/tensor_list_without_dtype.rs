//! A list of numbers into a type that has no dtype of its own.

use optimize_core::Optimized;
use optimize_tensor::RawTensor;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(format = "list"))]
    frame: RawTensor,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
