//! Every field has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = "[a-z")]
    title: String,
    #[opt(pattern = "a")]
    views: u32,
    #[opt(pattern = "*")]
    url: Option<String>,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
