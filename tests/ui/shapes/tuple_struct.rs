//! A struct whose fields have no names.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video(String);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
