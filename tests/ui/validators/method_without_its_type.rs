//! A method that is named without `Self`.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(check = is_whole)]
struct Video {
    title: String,
}

impl Video {
    fn is_whole(&self) -> Result<(), String> {
        Ok(())
    }
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
