//! What numpy wrote, every dtype, both byte orders, scalars and empty arrays: read, and written again.

mod golden_tensors;

use golden_tensors::{Golden, Shown, check_values, parse_raw};
use half::f16;
use ndarray::{ArcArray, Array, Array0, Array1, Array2, Array3, ArrayD, Dimension, IxDyn};
use num_complex::Complex;
use optimize_core::Adapted;
use optimize_tensor::{EnvelopeKind, RawTensor, Tensor};

fn golden() -> Vec<Golden> {
    let golden = Golden::read(include_str!("../data/numpy.ndjson"));
    assert_eq!(golden.len(), 118);
    golden
}

fn write<T>(value: T) -> String
where
    Tensor: optimize_core::Adapter<T>,
{
    String::from_utf8(optimize_core::to_json(&Adapted::<T, Tensor>::new(value)).unwrap()).unwrap()
}

/// Whether the envelope is as this project writes it: little endian, under the long name.
fn is_canonical(golden: &Golden) -> bool {
    !golden.dtype().starts_with(['<', '>'])
}

/// Reads the line as an array of this type and dimension, and writes it again.
fn check_array<A: Shown, D: Dimension>(golden: &Golden) {
    let json = golden.json();
    let array = optimize_core::from_json::<Adapted<Array<A, D>, Tensor>>(&json).unwrap().into_inner();
    assert_eq!(array.shape(), golden.shape());
    check_values(golden, array.as_slice().unwrap());

    let shared = optimize_core::from_json::<Adapted<ArcArray<A, D>, Tensor>>(&json).unwrap().into_inner();
    check_values(golden, shared.as_slice().unwrap());
    if is_canonical(golden) {
        assert_eq!(write(array), json);
        assert_eq!(write(shared), json);
    }
}

fn check_line<A: Shown>(golden: &Golden) {
    check_array::<A, IxDyn>(golden);
    match golden.shape().len() {
        0 => check_array::<A, ndarray::Ix0>(golden),
        1 => check_array::<A, ndarray::Ix1>(golden),
        2 => check_array::<A, ndarray::Ix2>(golden),
        3 => check_array::<A, ndarray::Ix3>(golden),
        rank => panic!("no golden array has {rank} dimensions"),
    }
    let raw = parse_raw(&golden.json());
    assert_eq!(raw.kind(), EnvelopeKind::Numpy);
    assert_eq!(raw.shape(), golden.shape());
    check_values::<A>(golden, &raw.to_vec().unwrap());
    if is_canonical(golden) {
        assert_eq!(write(raw), golden.json());
    }
}

#[test]
fn every_line_is_read_and_written_again() {
    for golden in golden() {
        match golden.dtype() {
            "bool" => check_line::<bool>(&golden),
            "int8" => check_line::<i8>(&golden),
            "int16" => check_line::<i16>(&golden),
            "int32" | ">i4" => check_line::<i32>(&golden),
            "int64" | "<i8" => check_line::<i64>(&golden),
            "uint8" => check_line::<u8>(&golden),
            "uint16" | ">u2" => check_line::<u16>(&golden),
            "uint32" => check_line::<u32>(&golden),
            "uint64" => check_line::<u64>(&golden),
            "float16" => check_line::<f16>(&golden),
            "float32" | ">f4" => check_line::<f32>(&golden),
            "float64" | ">f8" => check_line::<f64>(&golden),
            "complex64" => check_line::<Complex<f32>>(&golden),
            "complex128" => check_line::<Complex<f64>>(&golden),
            other => panic!("no Rust type for {other}"),
        }
    }
}

#[test]
fn what_was_big_endian_is_written_in_the_native_order() {
    let swapped: Vec<Golden> = golden().into_iter().filter(|golden| golden.dtype().starts_with('>')).collect();
    assert_eq!(swapped.len(), 24);
    for golden in swapped {
        let again = write(parse_raw(&golden.json()));
        assert!(!again.contains('>'), "{again}");
        assert_eq!(parse_raw(&again), parse_raw(&golden.json()));
    }
}

#[test]
fn views_of_any_layout_are_written_in_c_order() {
    let array = Array2::from_shape_fn((4, 6), |(row, column)| (row * 6 + column) as f32);
    let transposed = write(array.clone().reversed_axes());
    assert_eq!(transposed, write(array.t().as_standard_layout().into_owned()));

    let fortran = ArrayD::from_shape_vec(ndarray::ShapeBuilder::f(IxDyn(&[4, 6])), array.t().iter().copied().collect());
    assert_eq!(write(fortran.unwrap()), write(array.clone()));

    let strided = ArcArray::from(array.clone()).slice_move(ndarray::s![..;2, ..;-1]);
    assert!(strided.as_slice().is_none());
    assert_eq!(write(strided), write(array.slice(ndarray::s![..;2, ..;-1]).as_standard_layout().into_owned()));
}

#[test]
fn a_vector_is_an_array_of_one_dimension() {
    let json = r#"{"__type__":"numpy_array","data":"AAABAA==","dtype":"uint16","shape":[2]}"#;
    let items = optimize_core::from_json::<Adapted<Vec<u16>, Tensor>>(json).unwrap().into_inner();
    assert_eq!(items, [0, 1]);
    assert_eq!(write(items), json);
    assert_eq!(write(Array1::from(vec![0_u16, 1])), json);
}

#[test]
fn raw_tensors_and_arrays_are_made_of_each_other() {
    let array = Array3::from_shape_fn((2, 3, 4), |(a, b, c)| (a * 12 + b * 4 + c) as i32);
    let raw = RawTensor::from_array(&array.view().permuted_axes([2, 0, 1])).unwrap();
    assert_eq!(raw.shape(), [4, 2, 3]);
    let back: Array3<i32> = raw.to_array().unwrap();
    assert_eq!(back, array.permuted_axes([2, 0, 1]));
    assert!(raw.to_array::<u32, ndarray::Ix3>().is_err());
    assert!(raw.to_array::<i32, ndarray::Ix2>().is_err());

    let scalar = Array0::from_elem((), 7_u8);
    assert_eq!(RawTensor::from_array(&scalar).unwrap().data(), [7]);
}
