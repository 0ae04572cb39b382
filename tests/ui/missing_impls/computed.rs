//! A computed field whose type is no model.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

#[derive(Optimized)]
#[opt(computed(camera))]
struct Video {
    title: String,
}

impl Video {
    fn camera(&self) -> Camera {
        Camera { name: String::new() }
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
