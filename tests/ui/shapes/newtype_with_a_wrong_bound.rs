//! The rules of a newtype are checked as those of a field.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(le = 300)]
struct Video(u8);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
