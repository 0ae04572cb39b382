//! Reading over an older value: its memory is used again, and nobody else's.
#![cfg(all(feature = "ndarray", feature = "image"))]

use image::{DynamicImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage};
use ndarray::{ArcArray2, Array0, Array2, Array3, ArrayD};
use num_complex::Complex;
use optimize_core::Optimized;
use optimize_tensor::RawTensor;
use std::sync::Arc;

macro_rules! model {
    ($name:ident, $attribute:meta, $type:ty) => {
        #[derive(Optimized, Clone, Debug, PartialEq)]
        struct $name {
            #[opt($attribute)]
            x: $type,
        }
    };
}

/// Reads `new` over `old`; the address of the elements, as `at` finds it, stays where it was.
macro_rules! stays {
    ($type:ident, $old:expr, $new:expr, $at:expr) => {{
        let (old, new): ($type, $type) = ($type { x: $old }, $type { x: $new });
        let at = |model: &$type| ($at)(&model.x) as usize;
        let before = at(&old);
        let mut slot = Some(old);
        $type::from_json_into(&new.to_json().unwrap(), &mut slot).unwrap();
        let read = slot.as_ref().expect("a value");
        assert_eq!(read, &new);
        assert_eq!(at(read), before, "{} moved", stringify!($type));

        // What is wrong is an error, whatever the memory was, and the next value is read all the same.
        for wrong in
            [&br#"{"x":{"__type__":"numpy_array","data":"AAAA","dtype":"int8","shape":[9]}}"#[..], b"{\"x\":[", b""]
        {
            assert!($type::from_json_into(wrong, &mut slot).is_err());
            $type::from_json_into(&new.to_json().unwrap(), &mut slot).unwrap();
            assert_eq!(slot.as_ref(), Some(&new));
        }
    }};
}

model!(Frame, tensor, Array3<u8>);
model!(Matrix, tensor, Array2<f32>);
model!(Any, tensor, ArrayD<Complex<f64>>);
model!(Shared, tensor, ArcArray2<i16>);
model!(Columns, tensor(order = "F"), Array2<f32>);
model!(Lists, tensor(format = "list"), Array2<f32>);
model!(Pairs, tensor(format = "list"), Vec<Complex<f32>>);
model!(Number, tensor, Array0<f64>);
model!(Items, tensor, Vec<u32>);
model!(Flags, tensor, Vec<bool>);
model!(Fixed, tensor, Box<[u16]>);
model!(Raw, tensor, RawTensor);
model!(Behind, tensor, Arc<Array2<f32>>);
model!(Picture, image, RgbImage);
model!(Lossy, image(codec = "jpeg"), GrayImage);
model!(Bare, image(codec = "raw"), ImageBuffer<Rgb<u16>, Vec<u16>>);
model!(Some8, image(codec = "raw"), DynamicImage);
model!(Boxed, image, Box<ImageBuffer<Luma<u16>, Vec<u16>>>);

fn frame(seed: usize) -> Array3<u8> {
    Array3::from_shape_fn((40, 50, 3), |(y, x, c)| (y * x + c + seed) as u8)
}

fn matrix(seed: f32) -> Array2<f32> {
    Array2::from_shape_fn((11, 7), |(y, x)| seed + (y * 7 + x) as f32)
}

#[test]
fn tensors_stay_where_they_are() {
    stays!(Frame, frame(1), frame(2), Array3::as_ptr);
    stays!(Matrix, matrix(0.5), matrix(1.5), Array2::as_ptr);
    // Smaller ones fit as well, and any layout of before will do.
    stays!(Matrix, matrix(0.5), Array2::from_elem((3, 4), 2.0), Array2::as_ptr);
    stays!(Matrix, matrix(0.5).reversed_axes(), matrix(1.0), Array2::as_ptr);
    let any = |seed: f64| ArrayD::from_elem(vec![3, 1, 5], Complex { re: seed, im: -seed });
    stays!(Any, any(1.0), any(2.0), ArrayD::as_ptr);
    let shared = |seed| ArcArray2::from_elem((9, 9), seed);
    stays!(Columns, matrix(0.5), matrix(1.5), Array2::as_ptr);
    stays!(Lists, matrix(0.5), matrix(1.5), Array2::as_ptr);
    stays!(Lists, matrix(0.5), Array2::from_elem((3, 4), 2.0), Array2::as_ptr);
    stays!(Items, vec![1, 2, 3], vec![4, 5], Vec::as_ptr);
    stays!(Flags, vec![true, false], vec![false, true], Vec::as_ptr);
    stays!(
        Raw,
        RawTensor::from_array(&frame(1)).unwrap(),
        RawTensor::from_array(&frame(7)).unwrap(),
        |raw: &RawTensor| raw.data().as_ptr()
    );
    stays!(Fixed, vec![1, 2, 3].into(), vec![4, 5, 6].into(), |items: &[u16]| items.as_ptr());
    stays!(Behind, Arc::new(matrix(1.0)), Arc::new(matrix(2.0)), |array: &Arc<Array2<f32>>| array.as_ptr());
    // Alone, a shared array is used again.
    let mut slot = Some(Shared { x: shared(1) });
    Shared::from_json_into(&Shared { x: shared(2) }.to_json().unwrap(), &mut slot).unwrap();
    assert_eq!(slot, Some(Shared { x: shared(2) }));
}

/// A long text is decoded by the block, without a look for its end.
#[test]
fn large_tensors_stay_where_they_are() {
    for count in [70_000_usize, 1_000_001, 3_000_000] {
        stays!(Frame, Array3::from_elem((1, 1, count), 1), Array3::from_elem((1, count, 1), 2), Array3::as_ptr);
    }
    stays!(Items, vec![7; 500_001], vec![9; 500_001], Vec::as_ptr);
}

#[test]
fn pictures_stay_where_they_are() {
    let picture = |seed: u8| RgbImage::from_fn(30, 20, |x, y| Rgb([x as u8, y as u8, seed]));
    stays!(Picture, picture(1), picture(2), |image: &RgbImage| image.as_raw().as_ptr());
    let deep = |seed: u16| ImageBuffer::from_fn(30, 20, |x, y| Rgb([x as u16, y as u16, seed]));
    stays!(Bare, deep(1), deep(2), |image: &ImageBuffer<Rgb<u16>, Vec<u16>>| image.as_raw().as_ptr());
    stays!(Some8, picture(1).into(), picture(2).into(), |image: &DynamicImage| image.as_bytes().as_ptr());
    let boxed = |seed: u16| Box::new(ImageBuffer::from_pixel(8, 8, Luma([seed])));
    stays!(Boxed, boxed(1), boxed(2), |image: &ImageBuffer<Luma<u16>, Vec<u16>>| image.as_raw().as_ptr());
    // Lossy, so what comes back is compared with what a fresh one is.
    let json = Lossy { x: GrayImage::from_pixel(16, 16, Luma([99])) }.to_json().unwrap();
    let mut slot = Some(Lossy { x: GrayImage::from_pixel(16, 16, Luma([1])) });
    let at = slot.as_ref().map(|old| old.x.as_raw().as_ptr());
    Lossy::from_json_into(&json, &mut slot).unwrap();
    assert_eq!(slot, Some(Lossy::from_json(&json).unwrap()));
    assert_eq!(slot.as_ref().map(|new| new.x.as_raw().as_ptr()), at);
}

#[test]
fn others_keep_what_they_share() {
    let old = ArcArray2::from_elem((3, 3), 5_i16);
    let mut slot = Some(Shared { x: old.clone() });
    Shared::from_json_into(&Shared { x: ArcArray2::zeros((3, 3)) }.to_json().unwrap(), &mut slot).unwrap();
    assert!(old.iter().all(|&item| item == 5));
    assert!(slot.expect("a value").x.iter().all(|&item| item == 0));

    let old = Arc::new(matrix(1.0));
    let mut slot = Some(Behind { x: Arc::clone(&old) });
    Behind::from_json_into(&Behind { x: Arc::new(matrix(9.0)) }.to_json().unwrap(), &mut slot).unwrap();
    assert_eq!((&*old, &*slot.expect("a value").x), (&matrix(1.0), &matrix(9.0)));
}

#[test]
fn other_shapes_and_formats_are_read_over_too() {
    fn over<T: Optimized + optimize_core::OptimizedOwned + PartialEq + std::fmt::Debug>(old: T, new: T) {
        let mut slot = Some(old);
        T::from_json_into(&new.to_json().unwrap(), &mut slot).unwrap();
        assert_eq!(slot, Some(new));
    }
    over(Matrix { x: Array2::zeros((0, 4)) }, Matrix { x: matrix(1.0) });
    over(Matrix { x: matrix(1.0) }, Matrix { x: Array2::zeros((4, 0)) });
    over(Columns { x: matrix(1.0) }, Columns { x: Array2::zeros((90, 80)) });
    over(Lists { x: matrix(1.0) }, Lists { x: Array2::zeros((90, 80)) });
    over(Pairs { x: vec![Complex::new(1.0, 2.0); 3] }, Pairs { x: vec![Complex::new(-0.5, 4.0); 2] });
    over(Number { x: Array0::from_elem((), 1.0) }, Number { x: Array0::from_elem((), 2.0) });
    over(Picture { x: RgbImage::new(2, 2) }, Picture { x: RgbImage::new(40, 30) });
    over(Some8 { x: RgbImage::new(20, 20).into() }, Some8 { x: GrayImage::new(4, 4).into() });
    over(
        Raw { x: RawTensor::from_elements(vec![2], &[1_u8, 2]).unwrap() },
        Raw { x: RawTensor::from_elements(vec![1, 1], &[0.5_f64]).unwrap() },
    );
}
