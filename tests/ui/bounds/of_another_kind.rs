//! Constraints that the types, whose names do not tell, do not have.

use optimize_core::Optimized;

use uuid::Uuid;

type Views = u32;
type Title = String;
type Tags = Vec<String>;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 1)]
    id: Uuid,
    #[opt(url)]
    other: Uuid,
    #[opt(max_length = 3)]
    views: Views,
    #[opt(ge = 1)]
    title: Title,
    #[opt(pattern = "a")]
    tags: Tags,
    #[opt(email)]
    day: jiff::civil::Date,
    #[opt(one_of("a"))]
    data: optimize_core::bytes::Base64Bytes,
    #[opt(items(ge = 1))]
    inside: Uuid,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
