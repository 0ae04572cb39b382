//! A validator of what is in an `Option`, and one of the items of a list.

use optimize_core::Optimized;

fn is_fine(_: &u32) -> Result<(), String> {
    Ok(())
}

fn is_short(_: &str) -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
struct Video {
    /// With a description.
    #[opt(check = is_fine)]
    views: Option<u32>,
    #[opt(check = is_short)]
    tags: Vec<String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
