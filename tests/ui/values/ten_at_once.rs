//! Ten keys with values of another kind, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(min_length =)]
    field_0: String,
    #[opt(max_length = "5")]
    field_1: String,
    #[opt(trim = false)]
    field_2: String,
    #[opt(ge(1))]
    field_3: u32,
    #[opt(ge)]
    field_4: u32,
    #[opt(rename = 5)]
    field_5: u8,
    #[opt(alias)]
    field_6: u8,
    #[opt(check = "path")]
    field_7: u8,
    #[opt(unique = 1)]
    field_8: Vec<u8>,
    #[opt(flatten = true)]
    field_9: Vec<u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
