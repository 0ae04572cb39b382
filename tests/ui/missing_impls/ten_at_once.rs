//! Ten types that are no fields, all told at once.

use optimize_core::Optimized;

struct Plain0;
struct Plain1;
struct Plain2;
struct Plain3;
struct Plain4;
struct Plain5;
struct Plain6;
struct Plain7;
struct Plain8;
struct Plain9;

#[derive(Optimized)]
struct Video {
    field_0: Plain0,
    field_1: Plain1,
    field_2: Plain2,
    field_3: Plain3,
    field_4: Plain4,
    field_5: Plain5,
    field_6: Plain6,
    field_7: Plain7,
    field_8: Plain8,
    field_9: Plain9,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
