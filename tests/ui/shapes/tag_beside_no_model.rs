//! A variant under an internal tag holds what is no model.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Id(u32);

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Video {
    Clip(Id),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
