//! No multiple lies within the bounds.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 11, le = 19, multiple_of = 10)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
