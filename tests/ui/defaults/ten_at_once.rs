//! Ten defaults that can not be, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(default = 300)]
    field_0: u8,
    #[opt(default = "a")]
    field_1: u8,
    #[opt(default = 3)]
    field_2: String,
    #[opt(ge = 5, default = 3)]
    field_3: u32,
    #[opt(le = 5, default = 9)]
    field_4: u32,
    #[opt(default = true)]
    field_5: String,
    #[opt(default = -1)]
    field_6: u32,
    #[opt(max_length = 1, default = "ab")]
    field_7: String,
    #[opt(one_of(1, 2), default = 3)]
    field_8: u8,
    #[opt(multiple_of = 2, default = 3)]
    field_9: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
