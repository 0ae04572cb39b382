//! Ten conflicts, all told at once.

use optimize_core::Optimized;

struct Mine;

#[derive(Optimized)]
#[opt(extra = "allow")]
struct Video {
    #[opt(coerce, strict)]
    field_0: u64,
    #[opt(required, default)]
    field_1: Option<u64>,
    #[opt(exclude_none)]
    field_2: String,
    #[opt(serde, with = Mine)]
    field_3: u8,
    #[opt(serde, ge = 1)]
    field_4: u8,
    #[opt(ge = 1, gt = 1)]
    field_5: u8,
    #[opt(le = 1, lt = 1)]
    field_6: u8,
    #[opt(lowercase, uppercase)]
    field_7: String,
    #[opt(skip, required)]
    field_8: u8,
    #[opt(required, default = 3)]
    field_9: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
