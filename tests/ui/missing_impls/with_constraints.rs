//! A constraint on what is no model.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

fn is_fine(_: &Camera) -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
struct Video {
    #[opt(check = is_fine)]
    camera: Camera,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
