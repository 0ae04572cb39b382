//! Envelopes that were cut, spliced and overwritten at random: every type that a field can have reads them or
//! says why not, and what it reads can be written again.
#![cfg(all(feature = "ndarray", feature = "image"))]

use image::{DynamicImage, ImageBuffer, Luma, Rgb, RgbImage};
use ndarray::{Array2, Array3, ArrayD};
use num_complex::Complex;
use optimize_core::{Optimized, OptimizedOwned};
use optimize_tensor::RawTensor;
use proptest::prelude::*;
use proptest::sample::Index;

macro_rules! model {
    ($name:ident, $attribute:meta, $type:ty) => {
        #[derive(Optimized, Debug)]
        struct $name {
            #[opt($attribute)]
            #[allow(dead_code)] // written and read through the derive
            x: $type,
        }
    };
}

model!(Bytes, tensor(shape = [_, _, 3]), Array3<u8>);
model!(Floats, tensor(order = "F"), Array2<f64>);
model!(Spectrum, tensor, Vec<Complex<f32>>);
model!(Flags, tensor, Vec<bool>);
model!(Four, tensor, [u16; 4]);
model!(Lists, tensor(format = "list"), ArrayD<i32>);
model!(Raw, tensor, RawTensor);
model!(Png, image(max_pixels = 10_000), DynamicImage);
model!(Jpeg, image(codec = "jpeg"), RgbImage);
model!(Pixels, image(codec = "raw"), ImageBuffer<Luma<u16>, Vec<u16>>);

/// One change of a text: at a place, so many bytes away, and these in.
type Change = (Index, usize, Vec<u8>);

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            &b"\"data\":\""[..],
            b"\"shape\":[",
            b"18446744073709551615",
            b"-1",
            b"\"dtype\":\">c16\"",
            b"\"torch_tensor\"",
            b"\"tensor\":\"x\"",
            b"[[[[",
            b"]]",
            b"=",
            b"\\u0041",
            b"\"mode\":\"RGBA;32F\"",
            b"\"size\":[16384,16384]",
            b"\"codec\":\"raw\"",
            b"1e400",
            b"null",
            b"AAAA",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec((any::<Index>(), 0..12_usize, piece), 1..5)
}

fn changed(text: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut text = text.to_vec();
    for (place, away, piece) in changes {
        let at = place.index(text.len() + 1);
        let end = text.len().min(at + away);
        text.splice(at..end, piece.iter().copied());
    }
    text
}

/// Reads a changed text. What it gives is written, and read again to the same.
fn survives<T: OptimizedOwned>(value: &T, changes: &[Change]) -> Result<(), TestCaseError> {
    let text = changed(&value.to_json().unwrap(), changes);
    let Ok(found) = T::from_json(&text) else { return Ok(()) };
    prop_assert!(found.validate().is_ok());
    // An empty image has no file to be written as.
    let Ok(json) = found.to_json() else { return Ok(()) };
    prop_assert_eq!(T::from_json(&json).unwrap().to_json().unwrap(), json);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn tensors_survive(changes in changes()) {
        survives(&Bytes { x: Array3::from_elem((2, 3, 3), 7) }, &changes)?;
        survives(&Floats { x: Array2::from_elem((2, 3), -0.5) }, &changes)?;
        survives(&Spectrum { x: vec![Complex::new(1.0, 2.0); 3] }, &changes)?;
        survives(&Flags { x: vec![true, false, true] }, &changes)?;
        survives(&Four { x: [1, 2, 3, 65_535] }, &changes)?;
        survives(&Lists { x: ArrayD::from_elem(vec![2, 2], 5) }, &changes)?;
        survives(&Raw { x: RawTensor::from_elements(vec![3], &[1_i64, 2, 3]).unwrap() }, &changes)?;
    }

    #[test]
    fn images_survive(changes in changes()) {
        let picture = RgbImage::from_fn(5, 4, |x, y| Rgb([x as u8 * 9, y as u8 * 11, 3]));
        survives(&Png { x: picture.clone().into() }, &changes)?;
        survives(&Pixels { x: ImageBuffer::from_fn(3, 2, |x, y| Luma([(x * 300 + y) as u16])) }, &changes)?;
        // JPEG loses something each time: that it reads what it writes is all.
        let text = changed(&Jpeg { x: picture }.to_json().unwrap(), &changes);
        if let Ok(found) = Jpeg::from_json(&text) {
            prop_assert!(Jpeg::from_json(&found.to_json().unwrap()).is_ok());
        }
    }
}
