//! A back reference, which linear time can not do.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = r"(a)\1")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
