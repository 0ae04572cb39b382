//! A union.

use optimize_core::Optimized;

#[derive(Optimized)]
union Video {
    a: u8,
    b: u8,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = video.to_json();
}
