//! A variant that holds data.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Video {
    Clip { title: String },
    Off,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
