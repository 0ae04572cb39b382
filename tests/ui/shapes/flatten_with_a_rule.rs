//! A rule on a field without a key.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
struct Video {
    #[opt(flatten, rename = "s")]
    size: Size,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
