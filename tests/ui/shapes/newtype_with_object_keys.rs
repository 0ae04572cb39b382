//! Keys of objects on a type that has none.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "camelCase", extra = "forbid")]
struct Video(String);

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
