//! A type that would have its own keys again and again.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Node {
    name: String,
    #[opt(flatten)]
    next: Option<Box<Node>>,
}

fn main() {
    let _ = Node::from_json("{}");
}
