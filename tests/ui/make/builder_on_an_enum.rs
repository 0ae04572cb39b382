//! An enum has variants, not a builder.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(builder, validate_assignment)]
enum Video {
    Clip { title: String },
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
