//! A validator that there is not.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(check = is_fine)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
