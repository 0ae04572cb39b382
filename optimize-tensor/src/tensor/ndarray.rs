//! `ndarray` arrays of every dimension.

use super::carried::{Carried, Lent, Traits};
use super::list::write_list;
use super::{
    ManyPieces, TensorRules, hash_pieces, nothing_to_borrow, parse_elements, parse_elements_over, parse_lent, report,
    schema, write_pieces,
};
use crate::element::{Element, Wire as _};
use crate::error::TensorError;
use ndarray::{
    ArrayBase, ArrayView, ArrayViewD, CowArray, CowRepr, Data, Dimension, IxDyn, OwnedArcRepr, OwnedRepr, RawData,
    ShapeBuilder as _, ViewRepr,
};
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use std::borrow::Cow;

/// How an array holds its elements: owned, shared, borrowed, or as it comes. Sealed.
pub trait Storage: Data<Elem: Element> {
    #[doc(hidden)]
    const OWNS: bool;

    /// An array of elements that lie in C order, or in Fortran order.
    #[doc(hidden)]
    fn build(shape: &[usize], items: Vec<Self::Elem>, fortran: bool) -> Result<ArrayBase<Self, IxDyn>, TensorError>;
}

macro_rules! storage {
    ($($repr:ty),*) => {$(
        impl<A: Element> Storage for $repr {
            const OWNS: bool = true;

            fn build(shape: &[usize], items: Vec<A>, fortran: bool) -> Result<ArrayBase<Self, IxDyn>, TensorError> {
                ArrayBase::from_shape_vec(IxDyn(shape).set_f(fortran), items)
                    .map_err(|error| TensorError::shape(error.to_string()))
            }
        }
    )*};
}

storage!(OwnedRepr<A>, OwnedArcRepr<A>, CowRepr<'_, A>);

impl<A: Element> Storage for ViewRepr<&A> {
    const OWNS: bool = false;

    fn build(_: &[usize], _: Vec<A>, _: bool) -> Result<ArrayBase<Self, IxDyn>, TensorError> {
        Err(nothing_to_borrow())
    }
}

impl<S: Storage, D: Dimension> Carried for ArrayBase<S, D> {
    const TRAITS: Traits =
        Traits { rank: D::NDIM, dtype: Some(S::Elem::DTYPE), length: None, ordered: S::OWNS, all_dtypes: true };

    fn write<Y: Style>(array: &ArrayBase<S, D>, rules: &TensorRules, writer: &mut Writer<'_, Y>) {
        let pieces: &mut ManyPieces<'_> = &mut |piece| for_each_piece(array, piece);
        write_pieces::<S::Elem, Y>(array.shape(), rules, writer, pieces, |shape, writer| match array.as_slice() {
            Some(items) => write_list(shape, items, writer),
            None => write_list(shape, &array.iter().copied().collect::<Vec<S::Elem>>(), writer),
        });
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<ArrayBase<S, D>, Stop> {
        let start = parser.start()?;
        let (shape, items) = parse_elements::<S::Elem>(parser, D::NDIM, rules)?;
        build(Vec::new(), &shape, items, rules).map_err(|error| parser.reject(start, error.into()))
    }

    fn parse_over(array: &mut ArrayBase<S, D>, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<(), Stop> {
        let start = parser.start()?;
        let mut spare = take_items(array);
        // In Fortran order it is for what is laid out anew, not for what is decoded.
        let decoded = if rules.fortran { Vec::new() } else { std::mem::take(&mut spare) };
        let (shape, items) = parse_elements_over(decoded, parser, D::NDIM, rules)?;
        *array = build(spare, &shape, items, rules).map_err(|error| parser.reject(start, error.into()))?;
        Ok(())
    }

    fn check(array: &ArrayBase<S, D>, rules: &TensorRules, problems: &mut Report) {
        report(array.shape(), S::Elem::DTYPE, rules, problems);
    }

    fn fingerprint(array: &ArrayBase<S, D>, hasher: &mut FingerprintHasher) {
        hash_pieces(S::Elem::DTYPE, array.shape(), &mut |piece| for_each_piece(array, piece), hasher);
    }

    fn schema(rules: &TensorRules) -> Schema {
        schema(rules, D::NDIM, Some(S::Elem::DTYPE))
    }
}

impl<'a, A: Element, D: Dimension> Lent<'a> for ArrayView<'a, A, D> {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let built = match parse_lent::<A>(parser, D::NDIM, rules)? {
            (shape, Cow::Borrowed(items)) => view(&shape, items),
            (_, Cow::Owned(_)) => Err(nothing_to_borrow()),
        };
        built.map_err(|error| parser.reject(start, error.into()))
    }
}

impl<'a, A: Element, D: Dimension> Lent<'a> for CowArray<'a, A, D> {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        let built = match parse_lent::<A>(parser, D::NDIM, rules)? {
            (shape, Cow::Borrowed(items)) if !rules.fortran => view(&shape, items).map(CowArray::from),
            (shape, items) => build(Vec::new(), &shape, items.into_owned(), rules),
        };
        built.map_err(|error| parser.reject(start, error.into()))
    }
}

/// The memory of an array that is about to be replaced, if it is the array's alone. What is left is an array without it.
fn take_items<S: Storage, D: Dimension>(array: &mut ArrayBase<S, D>) -> Vec<S::Elem> {
    if !S::OWNS {
        return Vec::new();
    }
    let shape = vec![0; D::NDIM.unwrap_or(1)];
    let items = vec![S::Elem::default(); usize::from(shape.is_empty())];
    let Ok(rest) = S::build(&shape, items, false).map(ArrayBase::into_dimensionality) else { return Vec::new() };
    let Ok(rest) = rest else { return Vec::new() };
    match std::mem::replace(array, rest).try_into_owned_nocopy() {
        Ok(own) => own.into_raw_vec_and_offset().0,
        Err(_) => Vec::new(),
    }
}

/// An array of elements in C order. What is laid out anew for it lies in the memory of `spare`.
fn build<S: Storage, D: Dimension>(
    mut spare: Vec<S::Elem>,
    shape: &[usize],
    items: Vec<S::Elem>,
    rules: &TensorRules,
) -> Result<ArrayBase<S, D>, TensorError> {
    let array = if rules.fortran {
        // Seen with its axes reversed, the C order of one is the Fortran order of the other.
        let rows = view::<S::Elem, IxDyn>(shape, &items)?;
        spare.clear();
        spare.extend(rows.t().iter().copied());
        S::build(shape, spare, true)
    } else {
        S::build(shape, items, false)
    };
    array?.into_dimensionality().map_err(|error| TensorError::shape(error.to_string()))
}

fn view<'a, A, D: Dimension>(shape: &[usize], items: &'a [A]) -> Result<ArrayView<'a, A, D>, TensorError> {
    ArrayView::from_shape(IxDyn(shape), items)
        .and_then(ArrayBase::into_dimensionality)
        .map_err(|error| TensorError::shape(error.to_string()))
}

/// Elements that are gathered at a time where they do not lie side by side.
const GATHERED: usize = 4096;

/// Runs of elements that are not worth gathering, in bytes.
const RUN: usize = 64;

/// Hands over the elements' bytes in C order: where they lie if they lie so, in whole or row by row.
fn for_each_piece<S, D>(array: &ArrayBase<S, D>, piece: &mut dyn FnMut(&[u8]))
where
    S: Data<Elem: Element>,
    D: Dimension,
{
    if let Some(items) = array.as_slice() {
        piece(S::Elem::bytes(items));
    } else if run_length(array) * size_of::<S::Elem>() >= RUN {
        for_each_run(&array.view().into_dyn(), piece);
    } else {
        gather(array.iter().copied(), piece);
    }
}

/// How many elements, the last indexes changing, lie side by side.
fn run_length<S: RawData, D: Dimension>(array: &ArrayBase<S, D>) -> usize {
    let axes = array.shape().iter().zip(array.strides()).rev();
    let mut run = 1;
    for (&length, &stride) in axes {
        if length != 1 && stride != run as isize {
            break;
        }
        run *= length;
    }
    run
}

fn for_each_run<A: Element>(array: &ArrayViewD<'_, A>, piece: &mut dyn FnMut(&[u8])) {
    match array.as_slice() {
        Some(items) => piece(A::bytes(items)),
        None if array.ndim() < 2 => gather(array.iter().copied(), piece),
        None => array.outer_iter().for_each(|inner| for_each_run(&inner, piece)),
    }
}

fn gather<A: Element>(mut items: impl Iterator<Item = A>, piece: &mut dyn FnMut(&[u8])) {
    let mut gathered = Vec::with_capacity(GATHERED);
    loop {
        gathered.clear();
        gathered.extend(items.by_ref().take(GATHERED));
        if gathered.is_empty() {
            return;
        }
        piece(A::bytes(&gathered));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array, Array2, Array3, s};

    /// The bytes that come out, and in how many pieces.
    fn pieces<A: Element, D: Dimension>(array: &ArrayView<'_, A, D>) -> (Vec<u8>, usize) {
        let (mut bytes, mut count) = (Vec::new(), 0);
        for_each_piece(array, &mut |piece| {
            bytes.extend_from_slice(piece);
            count += 1;
        });
        (bytes, count)
    }

    #[test]
    fn elements_come_in_c_order_in_as_few_pieces_as_they_lie_in() {
        let frame = Array3::from_shape_fn((6, 50, 3), |(y, x, c)| (y * 150 + x * 3 + c) as u16);
        let cases = [
            (frame.view(), 1),
            (frame.slice(s![1..4, .., ..]), 1),
            (frame.slice(s![..;2, .., ..]), 3),
            (frame.slice(s![.., 2..40, ..]), 6),
            (frame.slice(s![..;-1, .., ..]), 6),
            (frame.slice(s![.., .., 1..2]), 1),
            (frame.view().reversed_axes(), 1),
            (frame.slice(s![0..0, .., ..]), 1),
        ];
        for (array, count) in cases {
            let expected: Vec<u16> = array.iter().copied().collect();
            let (bytes, found) = pieces(&array);
            assert_eq!(bytes, u16::bytes(&expected), "{:?} {:?}", array.shape(), array.strides());
            assert_eq!(found, count, "{:?} {:?}", array.shape(), array.strides());
        }
    }

    #[test]
    fn many_scattered_elements_are_gathered_in_portions() {
        let wide = Array2::from_shape_fn((3 * GATHERED, 2), |(y, x)| (y * 2 + x) as u32);
        let column = wide.column(1);
        let expected: Vec<u32> = column.iter().copied().collect();
        assert_eq!(pieces(&column), (u32::bytes(&expected).to_vec(), 3));
        let point = Array::from_elem((), 7_u8);
        assert_eq!(pieces(&point.view()), (vec![7], 1));
    }
}
