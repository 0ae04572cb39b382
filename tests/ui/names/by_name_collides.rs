//! A name on the wire that is another field's in Rust.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "camelCase", populate_by_name)]
struct Video {
    video_id: u8,
    #[opt(rename = "video_id")]
    other: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
