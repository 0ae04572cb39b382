//! Arrays and tensors. Element `i` of each, in C order, is a function of `i`: the reader knows it too.

use crate::Failure;
use half::{bf16, f16};
use ndarray::{ArrayD, IxDyn, ShapeBuilder};
use num_complex::Complex;
use optimize_core::Adapted;
use optimize_core::Optimized;
use optimize_tensor::{Element, EnvelopeKind, RawTensor, Tensor};
use std::fs;
use std::path::Path;

const SHAPES: [&[usize]; 6] = [&[], &[0], &[5], &[2, 3], &[3, 0, 2], &[2, 3, 4]];

/// An element as a function of its position.
trait AtIndex: Element {
    fn at(index: u8) -> Self;
}

macro_rules! integers {
    ($($type:ty)*) => { $(impl AtIndex for $type {
        fn at(index: u8) -> Self {
            // 23, the largest index of `SHAPES`, times 3 fits even an `i8`.
            (index * 3) as $type
        }
    })* };
}
integers!(i8 u8 i16 u16 i32 u32 i64 u64);

impl AtIndex for bool {
    fn at(index: u8) -> Self {
        index % 2 == 1
    }
}

impl AtIndex for f64 {
    fn at(index: u8) -> Self {
        Self::from(index) * 0.5 - 3.0
    }
}

impl AtIndex for f32 {
    fn at(index: u8) -> Self {
        Self::from(index) * 0.5 - 3.0
    }
}

impl AtIndex for f16 {
    fn at(index: u8) -> Self {
        Self::from_f32(f32::at(index))
    }
}

impl AtIndex for bf16 {
    fn at(index: u8) -> Self {
        Self::from_f32(f32::at(index))
    }
}

impl AtIndex for Complex<f32> {
    fn at(index: u8) -> Self {
        Self::new(index.into(), f32::from(index) + 1.0)
    }
}

impl AtIndex for Complex<f64> {
    fn at(index: u8) -> Self {
        Self::new(index.into(), f64::from(index) + 1.0)
    }
}

/// The elements in C order.
fn elements<A: AtIndex>(shape: &[usize]) -> Vec<A> {
    (0..shape.iter().product::<usize>()).map(|index| A::at(index as u8)).collect()
}

/// The files that are being written, a line each array.
#[derive(Default)]
struct Lines {
    numpy: Vec<u8>,
    torch: Vec<u8>,
    lists: Vec<u8>,
}

/// Appends a value's JSON as a line.
fn push(lines: &mut Vec<u8>, json: &[u8]) {
    lines.extend_from_slice(json);
    lines.push(b'\n');
}

impl Lines {
    /// Arrays of every shape as numpy envelopes: in C order, in Fortran order, and every second
    /// element of a larger one.
    fn numpy<A: AtIndex + Clone>(&mut self) -> Result<(), Failure> {
        for shape in SHAPES {
            let rows = ArrayD::from_shape_vec(IxDyn(shape), elements::<A>(shape))?;
            let mut columns = ArrayD::from_elem(IxDyn(shape).f(), A::default());
            columns.assign(&rows);
            let mut wide_shape = shape.to_vec();
            wide_shape.iter_mut().for_each(|length| *length *= 2);
            let mut wide = ArrayD::from_elem(IxDyn(&wide_shape), A::default());
            wide.slice_each_axis_mut(|_| ndarray::Slice::new(0, None, 2)).assign(&rows);
            wide.slice_each_axis_inplace(|_| ndarray::Slice::new(0, None, 2));
            for array in [rows, columns, wide] {
                push(&mut self.numpy, &optimize_core::to_json(&Adapted::<_, Tensor>::new(array))?);
            }
        }
        Ok(())
    }

    /// Tensors of every shape as torch envelopes.
    fn torch<A: AtIndex>(&mut self) -> Result<(), Failure> {
        for shape in SHAPES {
            let tensor =
                RawTensor::from_elements(shape.to_vec(), &elements::<A>(shape))?.with_kind(EnvelopeKind::Torch);
            push(&mut self.torch, &optimize_core::to_json(&Adapted::<_, Tensor>::new(tensor))?);
        }
        Ok(())
    }

    /// Arrays as nested lists. Of those with a dimension of length 0 a list does not show the shape.
    fn list(&mut self) -> Result<(), Failure> {
        for shape in SHAPES.into_iter().filter(|shape| !shape.contains(&0)) {
            let array = |elements| ArrayD::from_shape_vec(IxDyn(shape), elements);
            let floats = FloatList {
                list: array(elements(shape))?,
                dtype: "float64".to_owned(),
                shape: shape.iter().map(|&length| length as u64).collect(),
            };
            push(&mut self.lists, &floats.to_json()?);
        }
        Ok(())
    }
}

/// An array as nested lists, and what a reader needs to make it again.
#[derive(Optimized)]
struct FloatList {
    #[opt(tensor(format = "list"))]
    list: ArrayD<f64>,
    dtype: String,
    shape: Vec<u64>,
}

/// Writes `numpy.ndjson`, `torch.ndjson` and `lists.ndjson`.
pub(crate) fn write_arrays(out: &Path) -> Result<(), Failure> {
    let mut lines = Lines::default();
    macro_rules! each {
        ($method:ident: $($type:ty)*) => { $(lines.$method::<$type>()?;)* };
    }
    each!(numpy: bool i8 u8 i16 u16 i32 u32 i64 u64 f16 f32 f64 Complex<f32> Complex<f64>);
    each!(torch: bool u8 i8 i16 i32 i64 f16 bf16 f32 f64 Complex<f32> Complex<f64>);
    lines.list()?;
    fs::write(out.join("numpy.ndjson"), lines.numpy)?;
    fs::write(out.join("torch.ndjson"), lines.torch)?;
    Ok(fs::write(out.join("lists.ndjson"), lines.lists)?)
}
