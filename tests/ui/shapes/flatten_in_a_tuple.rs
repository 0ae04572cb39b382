//! A tuple is an array: there are no keys to stand among.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Size {
    width: u32,
}

#[derive(Optimized)]
struct Pair(#[opt(flatten)] Size, u8);

#[derive(Optimized)]
struct Only(#[opt(flatten)] Size);

fn main() {
    let _ = (Pair(Size { width: 1 }, 2).to_json(), Only(Size { width: 1 }).to_json());
}
