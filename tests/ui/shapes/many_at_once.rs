//! Two variants hold data, and a key is unknown.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_al = "lowercase")]
enum Video {
    Clip { title: String },
    Live(u8),
    Off,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
