//! A builder needs names.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(builder)]
struct Video(String, u8);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
