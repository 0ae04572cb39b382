//! What is no model in an `Option` and a `Box`: one error each.

use optimize_core::Optimized;

struct Plain {
    width: u32,
}

#[derive(Optimized)]
struct Video {
    id: String,
    #[opt(flatten)]
    size: Option<Box<Plain>>,
}

#[derive(Optimized)]
#[opt(tag = "type")]
enum Frame {
    Moving {
        rate: f64,
        #[opt(flatten)]
        size: Option<Box<Plain>>,
    },
}

#[derive(Optimized)]
struct Clip<T> {
    #[opt(flatten)]
    size: Box<Option<Plain>>,
    more: T,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), Frame::json_schema(), Clip::<u8>::from_json("{}"));
}
