//! A generic model of what is no model.

use optimize_core::Optimized;

struct Camera {
    name: String,
}

#[derive(Optimized)]
struct Video<T> {
    value: T,
}

fn main() {
    let _ = Video::<Camera>::from_json("{}");
}
