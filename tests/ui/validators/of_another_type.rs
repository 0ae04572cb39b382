//! Functions for another type than the field's: one error each, with the type that is meant.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(before = numbers)]
struct Video {
    #[opt(after = trimmed)]
    level: u8,
    #[opt(before = numbers)]
    views: u32,
    #[opt(parse = trimmed)]
    title: String,
}

fn trimmed(text: String) -> Result<String, String> {
    Ok(text.trim().into())
}

fn numbers(number: u8) -> Result<u8, String> {
    Ok(number)
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate());
}
