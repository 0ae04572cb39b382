//! What only the type behind a parameter contradicts.
use ndarray::Array2;
use optimize_core::{Model, Optimized};
use optimize_tensor::Element;

#[derive(Optimized)]
struct Matrix<T: Element> {
    #[opt(tensor(dtype = "uint8"))]
    values: Array2<T>,
}

const _: () = _ = <Matrix<u8> as Model>::SHAPE;
const _: () = _ = <Matrix<f32> as Model>::SHAPE;

fn main() {}
