//! Untagged variants that are the enum itself.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(untagged)]
enum Tree {
    Leaf(u8),
    Nested(Box<Tree>),
    Perhaps(Option<Box<Self>>),
    Children(Vec<Tree>),
}

fn main() {
    let _ = Tree::from_json("[1, 2]").map(|tree| tree.to_json());
}
