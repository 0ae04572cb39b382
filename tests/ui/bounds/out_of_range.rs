//! A bound that the type can not hold.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(le = 300)]
    level: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
