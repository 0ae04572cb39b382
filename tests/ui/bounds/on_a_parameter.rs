//! A bound on a type parameter, whose rules are unknown.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video<T> {
    #[opt(ge = 1)]
    value: T,
}

fn main() {
    let video = Video::<u8>::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
