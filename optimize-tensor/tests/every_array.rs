//! Every element type × every number of dimensions × every storage and layout of an array: one wire for all of them.
#![cfg(feature = "ndarray")]

mod support;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ndarray::{
    ArcArray, Array, ArrayBase, ArrayView, Axis, CowArray, Data, Dimension, Ix0, Ix1, Ix2, Ix3, Ix4, Ix5, Ix6, IxDyn,
};
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::{Adapted, AdaptedRef, Adapter, DumpOptions};
use optimize_tensor::{DType, Element, RawTensor, Tensor};
use support::{read, write};

/// The elements' bytes in C order, little endian: what numpy's `tobytes` gives.
fn c_order<A: Element, S: Data<Elem = A>, D: Dimension>(array: &ArrayBase<S, D>) -> Vec<u8> {
    array.iter().flat_map(|&item| RawTensor::from_elements(vec![], &[item]).unwrap().into_data()).collect()
}

fn envelope(bytes: &[u8], dtype: &str, shape: &[usize]) -> String {
    let data = STANDARD.encode(bytes);
    let shape = serde_json::to_string(shape).unwrap();
    format!(r#"{{"__type__":"numpy_array","data":"{data}","dtype":"{dtype}","shape":{shape}}}"#)
}

/// Bytes that differ from one element to the next, for as many elements.
fn bytes(dtype: DType, count: usize) -> Vec<u8> {
    (0..count * dtype.size())
        .map(|at| if dtype == DType::Bool { (at % 3 == 0).into() } else { (at * 37) as u8 })
        .collect()
}

fn array<A: Element, D: Dimension>(shape: &[usize]) -> Array<A, D> {
    let count = shape.iter().product();
    RawTensor::new(A::DTYPE, shape.to_vec(), bytes(A::DTYPE, count)).unwrap().to_array().unwrap()
}

/// Turns each word's bytes around: each half of a complex number is one.
fn big_endian(mut bytes: Vec<u8>, dtype: DType) -> Vec<u8> {
    let word = match dtype {
        DType::Complex64 => 4,
        DType::Complex128 => 8,
        other => other.size(),
    };
    bytes.chunks_exact_mut(word).for_each(<[u8]>::reverse);
    bytes
}

/// Numpy's short names of a type, in either byte order. `bfloat16` has none.
fn codes(dtype: DType) -> Option<(String, String)> {
    let kind = match dtype {
        DType::Bool => "b",
        DType::Int8 | DType::Int16 | DType::Int32 | DType::Int64 => "i",
        DType::UInt8 | DType::UInt16 | DType::UInt32 | DType::UInt64 => "u",
        DType::Float16 | DType::Float32 | DType::Float64 => "f",
        DType::Complex64 | DType::Complex128 => "c",
        DType::BFloat16 => return None,
    };
    let mark = if dtype.size() == 1 { "|" } else { "<" };
    Some((format!("{mark}{kind}{}", dtype.size()), format!(">{kind}{}", dtype.size())))
}

/// A view of any layout is written as the bytes of its C order, hashed alike, and read back by every storage.
fn one_wire<A: Element, D: Dimension>(view: &ArrayView<'_, A, D>) {
    let bytes = c_order(view);
    let json = envelope(&bytes, A::DTYPE.name(), view.shape());
    let hash = |feed: &dyn Fn(&mut FingerprintHasher)| {
        let mut hasher = FingerprintHasher::new();
        feed(&mut hasher);
        hasher.finish()
    };

    let view_json = optimize_core::to_json(AdaptedRef::<'_, _, Tensor>::from_ref(view)).unwrap();
    assert_eq!(String::from_utf8(view_json).unwrap(), json, "strides {:?}", view.strides());
    assert_eq!(write::<_, Tensor>(CowArray::from(view.view())).unwrap(), json);
    // The owned copy of a view keeps its layout where that is dense.
    assert_eq!(write::<_, Tensor>(view.to_owned()).unwrap(), json);
    assert_eq!(write::<_, Tensor>(view.to_owned().into_shared()).unwrap(), json);

    let owned: Array<A, D> = read::<_, Tensor>(&json).unwrap();
    let shared: ArcArray<A, D> = read::<_, Tensor>(&json).unwrap();
    let cow: CowArray<'_, A, D> = read::<_, Tensor>(&json).unwrap();
    assert!(owned.is_standard_layout() && owned.shape() == view.shape());
    assert!(c_order(&owned) == bytes && c_order(&shared) == bytes && c_order(&cow) == bytes);
    let fingerprint = hash(&|hasher| <Tensor as Adapter<_>>::fingerprint(view, hasher));
    assert_eq!(hash(&|hasher| <Tensor as Adapter<_>>::fingerprint(&owned, hasher)), fingerprint);
    assert!(optimize_core::from_json::<AdaptedRef<'_, ArrayView<'_, A, D>, Tensor>>(&json).is_err());

    // The type that learns its dtype at run time says the same.
    let raw = RawTensor::from_array(view).unwrap();
    assert_eq!((raw.dtype(), raw.shape(), raw.data()), (A::DTYPE, view.shape(), &*bytes));
    assert_eq!(write::<_, Tensor>(raw).unwrap(), json);
}

/// Every spelling of the type, in either byte order, is the same array.
fn every_spelling<A: Element, D: Dimension>(array: &Array<A, D>) {
    let bytes = c_order(array);
    let reads = |bytes: &[u8], dtype: &str| {
        let found: Array<A, D> = read::<_, Tensor>(&envelope(bytes, dtype, array.shape())).unwrap();
        assert!(c_order(&found) == c_order(array), "{dtype}");
    };
    reads(&bytes, A::DTYPE.name());
    reads(&bytes, A::DTYPE.torch_name());
    if let Some((little, big)) = codes(A::DTYPE) {
        reads(&bytes, &little);
        reads(&bytes, &little.replace(['<', '|'], "="));
        reads(&bytes, &little[1..]);
        reads(&big_endian(bytes, A::DTYPE), &big);
    }
}

/// An array of each layout: C, Fortran, strided, reversed, empty, of single lengths.
fn every_layout<A: Element, D: Dimension>(shape: &[usize]) {
    let whole = array::<A, D>(shape);
    every_spelling(&whole);
    one_wire(&whole.view());
    one_wire(&whole.view().reversed_axes());
    for axis in (0..shape.len()).map(Axis) {
        let mut turned = whole.view();
        turned.invert_axis(axis);
        one_wire(&turned);
        let mut every_other = whole.view();
        every_other.slice_axis_inplace(axis, ndarray::Slice::new(0, None, 2));
        one_wire(&every_other);
        let mut last = whole.view();
        last.slice_axis_inplace(axis, ndarray::Slice::new(-1, None, 1));
        one_wire(&last);
        let mut none = whole.view();
        none.slice_axis_inplace(axis, ndarray::Slice::new(0, Some(0), 1));
        one_wire(&none);
    }
}

fn every_rank<A: Element>() {
    const SHAPE: [usize; 6] = [2, 3, 1, 3, 2, 4];
    every_layout::<A, Ix0>(&[]);
    every_layout::<A, Ix1>(&[7]);
    every_layout::<A, Ix2>(&SHAPE[..2]);
    every_layout::<A, Ix3>(&[3, 4, 3]);
    every_layout::<A, Ix4>(&SHAPE[..4]);
    every_layout::<A, Ix5>(&SHAPE[..5]);
    every_layout::<A, Ix6>(&SHAPE);
    every_layout::<A, IxDyn>(&[]);
    every_layout::<A, IxDyn>(&[3, 2, 5]);
    every_layout::<A, IxDyn>(&[1, 2, 1, 2, 1, 2, 1, 2, 1]);
}

macro_rules! every_element {
    ($($name:ident: $element:ty;)*) => {$(
        #[test]
        fn $name() {
            every_rank::<$element>();
        }
    )*};
}

every_element! {
    arrays_of_bool: bool;
    arrays_of_int8: i8;
    arrays_of_int16: i16;
    arrays_of_int32: i32;
    arrays_of_int64: i64;
    arrays_of_uint8: u8;
    arrays_of_uint16: u16;
    arrays_of_uint32: u32;
    arrays_of_uint64: u64;
    arrays_of_float16: half::f16;
    arrays_of_bfloat16: half::bf16;
    arrays_of_float32: f32;
    arrays_of_float64: f64;
    arrays_of_complex64: num_complex::Complex<f32>;
    arrays_of_complex128: num_complex::Complex<f64>;
}

#[test]
fn an_indented_dump_is_read_as_well() {
    let array = array::<f32, Ix2>(&[2, 3]);
    let adapted = Adapted::<_, Tensor>::new(array.clone());
    let text = optimize_core::to_json_with(&adapted, &DumpOptions::new().indent(2)).unwrap();
    assert!(text.windows(3).any(|window| window == b"\n  "));
    let text = String::from_utf8(text).unwrap();
    assert_eq!(c_order(&read::<Array<f32, Ix2>, Tensor>(&text).unwrap()), c_order(&array));
}
