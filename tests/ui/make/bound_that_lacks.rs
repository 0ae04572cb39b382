//! Bounds that do not let a parameter be a field, with what they lack.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(bound = "T: Clone")]
struct Alone<T> {
    value: T,
}

#[derive(Optimized)]
#[opt(bound = "T: Clone, U: optimize_core::Field")]
struct Two<T, U> {
    first: T,
    second: Vec<U>,
    third: Option<T>,
}

#[derive(Optimized)]
#[opt(bound(serialize = "T: serde::Serialize"))]
struct Written<T> {
    value: T,
}

#[derive(Optimized)]
#[opt(tag = "type", bound = "")]
enum Either<T> {
    One { value: T },
    None,
}

fn main() {
    let _ = Alone { value: 1_u8 }.to_json();
    let _ = Two::<u8, u8>::from_json("{}");
    let _ = Written::<u8>::from_json("{}");
    let _ = Either::<u8>::from_json("{}");
}
