//! Ten names that can not be, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "camel", computed(missing, missing))]
struct Video {
    #[opt(rename = "field_1")]
    field_0: u8,
    field_1: u8,
    #[opt(alias = "")]
    field_2: u8,
    #[opt(rename = "")]
    field_3: u8,
    #[opt(alias = "same", alias = "same")]
    field_4: u8,
    #[opt(alias = "field_1")]
    field_5: u8,
    #[opt(rename = "twice")]
    field_6: u8,
    #[opt(rename = "twice")]
    field_7: u8,
    #[opt(alias = "field_8")]
    field_8: u8,
    #[opt(path())]
    field_9: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
