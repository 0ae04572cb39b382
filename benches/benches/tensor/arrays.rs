//! Raw arrays as envelopes.

use crate::{Bench, HEIGHT, WIDTH};
use base64_simd::STANDARD;
use ndarray::{Array2, Array3};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::{DumpOptions, Optimized, OptimizedOwned};

/// A frame.
#[derive(Optimized)]
struct Frame {
    #[opt(tensor(shape = [_, _, 3]))]
    x: Array3<u8>,
}

/// A matrix.
#[derive(Optimized)]
struct Floats {
    #[opt(tensor)]
    x: Array2<f32>,
}

/// The bytes that the base64 stands for.
fn payload(json: &[u8]) -> &[u8] {
    let start = json.windows(8).position(|window| window == b"\"data\":\"").expect("an envelope") + 8;
    let length = memchr_quote(&json[start..]);
    &json[start..start + length]
}

fn memchr_quote(text: &[u8]) -> usize {
    text.iter().position(|&byte| byte == b'"').expect("an end")
}

fn both<T: OptimizedOwned>(
    bench: &Bench,
    tables: &mut Tables,
    case: (&'static str, &'static str),
    value: &T,
    bytes: &[u8],
) {
    let (name, guide) = case;
    let options = DumpOptions::new();
    let json = value.to_json().expect("written");
    let text = payload(&json);

    tables.section(&format!("{name}, out"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let race = Race::new()
        .with("optimize", move |_| {
            ours.clear();
            value.dump_into(&options, &mut ours).expect("written");
        })
        .with("base64-simd", move |_| {
            theirs.clear();
            STANDARD.encode_append(bytes, &mut theirs);
        });
    let targets = [Target::Of("base64-simd", 1.15), Target::Of("the guide", 1.0 / 35.0)];
    tables.race("into a buffer used again", bench.guide(race, guide, "out"), &targets);
    let race = Race::new()
        .with("optimize", |_| value.to_json().expect("written"))
        .with("base64-simd", |_| STANDARD.encode_to_string(bytes));
    tables.race("into a fresh buffer", race, &[Target::Of("base64-simd", 1.15)]);

    tables.section(&format!("{name}, in"));
    let race = Race::new()
        .with("optimize", |_| T::from_json(&json).expect("valid"))
        .with("base64-simd", |_| STANDARD.decode_to_vec(text).expect("base64"));
    let targets = [Target::Of("base64-simd", 1.15), Target::Of("the guide", 1.0 / 20.0)];
    tables.race("validated", bench.guide(race, guide, "in"), &targets);
}

pub(crate) fn bench(bench: &Bench, tables: &mut Tables) {
    let x = Array3::from_shape_vec((HEIGHT, WIDTH, 3), bench.frame.clone()).expect("the shape fits");
    both(bench, tables, ("A frame as an array", "frame"), &Frame { x }, &bench.frame);
    let floats: Vec<f32> = (0..4096 * 4096).map(|index| index as f32).collect();
    let bytes: Vec<u8> = floats.iter().flat_map(|float| float.to_le_bytes()).collect();
    let x = Array2::from_shape_vec((4096, 4096), floats).expect("the shape fits");
    both(bench, tables, ("64 MiB of floats", "floats"), &Floats { x }, &bytes);
}
