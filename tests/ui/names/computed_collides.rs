//! A computed field with the name of a field.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(title))]
struct Video {
    title: String,
}

impl Video {
    fn title(&self) -> u8 {
        0
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
