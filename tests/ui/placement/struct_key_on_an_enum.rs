//! A struct's key on an enum.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(extra = "forbid")]
enum Quality {
    Low,
}

fn main() {
    let quality = Quality::from_json("\"low\"").unwrap();
    let _ = (quality.to_json(), quality.fingerprint());
}
