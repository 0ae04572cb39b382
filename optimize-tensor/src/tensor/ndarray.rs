//! `ndarray` arrays of every dimension.

use super::{Elements, Tensor, TensorRules, hash, parse_elements, report, schema, write_elements};
use crate::element::Element;
use crate::error::TensorError;
use ndarray::{ArrayBase, DataOwned, Dimension, IxDyn};
use optimize_core::Adapter;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};

/// Owned arrays: `Array`, `ArcArray`, `CowArray`.
impl<A, S, D> Adapter<ArrayBase<S, D>> for Tensor
where
    A: Element,
    S: DataOwned<Elem = A>,
    D: Dimension,
{
    type Rules = TensorRules;

    fn write<Y: Style>(array: &ArrayBase<S, D>, rules: &TensorRules, writer: &mut Writer<'_, Y>) {
        let elements = match array.as_slice() {
            Some(items) => Elements::Slice(items),
            None => Elements::Scattered(array.iter().copied()),
        };
        write_elements(array.shape(), elements, rules, writer);
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<ArrayBase<S, D>, Stop> {
        let start = parser.start()?;
        let (shape, items) = parse_elements::<A>(parser, D::NDIM, rules)?;
        ArrayBase::<S, IxDyn>::from_shape_vec(IxDyn(&shape), items)
            .and_then(ArrayBase::into_dimensionality)
            .map_err(|error| parser.reject(start, TensorError::shape(error.to_string()).into()))
    }

    fn check(array: &ArrayBase<S, D>, rules: &TensorRules, problems: &mut Report) {
        report(array.shape(), A::DTYPE, rules, problems);
    }

    fn fingerprint(array: &ArrayBase<S, D>, hasher: &mut FingerprintHasher) {
        match array.as_slice() {
            Some(items) => hash(A::DTYPE, array.shape(), A::bytes(items), hasher),
            None => {
                let items: Vec<A> = array.iter().copied().collect();
                hash(A::DTYPE, array.shape(), A::bytes(&items), hasher);
            }
        }
    }

    fn schema(rules: &TensorRules, _: &mut SchemaGenerator) -> Schema {
        schema(rules, D::NDIM, Some(A::DTYPE))
    }
}
