//! serde's words, mistyped, and one of them twice.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(bound(serialise = "", deserialize = "", deserialize = ""))]
struct Video<T> {
    title: T,
}

fn main() {
    let video = Video::<u8>::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
