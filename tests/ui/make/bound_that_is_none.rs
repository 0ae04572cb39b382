//! A text that is no bound.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(bound = "T Clone")]
struct Video<T> {
    title: T,
}

fn main() {
    let video = Video::<u8>::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
