//! Every field has a mistake of its own.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "camel")]
struct Video {
    title: String,
    #[opt(rename = "title")]
    name: String,
    #[opt(alias = "")]
    other: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
