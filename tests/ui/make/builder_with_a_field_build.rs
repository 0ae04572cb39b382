//! A field that would be the builder's last method.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(builder)]
struct Video {
    build: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
