//! A frozen field is not assigned.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(validate_assignment)]
struct Video {
    #[opt(frozen)]
    id: u32,
    title: String,
}

fn main() {
    let mut video = Video::from_json("{}").unwrap();
    video.set_title("a".to_owned()).unwrap();
    video.set_id(3).unwrap();
}
