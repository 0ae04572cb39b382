//! A flattened `Option`.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    size: Option<Size>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
