//! Arrays out and in: any shape, any layout, both formats.
#![cfg(feature = "ndarray")]

mod support;

use half::{bf16, f16};
use ndarray::{ArcArray2, Array0, Array1, Array2, Array3, ArrayD, Axis, IxDyn};
use num_complex::Complex;
use optimize_core::rules::Rules as _;
use optimize_tensor::{DType, Element, EnvelopeKind, RawTensor, Tensor, TensorRules};
use proptest::prelude::*;
use support::{fingerprint, only_error, read, with_rules, write};

/// An array of any shape with up to four dimensions, some of length 0, turned, cut and reversed.
fn layouts<A: Element + std::fmt::Debug>(item: BoxedStrategy<A>) -> impl Strategy<Value = ArrayD<A>> {
    prop::collection::vec(0_usize..5, 0..5)
        .prop_flat_map(move |shape| {
            let count = shape.iter().product::<usize>();
            let rank = shape.len();
            (
                Just(shape),
                prop::collection::vec(item.clone(), count),
                Just((0..rank).collect::<Vec<usize>>()).prop_shuffle(),
                prop::collection::vec((prop::sample::select(vec![1_isize, 2, -1, -2]), 0..2_isize), rank),
            )
        })
        .prop_map(|(shape, items, axes, cuts)| {
            let mut array = ArrayD::from_shape_vec(IxDyn(&shape), items).unwrap().permuted_axes(axes);
            for (axis, (step, start)) in cuts.into_iter().enumerate() {
                if start <= array.len_of(Axis(axis)) as isize {
                    array.slice_axis_inplace(Axis(axis), ndarray::Slice { start, end: None, step });
                }
            }
            array
        })
}

fn comes_back<A: Element + PartialEq + std::fmt::Debug>(array: &ArrayD<A>) -> Result<(), TestCaseError> {
    let json = write::<_, Tensor>(array.clone()).unwrap();
    let back: ArrayD<A> = read::<_, Tensor>(&json).unwrap();
    prop_assert_eq!(&back, array);
    prop_assert!(back.is_standard_layout());
    prop_assert_eq!(&write::<_, Tensor>(back.clone()).unwrap(), &json);
    prop_assert_eq!(fingerprint::<_, Tensor>(back), fingerprint::<_, Tensor>(array.clone()));

    let raw: RawTensor = read::<_, Tensor>(&json).unwrap();
    prop_assert_eq!(raw.shape(), array.shape());
    prop_assert_eq!(raw.to_vec::<A>().unwrap(), array.iter().copied().collect::<Vec<A>>());
    let torch = write::<_, Tensor>(raw.with_kind(EnvelopeKind::Torch)).unwrap();
    prop_assert_eq!(&read::<ArrayD<A>, Tensor>(&torch).unwrap(), array);
    Ok(())
}

macro_rules! every_array_comes_back {
    ($($name:ident: $type:ty = $item:expr;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(96))]
            $(
                #[test]
                fn $name(array in layouts::<$type>($item.boxed())) {
                    comes_back(&array)?;
                }
            )*
        }
    };
}

every_array_comes_back! {
    bools: bool = any::<bool>();
    bytes: u8 = any::<u8>();
    signed_words: i16 = any::<i16>();
    words: u32 = any::<u32>();
    long_words: i64 = any::<i64>();
    halves: f16 = any::<i16>().prop_map(|bits| f16::from_f32(bits.into()));
    brain_floats: bf16 = any::<f32>().prop_map(bf16::from_f32);
    floats: f32 = any::<f32>();
    doubles: f64 = any::<f64>();
    complex_floats: Complex<f32> = any::<(f32, f32)>().prop_map(|(re, im)| Complex::new(re, im));
    complex_doubles: Complex<f64> = any::<(f64, f64)>().prop_map(|(re, im)| Complex::new(re, im));
}

#[test]
fn floats_keep_their_bits() {
    let bits = [0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000, 0x7ff8_0000_0000_0001, 0x7ff0_0000_0000_0001, 1 << 63];
    let array = Array1::from_iter(bits.map(f64::from_bits));
    let back: Array1<f64> = read::<_, Tensor>(&write::<_, Tensor>(array).unwrap()).unwrap();
    assert_eq!(back.iter().map(|item| item.to_bits()).collect::<Vec<u64>>(), bits);
}

#[test]
fn large_views_are_joined_from_portions() {
    // More elements than are gathered at a time, and no multiple of that.
    let array = Array2::from_shape_fn((211, 97), |(row, column)| (row * 97 + column) as u16);
    let turned = write::<_, Tensor>(array.clone().reversed_axes()).unwrap();
    let copied = write::<_, Tensor>(array.t().as_standard_layout().into_owned()).unwrap();
    assert_eq!(turned, copied);
}

#[test]
fn fingerprints_tell_shape_dtype_and_content_apart() {
    let array = Array2::<u8>::zeros((2, 3));
    let mut other = array.clone();
    other[(1, 2)] = 1;
    let base = fingerprint::<_, Tensor>(array.clone());
    assert_eq!(base, fingerprint::<_, Tensor>(ArcArray2::<u8>::zeros((2, 3))));
    assert_ne!(base, fingerprint::<_, Tensor>(other));
    assert_ne!(base, fingerprint::<_, Tensor>(array.reversed_axes()));
    assert_ne!(base, fingerprint::<_, Tensor>(Array2::<i8>::zeros((2, 3))));
    assert_ne!(base, fingerprint::<_, Tensor>(Array1::<u8>::zeros(6)));
}

with_rules!(Frame, Tensor, Array3<u8>, TensorRules::DEFAULT.shape(&[None, None, Some(3)]).dtype("uint8"));
with_rules!(AnyFrame, Tensor, RawTensor, TensorRules::DEFAULT.shape(&[None, None, Some(3)]).dtype("uint8"));

#[test]
fn rules_hold_on_the_way_in() {
    let frame = |shape: &str, dtype: &str, data: &str| {
        format!(r#"{{"__type__":"numpy_array","data":"{data}","dtype":"{dtype}","shape":{shape}}}"#)
    };
    assert_eq!(read::<_, Frame>(&frame("[1,1,3]", "uint8", "AAAA")).unwrap(), Array3::<u8>::zeros((1, 1, 3)));
    for (json, message) in [
        (frame("[1,3]", "uint8", "AAAA"), "tensor_shape: expected 3 dimensions, got 2"),
        (frame("[1,3,1]", "uint8", "AAAA"), "tensor_shape: expected the shape [_, _, 3], got [1, 3, 1]"),
        (frame("[1,1,3]", "int8", "AAAA"), "tensor_dtype: expected elements of type uint8, got int8"),
    ] {
        assert_eq!(only_error(&read::<Array3<u8>, Frame>(&json).unwrap_err()), message);
        assert_eq!(only_error(&read::<RawTensor, AnyFrame>(&json).unwrap_err()), message);
    }
}

with_rules!(Rows, Tensor, Array2<f32>, TensorRules::DEFAULT.list().shape(&[None, Some(3)]));
with_rules!(Lists, Tensor, ArrayD<i32>, TensorRules::DEFAULT.list());
with_rules!(Number, Tensor, Array0<f64>, TensorRules::DEFAULT.list());
with_rules!(Pairs, Tensor, ArrayD<Complex<f64>>, TensorRules::DEFAULT.list());
with_rules!(Halves, Tensor, Vec<f16>, TensorRules::DEFAULT.list());
with_rules!(RawLists, Tensor, RawTensor, TensorRules::DEFAULT.list().dtype("int16"));
with_rules!(BlindLists, Tensor, RawTensor, TensorRules::DEFAULT.list());

#[test]
fn lists_go_out_and_in() {
    let rows = Array2::from_shape_vec((2, 3), vec![1.5_f32, -2.0, 0.1, 4.0, 5.0, 6.0]).unwrap();
    let json = write::<_, Rows>(rows.clone()).unwrap();
    assert_eq!(json, "[[1.5,-2.0,0.1],[4.0,5.0,6.0]]");
    assert_eq!(read::<_, Rows>(&json).unwrap(), rows);
    assert_eq!(read::<_, Rows>("[]").unwrap().shape(), [0, 3]);

    let turned = ArrayD::from_shape_vec(IxDyn(&[2, 2]), vec![1, 2, 3, 4]).unwrap().reversed_axes();
    assert_eq!(write::<_, Lists>(turned).unwrap(), "[[1,3],[2,4]]");
    for (json, shape) in [("7", &[][..]), ("[]", &[0]), ("[[],[]]", &[2, 0]), ("[[[1]],[[2]]]", &[2, 1, 1])] {
        let array = read::<ArrayD<i32>, Lists>(json).unwrap();
        assert_eq!(array.shape(), shape, "{json}");
        assert_eq!(write::<_, Lists>(array).unwrap(), json);
    }
    assert_eq!(write::<_, Number>(Array0::from_elem((), 0.5)).unwrap(), "0.5");
    assert_eq!(read::<Array0<f64>, Number>("0.5").unwrap()[()], 0.5);

    let raw = RawTensor::from_elements(vec![2], &[1_i16, -1]).unwrap();
    assert_eq!(write::<_, RawLists>(raw.clone()).unwrap(), "[1,-1]");
    assert_eq!(read::<_, RawLists>("[1,-1]").unwrap(), raw);

    let halves = vec![f16::from_f32(0.1), f16::from_f32(65504.0)];
    let json = write::<_, Halves>(halves.clone()).unwrap();
    assert_eq!(read::<_, Halves>(&json).unwrap(), halves);
}

#[test]
fn complex_numbers_are_pairs_in_lists() {
    for (json, shape) in
        [("[[1.0,2.0],[3.0,-4.5]]", &[2][..]), ("[1.0,2.0]", &[]), ("[]", &[0]), ("[[[1.0,0.0]]]", &[1, 1])]
    {
        let array = read::<ArrayD<Complex<f64>>, Pairs>(json).unwrap();
        assert_eq!(array.shape(), shape, "{json}");
        assert_eq!(write::<_, Pairs>(array).unwrap(), json);
    }
    for json in ["[[1,2,3]]", "1"] {
        let error = read::<ArrayD<Complex<f64>>, Pairs>(json).unwrap_err();
        assert!(only_error(&error).starts_with("tensor_shape: expected a complex number"), "{error}");
    }
}

#[test]
fn bad_lists_are_refused_where_they_are_bad() {
    let errors = |json: &str| only_error(&read::<ArrayD<i32>, Lists>(json).unwrap_err());
    assert_eq!(errors("[[1,2],[3]]"), "1: tensor_shape: expected lists of one length, got 1 items after 2");
    assert!(errors("[[1,2],[3,[4]]]").starts_with("1.1: int_type"), "{}", errors("[[1,2],[3,[4]]]"));
    assert!(errors("[[1],2]").starts_with("1: list_type"), "{}", errors("[[1],2]"));
    let deep = format!("{}1{}", "[".repeat(40), "]".repeat(40));
    assert!(errors(&deep).ends_with("tensor_shape: expected at most 32 dimensions"), "{}", errors(&deep));
    let deep = format!("{}1{}", "[".repeat(33), "]".repeat(33));
    assert_eq!(errors(&deep), "tensor_shape: expected at most 32 dimensions, got 33");
    let deep = format!("{}1{}", "[".repeat(32), "]".repeat(32));
    assert_eq!(read::<ArrayD<i32>, Lists>(&deep).unwrap().ndim(), 32);
    assert_eq!(errors("[[],5]"), "1: tensor_shape: expected a list, as before, got a number");

    let error = read::<Array2<f32>, Rows>("[[1,2],[3,4]]").unwrap_err();
    assert_eq!(only_error(&error), "tensor_shape: expected the shape [_, 3], got [2, 2]");
    let error = read::<RawTensor, BlindLists>("[1]").unwrap_err();
    assert!(only_error(&error).starts_with("tensor_dtype: a list does not say"), "{error}");
    let error = read::<Vec<f16>, Halves>("[1, 65520]").unwrap_err();
    assert_eq!(only_error(&error), "1: tensor_data: 65520 is too large for float16");
}

#[test]
fn every_dtype_of_a_raw_tensor_goes_through_a_list() {
    for dtype in DType::ALL {
        let raw = RawTensor::new(dtype, vec![2, 1], vec![0; 2 * dtype.size()]).unwrap();
        let json = write::<_, BlindLists>(raw).unwrap();
        assert!(json.starts_with("[[") && json.ends_with("]]"), "{dtype}: {json}");
    }
}
