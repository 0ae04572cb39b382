//! Tensors in JSON from anybody: every type that a field can have agrees on what it reads.

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

/// Reads a tensor, as an envelope or as lists, into every type, and writes it back.
///
/// # Panics
/// When two types read different things, or a tensor that was read comes back as another.
pub fn tensor_envelope(data: &[u8]) {
    let raw = optimize_core::from_json::<Adapted<RawTensor, Tensor>>(data).ok();
    if let Some(raw) = &raw {
        assert!(raw.get().shape().len() <= 32);
        comes_back(raw);
    }
    let raw = raw.map(Adapted::into_inner);
    // One type of each size, and those with rules of their own; the others are the same code.
    macro_rules! each {
        ($($element:ty),*) => {$(
            typed::<$element>(data, raw.as_ref().filter(|raw| raw.dtype() == <$element>::DTYPE));
        )*};
    }
    each!(bool, i16, f32, Complex<f64>);
    if raw.is_none() {
        macro_rules! lists {
            ($($element:ty),*) => { $( comes_back_if_read::<Lists<$element>>(data); )* };
        }
        lists!(bool, i64, f16, f32, Complex<f64>);
    }
}

/// Reads the text into every type of these elements. Each takes what the untyped tensor is, where that fits its shape,
/// and nothing else.
fn typed<A: Element>(data: &[u8], raw: Option<&RawTensor>) {
    let shape = raw.map(RawTensor::shape);
    let same = |found: Option<RawTensor>, fits: bool| {
        let expected = raw.filter(|_| fits).map(|raw| (raw.shape(), raw.data()));
        assert!(found.as_ref().map(|found| (found.shape(), found.data())) == expected, "{found:?} is not {raw:?}");
    };
    let list = |items: &[A]| RawTensor::from_elements(vec![items.len()], items).expect("a tensor");
    let one = shape.is_some_and(|shape| shape.len() == 1);

    same(read::<ArrayD<A>>(data).map(|array| tensor(&array)), true);
    same(read::<ArcArray<A, IxDyn>>(data).map(|array| tensor(&array)), true);
    same(read::<Array3<A>>(data).map(|array| tensor(&array)), shape.is_some_and(|shape| shape.len() == 3));
    same(optimize_core::from_json::<Columns<A>>(data).ok().map(|columns| tensor(&columns.0)), true);
    same(read::<Vec<A>>(data).map(|items| list(&items)), one);
    same(read::<[A; 4]>(data).map(|items| list(&items)), shape == Some(&[4]));
    same(lent::<CowArray<'_, A, IxDyn>>(data).map(|array| tensor(&array)), true);
    same(lent::<Cow<'_, [A]>>(data).map(|items| list(&items)), one);
    // In a text there is nothing to look into.
    assert!(lent::<ArrayViewD<'_, A>>(data).is_none() && lent::<&[A]>(data).is_none());
    if let Some(array) = read::<ArrayD<A>>(data) {
        comes_back(&Adapted::<_, Tensor>::new(array));
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
