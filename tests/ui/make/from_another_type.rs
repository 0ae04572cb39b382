//! A field that does not convert.

use optimize_core::Optimized;

struct Row {
    views: u64,
}

#[derive(Optimized)]
#[opt(from(Row))]
struct Video {
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
