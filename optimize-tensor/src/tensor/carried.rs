//! [`Carried`]: what a field's type says of its tensors at compile time, and the ways between them and JSON.

use super::{Tensor, TensorRules};
use crate::dtype::DType;
use crate::element::Element;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};
use optimize_core::{Adapter, BorrowAdapter};

/// A type that `#[opt(tensor)]` carries. Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no tensor that can be carried",
    label = "this type can't be an `#[opt(tensor)]` field",
    note = "ndarray's arrays and views, `Vec`, slices and arrays of elements, `RawTensor` and `tch::Tensor` are carried",
    note = "arrays of ndarray need the feature `ndarray` of `optimize-tensor` and the version of ndarray that it uses, those of tch the feature `tch`",
    note = "a type of another library needs an adapter of yours: `#[opt(with = MyAdapter)]`"
)]
pub trait Carried: Sized {
    #[doc(hidden)]
    const TRAITS: Traits;

    #[doc(hidden)]
    fn write<S: Style>(tensor: &Self, rules: &TensorRules, writer: &mut Writer<'_, S>);

    #[doc(hidden)]
    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<Self, Stop>;

    #[doc(hidden)]
    fn parse_over(tensor: &mut Self, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<(), Stop> {
        *tensor = Self::parse(parser, rules)?;
        Ok(())
    }

    #[doc(hidden)]
    fn check(tensor: &Self, rules: &TensorRules, problems: &mut Report);

    #[doc(hidden)]
    fn fingerprint(tensor: &Self, hasher: &mut FingerprintHasher);

    #[doc(hidden)]
    fn schema(rules: &TensorRules) -> Schema;
}

/// A type that `#[opt(tensor)]` carries and that borrows for `'a` from what it is read from. Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no tensor that can be carried",
    label = "this type can't be an `#[opt(tensor)]` field",
    note = "of what borrows ndarray's views and `CowArray`, slices and `Cow` of elements are carried",
    note = "arrays of ndarray need the feature `ndarray` of `optimize-tensor`, and the version of ndarray that it uses"
)]
pub trait Lent<'a>: Carried {
    #[doc(hidden)]
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<Self, Stop>;
}

/// One impl for all of them: what is no tensor is then said to be none.
impl<T: Carried> Adapter<T> for Tensor {
    type Rules = TensorRules;

    fn write<S: Style>(tensor: &T, rules: &TensorRules, writer: &mut Writer<'_, S>) {
        T::write(tensor, rules, writer);
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<T, Stop> {
        T::parse(parser, rules)
    }

    fn parse_over(tensor: &mut T, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<(), Stop> {
        T::parse_over(tensor, parser, rules)
    }

    fn check(tensor: &T, rules: &TensorRules, problems: &mut Report) {
        T::check(tensor, rules, problems);
    }

    fn fingerprint(tensor: &T, hasher: &mut FingerprintHasher) {
        T::fingerprint(tensor, hasher);
    }

    fn schema(rules: &TensorRules, _: &mut SchemaGenerator) -> Schema {
        T::schema(rules)
    }
}

impl<'a, T: Lent<'a>> BorrowAdapter<'a, T> for Tensor {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<T, Stop> {
        T::parse_borrowed(parser, rules)
    }
}

/// What all values of a type have in common, as a type that users can't name.
#[derive(Clone, Copy, Debug)]
pub struct Traits {
    /// The number of dimensions, where it is fixed.
    pub(crate) rank: Option<usize>,
    /// The element type, where it is fixed.
    pub(crate) dtype: Option<DType>,
    /// The number of elements, where it is fixed.
    pub(crate) length: Option<usize>,
    /// Whether values can lie in Fortran order.
    pub(crate) ordered: bool,
    /// Whether every element type can be held.
    pub(crate) all_dtypes: bool,
}

impl Traits {
    /// Of elements that lie one behind the other.
    pub(super) const fn of_list<A: Element>(length: Option<usize>) -> Self {
        Self { rank: Some(1), dtype: Some(A::DTYPE), length, ordered: false, all_dtypes: true }
    }

    /// Of tensors whose element type and shape are data.
    pub(super) const fn dynamic(all_dtypes: bool) -> Self {
        Self { rank: None, dtype: None, length: None, ordered: false, all_dtypes }
    }
}
