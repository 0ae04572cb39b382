//! A pattern that no allowed length can match.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = r"^\d{4}$", max_length = 3)]
    year: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
