//! A condition of another type.

use optimize_core::Optimized;

fn is_empty(text: &String) -> bool {
    text.is_empty()
}

#[derive(Optimized)]
struct Video {
    #[opt(exclude_if = is_empty)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
