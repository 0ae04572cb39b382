//! A type that is no field, where builder, setters and a conversion use it too: one error.

use optimize_core::Optimized;

struct Plain;

struct Row {
    id: u8,
    plain: Plain,
}

#[derive(Optimized)]
#[opt(builder, validate_assignment, from(Row))]
struct Video {
    id: u8,
    plain: Plain,
}

fn main() {}
