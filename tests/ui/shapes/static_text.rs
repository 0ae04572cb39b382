//! Text that would have to live for ever.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    title: &'static str,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
