//! Every field has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 11, le = 10)]
    views: u64,
    #[opt(default, default_with = now)]
    at: u64,
    #[opt(default =)]
    title: String,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
