//! Ten lengths that can not be, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length = 9, max_length = 3)]
    field_0: String,
    #[opt(min_length = 3)]
    field_1: u32,
    #[opt(max_length = -3)]
    field_2: Vec<String>,
    #[opt(min_length = 1.5)]
    field_3: String,
    #[opt(max_length = "4")]
    field_4: String,
    #[opt(min_length = 2)]
    field_5: bool,
    #[opt(min_length = 4)]
    field_6: [u8; 3],
    #[opt(max_length = 2, default = "abc")]
    field_7: String,
    #[opt(min_length = 5, example = "abc")]
    field_8: String,
    #[opt(items(min_length = 2, max_length = 1))]
    field_9: Vec<String>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
