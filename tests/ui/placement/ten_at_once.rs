//! Ten keys where they do not belong, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(rename_all = "camelCase")]
    field_0: u8,
    #[opt(tag = "kind")]
    field_1: u8,
    #[opt(extra = "forbid")]
    field_2: u8,
    #[opt(untagged)]
    field_3: u8,
    #[opt(content = "c")]
    field_4: u8,
    #[opt(builder)]
    field_5: u8,
    #[opt(transparent)]
    field_6: u8,
    #[opt(populate_by_name)]
    field_7: u8,
    #[opt(computed(x))]
    field_8: u8,
    #[opt(validate_assignment)]
    field_9: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
