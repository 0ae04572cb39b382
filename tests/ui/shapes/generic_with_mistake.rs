//! The fallback of a generic type.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Video<'a, T: Clone> {
    #[opt(min_lenght = 1)]
    title: &'a T,
}

fn main() {
    let video = Video::<String>::from_json("{}").unwrap();
    let _ = video.to_json();
}
