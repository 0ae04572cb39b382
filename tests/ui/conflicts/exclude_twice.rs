//! A field that is left out anyway.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(exclude, exclude_none)]
    views: Option<u64>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
