//! Trait objects behind pointers: one error each, in structs and in enums.

use optimize_core::Optimized;
use std::fmt::Debug;
use std::sync::Arc;

#[derive(Optimized)]
struct Video {
    source: Box<dyn Debug>,
    tracks: Vec<Arc<dyn Debug + Send + Sync>>,
}

#[derive(Optimized)]
enum Source {
    Live(Option<Box<dyn Debug>>),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), Source::json_schema());
}
