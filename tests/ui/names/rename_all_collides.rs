//! Two fields that one spelling makes equal.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "camelCase")]
struct Video {
    video_id: u8,
    #[opt(alias = "videoId")]
    other: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
