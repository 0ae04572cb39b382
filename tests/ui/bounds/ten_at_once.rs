//! Ten bounds that can not be, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(ge = 5, le = 3)]
    field_0: u32,
    #[opt(ge = 300)]
    field_1: u8,
    #[opt(lt = 0)]
    field_2: u8,
    #[opt(gt = 255)]
    field_3: u8,
    #[opt(multiple_of = 0)]
    field_4: u32,
    #[opt(ge = 1.5)]
    field_5: u32,
    #[opt(ge = 1)]
    field_6: String,
    #[opt(le = "3")]
    field_7: u32,
    #[opt(gt = 3, lt = 4)]
    field_8: i32,
    #[opt(multiple_of = -2)]
    field_9: i32,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
