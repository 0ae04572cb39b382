//! Validators that take the value itself, for change, or nothing.

use optimize_core::Optimized;

fn is_fine(_: u32) -> Result<(), String> {
    Ok(())
}

fn change(_: &mut String) -> Result<(), String> {
    Ok(())
}

fn nothing() -> Result<(), String> {
    Ok(())
}

#[derive(Optimized)]
#[opt(check = Self::is_whole)]
struct Video {
    #[opt(check = is_fine)]
    views: u32,
    #[opt(check = change)]
    title: String,
    #[opt(exclude_if = nothing, default)]
    tags: Vec<String>,
}

impl Video {
    fn is_whole(self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
