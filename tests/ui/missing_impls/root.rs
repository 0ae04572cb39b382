//! A type without the derive.

struct Video {
    title: String,
}

fn main() {
    let video: Video = optimize_core::from_json("{}").unwrap();
    let _ = optimize_core::to_json(&video);
}
