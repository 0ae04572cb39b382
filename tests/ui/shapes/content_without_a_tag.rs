//! Content without a tag.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(content = "value")]
enum Video {
    Clip(u32),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
