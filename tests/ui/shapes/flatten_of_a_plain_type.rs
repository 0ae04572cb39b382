//! Flattened types that are no models, and a unit enum, which has no keys: one error each.

use optimize_core::Optimized;

struct Plain {
    width: u32,
}

#[derive(Optimized)]
enum Quality {
    Low,
    High,
}

#[derive(Optimized)]
struct Video {
    id: String,
    #[opt(flatten)]
    size: Plain,
}

#[derive(Optimized)]
struct Clip<T> {
    #[opt(flatten)]
    size: Option<Plain>,
    more: T,
}

#[derive(Optimized)]
struct Scene {
    #[opt(flatten)]
    quality: Quality,
}

#[derive(Optimized)]
#[opt(tag = "type")]
enum Frame {
    Still(Plain),
    Moving {
        rate: f64,
        #[opt(flatten)]
        quality: Quality,
    },
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), Frame::json_schema(), Clip::<u8>::from_json("{}"));
}
