//! What torch wrote, read without a libtorch: as raw tensors, and as arrays.

mod golden_tensors;

use golden_tensors::{Golden, Shown, check_values, parse_raw};
use half::{bf16, f16};
use ndarray::ArrayD;
use num_complex::Complex;
use optimize_core::Adapted;
use optimize_tensor::{EnvelopeKind, RawTensor, Tensor};

fn check_line<A: Shown>(golden: &Golden) {
    let json = golden.json();
    let raw = parse_raw(&json);
    assert_eq!(raw.kind(), EnvelopeKind::Torch);
    assert_eq!(raw.device(), Some("cpu"));
    assert_eq!(raw.dtype().torch_name(), golden.dtype());
    check_values::<A>(golden, &raw.to_vec().unwrap());

    let array = optimize_core::from_json::<Adapted<ArrayD<A>, Tensor>>(&json).unwrap().into_inner();
    assert_eq!(array.shape(), golden.shape());
    check_values(golden, array.as_slice().unwrap());

    let again = optimize_core::to_json(&Adapted::<RawTensor, Tensor>::new(raw)).unwrap();
    assert_eq!(String::from_utf8(again).unwrap(), json);
}

#[test]
fn every_line_is_read_and_written_again() {
    let golden = Golden::read(include_str!("../data/torch.ndjson"));
    assert_eq!(golden.len(), 55);
    for golden in golden {
        match golden.dtype() {
            "torch.bool" => check_line::<bool>(&golden),
            "torch.uint8" => check_line::<u8>(&golden),
            "torch.int8" => check_line::<i8>(&golden),
            "torch.int16" => check_line::<i16>(&golden),
            "torch.int32" => check_line::<i32>(&golden),
            "torch.int64" => check_line::<i64>(&golden),
            "torch.float16" => check_line::<f16>(&golden),
            "torch.bfloat16" => check_line::<bf16>(&golden),
            "torch.float32" => check_line::<f32>(&golden),
            "torch.float64" => check_line::<f64>(&golden),
            "torch.complex64" => check_line::<Complex<f32>>(&golden),
            other => panic!("no Rust type for {other}"),
        }
    }
}

#[test]
fn the_device_of_the_sender_is_not_obeyed() {
    let json = r#"{"__type__":"torch_tensor","data":"AQ==","dtype":"torch.uint8","shape":[],"device":"cuda:3"}"#;
    let raw = parse_raw(json);
    assert_eq!(raw.device(), Some("cuda:3"));
    let again = optimize_core::to_json(&Adapted::<RawTensor, Tensor>::new(raw)).unwrap();
    assert!(String::from_utf8(again).unwrap().ends_with(r#""device":"cpu"}"#));
}
