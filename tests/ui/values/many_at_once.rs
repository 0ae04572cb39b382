//! Every key has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length =, max_length = "5", trim = false)]
    title: String,
    #[opt(ge(1))]
    views: u32,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
