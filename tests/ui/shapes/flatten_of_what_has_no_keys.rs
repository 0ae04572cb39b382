//! An untagged enum whose variants are no objects.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(untagged)]
enum Id {
    Number(u32),
    Text(String),
}

#[derive(Optimized)]
struct Video {
    #[opt(flatten)]
    id: Id,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
