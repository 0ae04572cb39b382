//! Ten patterns that can not be, all told at once.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video {
    #[opt(pattern = "[a-z")]
    field_0: String,
    #[opt(pattern = "a")]
    field_1: u32,
    #[opt(pattern = "*")]
    field_2: Option<String>,
    #[opt(pattern = "(a")]
    field_3: String,
    #[opt(pattern = "a{3,1}")]
    field_4: String,
    #[opt(pattern = 5)]
    field_5: String,
    #[opt(pattern = "^a{3}$", max_length = 2)]
    field_6: String,
    #[opt(pattern = "^[0-9]+$", default = "a")]
    field_7: String,
    #[opt(pattern = "^a$", one_of("a", "b"))]
    field_8: String,
    #[opt(pattern = "a)")]
    field_9: Vec<u8>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
