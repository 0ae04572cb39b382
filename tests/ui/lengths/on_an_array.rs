//! A length on an array, whose type says it.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(max_length = 3)]
    pixel: [u8; 3],
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
