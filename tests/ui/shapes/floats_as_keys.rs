//! Floats as keys and in sets.

use optimize_core::Optimized;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

#[derive(Optimized)]
struct Video {
    a: HashMap<f64, u8>,
    b: BTreeMap<String, Vec<BTreeMap<f32, u8>>>,
    c: HashSet<f32>,
    d: Option<BTreeSet<f64>>,
}

fn main() {
    let video = Video::from_json("{}").unwrap();
    let _ = (video.to_json(), video.validate(), video.fingerprint());
}
