//! Every key is at the wrong place.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(min_length = 1, computd(total_minutes))]
struct Video {
    #[opt(rename_all = "camelCase", min_lenght = 1)]
    title: String,
    fine: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
