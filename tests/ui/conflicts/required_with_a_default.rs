//! A field that must be there, and what to do if not.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(required, default)]
    views: Option<u64>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
