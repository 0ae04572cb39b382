//! Two variants under one name.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Video {
    #[opt(alias = "Live")]
    Clip(u32),
    Live,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
