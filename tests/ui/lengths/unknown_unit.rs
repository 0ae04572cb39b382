//! A unit that there is not.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(max_length = 3, length_unit = "byte")]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
