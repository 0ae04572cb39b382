//! Shapes from the wire, before anything is allocated for them.

use crate::dtype::DType;
use crate::error::TensorError;

/// As many dimensions as numpy had for two decades.
pub(crate) const MAX_DIMENSIONS: usize = 32;

/// The number of elements of a shape.
///
/// # Errors
/// There are too many dimensions, or the elements would not fit into memory. Lengths of zero do not
/// excuse the others: libraries multiply the rest to get strides.
pub(crate) fn count(shape: &[usize], dtype: DType) -> Result<usize, TensorError> {
    if shape.len() > MAX_DIMENSIONS {
        return Err(TensorError::shape(format!("expected at most {MAX_DIMENSIONS} dimensions, got {}", shape.len())));
    }
    let fits = shape
        .iter()
        .filter(|&&length| length != 0)
        .try_fold(dtype.size(), |bytes, &length| bytes.checked_mul(length))
        .is_some_and(|bytes| isize::try_from(bytes).is_ok());
    if !fits {
        return Err(TensorError::shape(format!("the shape {shape:?} of {dtype} is larger than any memory")));
    }
    Ok(shape.iter().product())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_without_overflow() {
        assert_eq!(count(&[], DType::Bool).unwrap(), 1);
        assert_eq!(count(&[2, 3], DType::Float64).unwrap(), 6);
        assert_eq!(count(&[3, 0, 2], DType::Float64).unwrap(), 0);
        for shape in [&[1 << 40, 1 << 40][..], &[1 << 40, 1 << 40, 0], &[usize::MAX], &[isize::MAX as usize]] {
            let message = count(shape, DType::Int16).unwrap_err().to_string();
            assert!(message.ends_with("is larger than any memory"), "{message}");
        }
        assert_eq!(count(&[1; 33], DType::Bool).unwrap_err().to_string(), "expected at most 32 dimensions, got 33");
        assert_eq!(count(&[1; 32], DType::Bool).unwrap(), 1);
    }
}
