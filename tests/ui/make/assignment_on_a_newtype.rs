//! A newtype has no names to set.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(validate_assignment)]
struct Video(String);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
