//! Safetensors files: one that Python has written and gets back, and a batch of frames.

use crate::Failure;
use image::{ImageBuffer, Rgb, RgbImage};
use ndarray::{Array2, Array3};
use num_complex::Complex;
use optimize_core::Optimized;
use optimize_tensor::{RawTensor, Safetensors, SafetensorsFile};
use std::collections::BTreeMap;
use std::path::Path;

/// All tensors of a file, by name.
#[derive(Optimized)]
#[opt(transparent)]
struct Tensors(#[opt(tensor)] BTreeMap<String, RawTensor>);

/// A frame with everything that is stored in a way of its own.
#[derive(Optimized)]
struct Frame {
    frame_id: String,
    #[opt(tensor)]
    pixels: Array3<u8>,
    #[opt(tensor)]
    turned: Array2<f32>,
    #[opt(tensor)]
    spectrum: Vec<Complex<f64>>,
    #[opt(image)]
    png: RgbImage,
    #[opt(image(codec = "raw"))]
    raw: ImageBuffer<Rgb<u16>, Vec<u16>>,
}

fn frame(index: usize) -> Frame {
    Frame {
        frame_id: format!("frame {index}"),
        pixels: Array3::from_shape_fn((4, 6, 3), |(y, x, c)| (y * 18 + x * 3 + c + index) as u8),
        turned: Array2::from_shape_fn((3, 2), |(y, x)| (y * 2 + x) as f32).reversed_axes(),
        spectrum: vec![Complex::new(1.0, -2.0), Complex::new(index as f64, 0.5)],
        png: RgbImage::from_fn(6, 4, |x, y| Rgb([x as u8, y as u8, index as u8])),
        raw: ImageBuffer::from_fn(3, 2, |x, y| Rgb([x as u16 * 300, y as u16 * 3000, 65_535])),
    }
}

/// Reads `python.safetensors` and writes `ours.safetensors` with the same tensors, and `frames.safetensors`.
pub(crate) fn write_containers(out: &Path) -> Result<(), Failure> {
    let file = SafetensorsFile::open(out.join("python.safetensors"))?;
    if file.metadata("who") != Some("python") {
        return Err("the metadata of python.safetensors is lost".into());
    }
    let Tensors(tensors) = file.read()?;
    Tensors(tensors).save_safetensors(out.join("ours.safetensors"))?;
    let frames: Vec<Frame> = (0..3).map(frame).collect();
    Ok(frames.save_safetensors(out.join("frames.safetensors"))?)
}
