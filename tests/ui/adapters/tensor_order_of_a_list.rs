//! An order where there is one dimension.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(order = "F"))]
    frame: Vec<f32>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
