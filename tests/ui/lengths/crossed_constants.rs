//! Constants whose order only the compiler knows.

use optimize_core::Optimized;

const LEAST: usize = 9;
const MOST: usize = 3;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = LEAST, max_length = MOST)]
    title: String,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
