//! What serde reads is owned.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video<'a> {
    #[opt(serde)]
    title: &'a str,
    #[opt(serde)]
    tags: Option<Vec<&'a str>>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate());
}
