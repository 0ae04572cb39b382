//! Two places for unknown keys.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    #[opt(extra)]
    first: std::collections::BTreeMap<String, String>,
    #[opt(extra)]
    second: std::collections::BTreeMap<String, String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
