//! What only the pixels behind a parameter contradict.
use image::{ImageBuffer, Luma, Rgba};
use optimize_core::{Model, Optimized};
use optimize_tensor::PixelFormat;

#[derive(Optimized)]
struct Picture<P: PixelFormat> {
    #[opt(image(codec = "jpeg"))]
    pixels: ImageBuffer<P, Vec<P::Subpixel>>,
}

const _: () = _ = <Picture<Luma<u8>> as Model>::SHAPE;
const _: () = _ = <Picture<Rgba<u8>> as Model>::SHAPE;

fn main() {}
