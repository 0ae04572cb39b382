//! Spellings of names that are nowhere.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(untagged, rename_all = "camelCase")]
enum Video {
    Clip { frame_rate: u8 },
    Live(u32),
}

#[derive(Optimized)]
#[opt(rename_all_fields = "camelCase")]
enum Event {
    Moved(i32, i32),
    Stopped,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
