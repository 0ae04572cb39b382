//! Computed fields of what is `null`.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(computed(minutes))]
struct Video;

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
