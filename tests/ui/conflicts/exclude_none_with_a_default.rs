//! A `None` that would come back as the default.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(exclude_none, default = Some(5))]
    views: Option<u64>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
