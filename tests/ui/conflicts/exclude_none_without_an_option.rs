//! A `None` that never is.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(exclude_none)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
