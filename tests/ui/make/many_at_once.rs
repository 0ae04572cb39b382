//! Ten mistakes on one struct.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(builder = 1, validate_assignment(all), from("Row"), bound = "T: Clone", buildr, from = Row)]
struct Video {
    build: u32,
    #[opt(frozen = true)]
    id: u32,
    #[opt(builder)]
    title: String,
    #[opt(from(Row))]
    views: u64,
    #[opt(validate_assignment)]
    likes: u64,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
