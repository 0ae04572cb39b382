//! A method that is named twice.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(total_minutes, total_minutes))]
struct Video {
    title: String,
}

impl Video {
    fn total_minutes(&self) -> u8 {
        0
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
