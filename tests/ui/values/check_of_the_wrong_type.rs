//! A validator of another type.

use optimize_core::Optimized;

fn is_fine(_: &String) -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
struct Video {
    #[opt(check = is_fine)]
    views: u32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
