//! A closure in place of a function.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(check = |title| title.len() > 1)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
