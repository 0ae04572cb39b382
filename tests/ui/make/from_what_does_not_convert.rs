//! Fields that do not convert: optional ones, flattened ones, carried ones. The ones between them do.

use optimize_core::Optimized;

struct Row {
    id: Option<String>,
    title: &'static str,
    size: (u32, u32),
    tags: Vec<u8>,
}

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
#[opt(from(Row))]
struct Video {
    id: String,
    title: String,
    #[opt(flatten)]
    size: Size,
    #[opt(serde)]
    tags: Vec<String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
