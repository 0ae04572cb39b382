//! Ten mistakes on one enum.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_al = "lowercase", tag = "kind", rename_all_fields = "camel", transparent)]
enum Video {
    Clip { kind: String },
    Live(u8),
    Pair(String, u8),
    #[opt(rename = "Pair")]
    Twin { #[opt(le = 300)] level: u8 },
    #[opt(skip, rename = "x")]
    Off,
    #[opt(min_length = 1)]
    None,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
