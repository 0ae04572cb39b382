//! A fraction as the bound of a whole number.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 0.5)]
    level: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
