//! A name on a field that has a place.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video(#[opt(rename = "id")] String, u32);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
