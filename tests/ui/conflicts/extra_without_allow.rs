//! A place for unknown keys that are ignored.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(extra)]
    rest: std::collections::BTreeMap<String, String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
