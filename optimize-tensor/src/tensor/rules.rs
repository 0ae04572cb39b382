//! [`TensorRules`]: the settings of `#[opt(tensor(…))]`.

use super::carried::{Carried, Traits};
use crate::dtype::DType;
use crate::error::TensorError;
use optimize_core::rules::Rules;
use std::fmt::Write as _;

/// The settings of a tensor field: its shape, its dtype, and how it is written.
#[derive(Clone, Copy, Debug)]
pub struct TensorRules {
    pub(crate) shape: Option<&'static [Option<usize>]>,
    pub(crate) dtype: Option<DType>,
    pub(crate) list: bool,
    pub(crate) fortran: bool,
}

impl Rules for TensorRules {
    const DEFAULT: Self = Self { shape: None, dtype: None, list: false, fortran: false };
}

impl TensorRules {
    /// Demands this many dimensions, and of those that are not `None` the length, in elements.
    #[must_use]
    pub const fn shape(mut self, shape: &'static [Option<usize>]) -> Self {
        self.shape = Some(shape);
        self
    }

    /// Demands an element type, by its name: `float32`.
    ///
    /// # Panics
    /// There is no dtype of this name. In a constant that is a compile error.
    #[must_use]
    pub const fn dtype(mut self, name: &'static str) -> Self {
        self.dtype = DType::from_name(name);
        assert!(
            self.dtype.is_some(),
            "unknown dtype: expected bool, int8 to int64, uint8 to uint64, float16, bfloat16, float32, float64, \
             complex64 or complex128"
        );
        self
    }

    /// Writes and reads nested lists, as numpy's `tolist`, instead of an envelope.
    #[must_use]
    pub const fn list(mut self) -> Self {
        self.list = true;
        self
    }

    /// Lays the elements of what is read out in Fortran order, the first index changing fastest. The wire has
    /// C order all the same.
    #[must_use]
    pub const fn fortran(mut self) -> Self {
        self.fortran = true;
        self
    }

    /// These rules, once they can hold for a field of type `T`: the derive asks.
    ///
    /// # Panics
    /// They contradict what the type holds. In a constant that is a compile error.
    #[must_use]
    pub(super) const fn checked<T: Carried>(self) -> Self {
        let Traits { rank, dtype, length, ordered, all_dtypes } = T::TRAITS;
        if let (Some(rank), Some(shape)) = (rank, self.shape) {
            assert!(rank == shape.len(), "`shape` names another number of sizes than the field's type has");
            if let (Some(length), [Some(asked)]) = (length, shape) {
                assert!(length == *asked, "`shape` asks for another number of elements than the field's type has");
            }
        }
        match (dtype, self.dtype) {
            (Some(own), Some(asked)) => {
                assert!(own as u8 == asked as u8, "`dtype` is not that of the field's type");
            }
            (None, None) => assert!(
                !self.list,
                "`format = \"list\"` needs a `dtype` on this field: a list of numbers does not say its own"
            ),
            (None, Some(asked)) => assert!(
                all_dtypes || !matches!(asked, DType::UInt16 | DType::UInt32 | DType::UInt64),
                "`tch` has no tensors of this `dtype`"
            ),
            (Some(_), None) => {}
        }
        assert!(ordered || !self.fortran, "`order = \"F\"` has no effect on the field's type");
        self
    }

    /// What a tensor of this shape breaks.
    pub(crate) fn check_shape(&self, shape: &[usize]) -> Result<(), TensorError> {
        let Some(expected) = self.shape else { return Ok(()) };
        check_rank(expected.len(), shape.len())?;
        if expected.iter().zip(shape).all(|(expected, &length)| expected.is_none_or(|expected| expected == length)) {
            return Ok(());
        }
        let mut wanted = String::from("[");
        for (index, length) in expected.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let _ = match length {
                Some(length) => write!(wanted, "{separator}{length}"),
                None => write!(wanted, "{separator}_"),
            };
        }
        Err(TensorError::shape(format!("expected the shape {wanted}], got {shape:?}")))
    }

    /// What a tensor of this element type breaks.
    pub(crate) fn check_dtype(&self, dtype: DType) -> Result<(), TensorError> {
        match self.dtype {
            Some(expected) => check_dtype(expected, dtype),
            None => Ok(()),
        }
    }
}

/// What is wrong with a list of another length.
pub(super) fn check_length(expected: usize, shape: &[usize]) -> TensorError {
    TensorError::shape(format!("expected the shape [{expected}], got {shape:?}"))
}

/// Refuses another number of dimensions.
pub(crate) fn check_rank(expected: usize, rank: usize) -> Result<(), TensorError> {
    if expected == rank {
        return Ok(());
    }
    let plural = if expected == 1 { "" } else { "s" };
    Err(TensorError::shape(format!("expected {expected} dimension{plural}, got {rank}")))
}

/// Refuses another element type. No conversion is tried: a value could change.
pub(crate) fn check_dtype(expected: DType, dtype: DType) -> Result<(), TensorError> {
    if expected == dtype {
        return Ok(());
    }
    Err(TensorError::dtype(format!("expected elements of type {expected}, got {dtype}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RGB: TensorRules = TensorRules::DEFAULT.shape(&[None, None, Some(3)]).dtype("uint8");

    #[test]
    fn a_shape_is_compared_by_rank_and_length() {
        assert!(RGB.check_shape(&[4, 0, 3]).is_ok());
        assert_eq!(RGB.check_shape(&[4, 3]).unwrap_err().to_string(), "expected 3 dimensions, got 2");
        assert_eq!(RGB.check_shape(&[4, 5, 4]).unwrap_err().to_string(), "expected the shape [_, _, 3], got [4, 5, 4]");
        assert!(TensorRules::DEFAULT.shape(&[]).check_shape(&[]).is_ok());
    }

    #[test]
    fn a_dtype_is_compared() {
        assert!(RGB.check_dtype(DType::UInt8).is_ok());
        assert_eq!(RGB.check_dtype(DType::Int8).unwrap_err().to_string(), "expected elements of type uint8, got int8");
    }
}
