//! Unknown keys in a list.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    #[opt(extra)]
    rest: Vec<String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
