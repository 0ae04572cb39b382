//! One key in two models.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    #[opt(rename = "id")]
    width: u32,
}

#[derive(Optimized)]
struct Video {
    id: u32,
    #[opt(flatten)]
    size: Size,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
