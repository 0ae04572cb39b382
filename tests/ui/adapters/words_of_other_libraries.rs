//! Sizes as Python has them, types as Rust and torch spell them, a mode that stands twice.

use optimize_core::Optimized;

#[derive(Optimized)]
struct Frame {
    #[opt(tensor(shape = [None, 3]))]
    none: ndarray::Array2<f32>,
    #[opt(tensor(shape = [-1, 3]))]
    minus: ndarray::Array2<f32>,
    #[opt(tensor(dtype = "f32"))]
    rust: ndarray::Array2<f32>,
    #[opt(tensor(dtype = "torch.float32"))]
    torch: ndarray::Array2<f32>,
    #[opt(image(modes = ["RGB", "L", "RGB"]))]
    image: image::DynamicImage,
}

fn main() {}
