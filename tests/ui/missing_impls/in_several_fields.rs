//! A type that is no model, in several fields: one error for a model, at the first of them.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video {
    left: Camera,
    #[opt(rename = "other")]
    right: Camera,
}

#[derive(Optimized)]
enum Source {
    Live(Camera),
    Recorded { camera: Camera, at: u64 },
    Both(Camera, Camera),
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), Source::json_schema());
}
