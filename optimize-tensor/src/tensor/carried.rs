//! [`Carried`]: what a field's type says of its tensors at compile time.

use crate::dtype::DType;
use crate::element::Element;

/// A type that `#[opt(tensor)]` carries. Sealed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no tensor that can be carried",
    label = "this type can't be an `#[opt(tensor)]` field",
    note = "ndarray's arrays and views, `Vec`, slices and arrays of elements, `RawTensor` and `tch::Tensor` are carried"
)]
pub trait Carried {
    #[doc(hidden)]
    const TRAITS: Traits;
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
