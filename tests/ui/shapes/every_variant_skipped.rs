//! An enum without a variant that is read.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Video {
    #[opt(skip)]
    Clip(u32),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
