//! Look-around, which linear time can not do.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = "a(?=b)")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
