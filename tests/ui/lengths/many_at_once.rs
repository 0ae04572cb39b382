//! Every field has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 9, max_length = 3)]
    title: String,
    #[opt(min_length = 3)]
    views: u32,
    #[opt(max_length = -3)]
    tags: Vec<String>,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
