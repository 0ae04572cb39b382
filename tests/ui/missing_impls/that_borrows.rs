//! A type with a lifetime that is no model.

use optimize_core::Optimized;

struct Caption<'a> {
    text: &'a str,
}

#[derive(Optimized)]
struct Video<'a> {
    first: Caption<'a>,
    others: Vec<Option<Caption<'a>>>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate());
}
