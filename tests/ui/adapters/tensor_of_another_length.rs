//! A length that the type does not have.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(tensor(shape = [4]))]
    frame: [f32; 3],
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
