//! Two variants that one spelling makes equal.

use optimize_core::Optimized;

#[derive(Optimized)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    LOW,
}

fn main() {
    let quality = Quality::from_json("\"low\"").unwrap();
    let _ = (quality.to_json(), quality.fingerprint());
}
