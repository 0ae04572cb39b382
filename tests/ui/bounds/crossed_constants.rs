//! Constants whose order only the compiler knows.

use optimize_core::Optimized;

const LEAST: u32 = 9;
const MOST: u32 = 3;

#[derive(Optimized)]
struct Video {
    #[opt(ge = LEAST, le = MOST)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
