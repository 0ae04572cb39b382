//! A function that makes something else.

use optimize_core::Optimized;

fn now() -> String {
    String::new()
}

#[derive(Optimized)]
struct Video {
    #[opt(default_with = now)]
    at: u64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
