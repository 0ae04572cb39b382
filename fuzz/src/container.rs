//! Safetensors files from anybody.

use image::{DynamicImage, ImageBuffer, Luma, Rgb, RgbImage};
use ndarray::{Array2, ArrayD, ArrayViewD, CowArray, IxDyn};
use num_complex::Complex;
use optimize_core::{Adapted, Optimized, Values};
use optimize_tensor::{RawTensor, Safetensors, SafetensorsFile, Tensor};
use safetensors::SafeTensors;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One field of every kind, each of which a file may lack.
#[derive(Optimized)]
struct Owned {
    name: Option<String>,
    #[opt(tensor)]
    raw: Option<RawTensor>,
    #[opt(tensor(shape = [_, 3]))]
    rows: Option<Array2<u8>>,
    #[opt(tensor(order = "F"))]
    columns: Option<ArrayD<f32>>,
    #[opt(tensor)]
    flags: Option<Vec<bool>>,
    #[opt(tensor)]
    spectrum: Option<Vec<Complex<f64>>>,
    #[opt(tensor)]
    four: Option<[u16; 4]>,
    #[opt(tensor)]
    layers: Option<BTreeMap<String, Vec<ArrayD<i64>>>>,
    #[opt(image)]
    png: Option<DynamicImage>,
    #[opt(image(codec = "raw"))]
    pixels: Option<RgbImage>,
    #[opt(image(codec = "raw"))]
    deep: Option<ImageBuffer<Luma<u16>, Vec<u16>>>,
}

/// The same kinds, looking into the file.
#[derive(Optimized)]
struct Lent<'a> {
    #[opt(default)]
    name: &'a str,
    #[opt(tensor)]
    raw: Option<ArrayViewD<'a, f64>>,
    #[opt(tensor)]
    rows: Option<ArrayViewD<'a, u8>>,
    #[opt(tensor)]
    columns: Option<CowArray<'a, f32, IxDyn>>,
    #[opt(tensor)]
    flags: Option<&'a [bool]>,
    #[opt(tensor)]
    spectrum: Option<Cow<'a, [Complex<f64>]>>,
    #[opt(tensor)]
    layers: Option<BTreeMap<String, Vec<ArrayViewD<'a, i64>>>>,
    #[opt(image(codec = "raw"))]
    pixels: Option<ImageBuffer<Rgb<u8>, &'a [u8]>>,
    #[opt(image(codec = "raw"))]
    deep: Option<ImageBuffer<Luma<u16>, &'a [u16]>>,
}

/// Opens a file, reads it in every way, and writes it back.
///
/// # Panics
/// When the library that the format comes from disagrees, or a model that was read comes back as another.
pub fn safetensors_container(data: &[u8]) {
    let theirs = SafeTensors::deserialize(data);
    let file = match SafetensorsFile::new(data) {
        Ok(file) => file,
        Err(error) => {
            assert!(theirs.is_err(), "the library opens it: {error}");
            return;
        }
    };
    let theirs = theirs.expect("the library opens it");
    for name in file.names() {
        let (ours, its) = (file.tensor(&name), theirs.tensor(&name).expect("a tensor of this name"));
        let Some(ours) = ours else { continue };
        assert!((ours.shape(), ours.bytes()) == (its.shape(), its.data()));
        let raw = ours.to_raw();
        if let (Ok(array), Ok(raw)) = (ours.view::<f32, IxDyn>(), &raw) {
            assert!(RawTensor::from_array(&array).expect("a tensor").data() == raw.data());
        }
    }
    if let Ok(tensors) = file.read::<Adapted<BTreeMap<String, RawTensor>, Values<Tensor>>>() {
        comes_back(&tensors);
    }
    if let Ok(model) = file.read::<Owned>() {
        comes_back(&model);
    }
    if let Ok(model) = file.read::<Lent<'_>>() {
        // What is only looked at is written as what it is.
        let again = model.to_safetensors().expect("written");
        assert!(SafetensorsFile::new(&again).expect("opened").read::<Lent<'_>>().is_ok(), "it does not come back");
    }
}

fn comes_back<T: Safetensors + optimize_core::ParseFieldOwned>(value: &T) {
    let bytes = value.to_safetensors().expect("written");
    assert!(SafeTensors::deserialize(&bytes).is_ok(), "the library does not open what was written");
    let back = T::from_safetensors(&bytes).expect("read back");
    assert!(back.to_safetensors().expect("written again") == bytes, "it came back as another");
}
