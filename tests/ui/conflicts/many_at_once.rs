//! Every field has a conflict of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    #[opt(coerce, strict)]
    views: u64,
    #[opt(required, default)]
    likes: Option<u64>,
    #[opt(exclude_none)]
    title: String,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
