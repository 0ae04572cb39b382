//! A field's key on a variant.

use optimize_core::Optimized;

#[derive(Optimized)]
enum Quality {
    #[opt(min_length = 1)]
    Low,
}

fn main() {
    let quality = Quality::from_json("\"low\"").unwrap();
    let _ = (quality.to_json(), quality.fingerprint());
}
