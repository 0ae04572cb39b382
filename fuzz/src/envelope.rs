//! Tensors in JSON from anybody: every type that a field can have agrees on what it reads.

use super::pick::Pick;
use super::round::{comes_back, comes_back_if_read};
use half::f16;
use ndarray::{ArcArray, Array3, ArrayBase, ArrayD, ArrayViewD, CowArray, Data, Dimension, IxDyn};
use num_complex::Complex;
use optimize_core::{Adapted, AdaptedRef, Adapter, BorrowAdapter, Optimized};
use optimize_tensor::{Element, RawTensor, Tensor};
use std::borrow::Cow;

/// Laid out in Fortran order once it is read.
#[derive(Optimized)]
struct Columns<A: Element>(#[opt(tensor(order = "F"))] ArrayD<A>);

/// Lists inside lists instead of an envelope.
#[derive(Optimized)]
struct Lists<A: Element>(#[opt(tensor(format = "list"))] ArrayD<A>);

/// Reads a tensor, as an envelope or as lists, into some of the types, and writes it back.
///
/// # Panics
/// When two types read different things, or a tensor that was read comes back as another.
pub fn tensor_envelope(data: &[u8]) {
    check(data, &Pick::of(data));
}

/// The same into every type: for inputs that are kept.
///
/// # Panics
/// As [`tensor_envelope`].
pub fn tensor_envelope_in_full(data: &[u8]) {
    check(data, &Pick::all());
}

fn check(data: &[u8], pick: &Pick) {
    let raw = optimize_core::from_json::<Adapted<RawTensor, Tensor>>(data).ok();
    if let Some(raw) = &raw {
        assert!(raw.get().shape().len() <= 32);
        comes_back(raw);
    }
    let raw = raw.map(Adapted::into_inner);
    // One type of each size, and those with rules of their own; the others are the same code.
    macro_rules! each {
        ($($index:literal: $element:ty),*) => {$(
            let same = raw.as_ref().filter(|raw| raw.dtype() == <$element>::DTYPE);
            // The element type that the tensor has is never left out.
            if same.is_some() || pick.one(0, $index, 4) {
                typed::<$element>(data, same, pick);
            }
        )*};
    }
    each!(0: bool, 1: i16, 2: f32, 3: Complex<f64>);
    if raw.is_none() {
        macro_rules! lists {
            ($($index:literal: $element:ty),*) => {
                $( if pick.one(1, $index, 5) { comes_back_if_read::<Lists<$element>>(data); } )*
            };
        }
        lists!(0: bool, 1: i64, 2: f16, 3: f32, 4: Complex<f64>);
    }
}

/// Reads the text into types of these elements. Each takes what the untyped tensor is, where that fits its shape, and
/// nothing else.
fn typed<A: Element>(data: &[u8], raw: Option<&RawTensor>, pick: &Pick) {
    let shape = raw.map(RawTensor::shape);
    let same = |found: Option<RawTensor>, fits: bool| {
        let expected = raw.filter(|_| fits).map(|raw| (raw.shape(), raw.data()));
        assert!(found.as_ref().map(|found| (found.shape(), found.data())) == expected, "{found:?} is not {raw:?}");
    };
    let list = |items: &[A]| RawTensor::from_elements(vec![items.len()], items).expect("a tensor");
    let one = shape.is_some_and(|shape| shape.len() == 1);

    if pick.one(2, 0, 3) {
        let array = read::<ArrayD<A>>(data);
        same(array.as_ref().map(tensor), true);
        if let Some(array) = array {
            comes_back(&Adapted::<_, Tensor>::new(array));
        }
        same(read::<[A; 4]>(data).map(|items| list(&items)), shape == Some(&[4]));
    }
    if pick.one(2, 1, 3) {
        same(read::<ArcArray<A, IxDyn>>(data).map(|array| tensor(&array)), true);
        same(read::<Vec<A>>(data).map(|items| list(&items)), one);
        // In a text there is nothing to look into.
        assert!(lent::<ArrayViewD<'_, A>>(data).is_none() && lent::<&[A]>(data).is_none());
    }
    if pick.one(2, 2, 3) {
        same(optimize_core::from_json::<Columns<A>>(data).ok().map(|columns| tensor(&columns.0)), true);
        same(read::<Array3<A>>(data).map(|array| tensor(&array)), shape.is_some_and(|shape| shape.len() == 3));
    }
    // What is lent or owned, as it comes.
    if pick.one(3, 0, 2) {
        same(lent::<CowArray<'_, A, IxDyn>>(data).map(|array| tensor(&array)), true);
    }
    if pick.one(3, 1, 2) {
        same(lent::<Cow<'_, [A]>>(data).map(|items| list(&items)), one);
    }
}

/// Any array as a tensor without a type.
fn tensor<A: Element, S: Data<Elem = A>, D: Dimension>(array: &ArrayBase<S, D>) -> RawTensor {
    RawTensor::from_array(array).expect("a tensor")
}

fn read<T>(data: &[u8]) -> Option<T>
where
    Tensor: Adapter<T>,
{
    optimize_core::from_json::<Adapted<T, Tensor>>(data).ok().map(Adapted::into_inner)
}

fn lent<'a, T>(data: &'a [u8]) -> Option<T>
where
    Tensor: BorrowAdapter<'a, T>,
{
    optimize_core::from_json::<AdaptedRef<'a, T, Tensor>>(data).ok().map(AdaptedRef::into_inner)
}
