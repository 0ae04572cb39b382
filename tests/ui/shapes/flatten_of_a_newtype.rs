//! A flattened type that is no struct with named fields.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size(u32);

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    size: Size,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
