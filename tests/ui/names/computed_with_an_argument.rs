//! A method that wants more than the model.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(total_minutes))]
struct Video {
    title: String,
}

impl Video {
    fn total_minutes(&self, scale: u8) -> u8 {
        scale
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
