//! Models as safetensors files: out and in, by name, without a copy, and files that lie.
#![cfg(all(feature = "safetensors", feature = "ndarray", feature = "image"))]

use image::{GrayImage, ImageBuffer, Luma, Rgb, RgbImage};
use ndarray::{Array0, Array2, ArrayD, ArrayView2, ArrayView3, ArrayViewD, CowArray, Ix2, array};
use num_complex::Complex;
use optimize_core::Optimized;
use optimize_tensor::{DType, EnvelopeKind, RawTensor, Safetensors, SafetensorsError, SafetensorsFile};
use proptest::prelude::*;
use safetensors::SafeTensors;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

/// A part of a model.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Layer {
    #[opt(tensor, rename = "W")]
    weight: Array2<f32>,
    #[opt(tensor)]
    bias: Option<Vec<f64>>,
}

/// A model with every kind of data.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Net {
    name: String,
    layers: Vec<Layer>,
    named: BTreeMap<String, Layer>,
    #[opt(tensor)]
    scalar: Array0<u16>,
    #[opt(tensor)]
    flags: [bool; 3],
    #[opt(tensor)]
    spectrum: Vec<Complex<f64>>,
    #[opt(tensor)]
    raw: RawTensor,
    #[opt(tensor)]
    empty: ArrayD<i64>,
    #[opt(tensor(format = "list"))]
    listed: Vec<u8>,
    #[opt(image)]
    preview: RgbImage,
    #[opt(image(codec = "raw"))]
    depth: ImageBuffer<Luma<u16>, Vec<u16>>,
    #[opt(image(codec = "raw"))]
    frames: Vec<RgbImage>,
}

fn layer(first: f32) -> Layer {
    Layer {
        weight: array![[first, 2.0, 3.0], [4.0, 5.0, f32::NAN.copysign(-1.0)]]
            .mapv(|x| if x.is_nan() { -0.0 } else { x }),
        bias: Some(vec![0.5, first.into()]),
    }
}

fn net() -> Net {
    Net {
        name: "näme \"quoted\"".into(),
        layers: vec![layer(1.0), Layer { bias: None, ..layer(7.0) }],
        named: BTreeMap::from([("a.b".into(), layer(9.0)), ("é".into(), layer(10.0))]),
        scalar: ndarray::arr0(77),
        flags: [true, false, true],
        spectrum: vec![Complex::new(1.0, -2.0), Complex::new(f64::INFINITY, 0.0)],
        raw: RawTensor::from_elements(vec![1, 2], &[1_i8, -1]).unwrap(),
        empty: ArrayD::zeros(vec![3, 0, 2]),
        listed: vec![1, 2],
        preview: RgbImage::from_fn(5, 4, |x, y| Rgb([x as u8, y as u8, 9])),
        depth: ImageBuffer::from_raw(2, 1, vec![1, 60_000]).unwrap(),
        frames: vec![RgbImage::from_pixel(2, 3, Rgb([1, 2, 3])); 2],
    }
}

#[test]
fn a_model_comes_back_and_its_tensors_have_the_names_of_their_places() {
    let bytes = net().to_safetensors().unwrap();
    assert_eq!(Net::from_safetensors(&bytes).unwrap(), net());
    let file = SafetensorsFile::new(&bytes).unwrap();
    let names = file.names();
    // The largest alignment first: everything lies aligned.
    assert_eq!(
        names,
        [
            "layers.0.bias",
            "named.a.b.bias",
            "named.é.bias",
            "spectrum",
            "empty",
            "layers.0.W",
            "layers.1.W",
            "named.a.b.W",
            "named.é.W",
            "scalar",
            "depth",
            "flags",
            "raw",
            "preview",
            "frames.0",
            "frames.1",
        ]
    );
    let json = file.model();
    assert!(json.contains(r#"{"W":{"__type__":"numpy_array","tensor":"layers.0.W"},"bias":"#), "{json}");
    assert!(
        json.contains(r#""spectrum":{"__type__":"numpy_array","tensor":"spectrum","dtype":"complex128"}"#),
        "{json}"
    );
    let torch = Net { raw: net().raw.with_kind(EnvelopeKind::Torch), ..net() }.to_safetensors().unwrap();
    let file_of_torch = SafetensorsFile::new(&torch).unwrap();
    let text = file_of_torch.model();
    assert!(text.contains(r#""raw":{"__type__":"torch_tensor","tensor":"raw","device":"cpu"},"#), "{text}");
    assert_eq!(file_of_torch.read::<Net>().unwrap().raw.kind(), EnvelopeKind::Torch);
    assert!(json.contains(r#""listed":[1,2]"#), "{json}");
    assert!(
        json.contains(r#""depth":{"__type__":"pil_image","tensor":"depth","mode":"I;16","size":[2,1],"codec":"raw"}"#),
        "{json}"
    );

    let of = |name: &str| file.tensor(name).unwrap();
    assert_eq!((of("spectrum").dtype(), of("spectrum").shape()), (DType::Float64, &[2, 2][..]));
    assert_eq!((of("depth").dtype(), of("depth").shape()), (DType::UInt16, &[1, 2][..]));
    assert_eq!((of("frames.1").shape(), of("frames.1").bytes()[2]), (&[3, 2, 3][..], 3));
    assert_eq!(&of("preview").bytes()[1..4], b"PNG");
    assert_eq!(of("layers.0.W").view::<f32, Ix2>().unwrap()[[1, 0]], 4.0);
    assert_eq!(of("scalar").to_raw().unwrap().to_vec::<u16>().unwrap(), [77]);
    assert!(of("scalar").elements::<i16>().is_err());
}

#[test]
fn the_format_is_the_librarys_own() {
    let bytes = net().to_safetensors().unwrap();
    let theirs = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(theirs.len(), 16);
    let weight = theirs.tensor("layers.1.W").unwrap();
    assert_eq!((weight.dtype(), weight.shape()), (safetensors::Dtype::F32, &[2, 3][..]));
    assert_eq!(weight.data()[..4], 7.0_f32.to_le_bytes());
    // Through a writer, through a file and in memory: the same bytes.
    let mut written = Vec::new();
    net().write_safetensors(&mut written).unwrap();
    assert_eq!(written, bytes);
}

#[test]
fn an_empty_model_is_a_file_too() {
    #[derive(Optimized, Debug, PartialEq)]
    struct Plain {
        x: u8,
    }
    let bytes = Plain { x: 3 }.to_safetensors().unwrap();
    assert_eq!(bytes.len() % 8, 0);
    assert_eq!(Plain::from_safetensors(&bytes).unwrap(), Plain { x: 3 });
    assert_eq!(Vec::<Plain>::from_safetensors(&Vec::<Plain>::new().to_safetensors().unwrap()).unwrap(), []);
}

/// A frame that borrows what it can.
#[derive(Optimized, Debug)]
struct FrameView<'a> {
    frame_id: &'a str,
    #[opt(tensor(shape = [_, _, 3]))]
    pixels: ArrayView3<'a, u8>,
    #[opt(tensor)]
    depth: Option<ArrayView2<'a, f32>>,
    #[opt(tensor)]
    boxes: &'a [u16],
    #[opt(tensor)]
    either: Cow<'a, [f64]>,
    #[opt(tensor)]
    maybe: BTreeMap<String, CowArray<'a, i32, Ix2>>,
    #[opt(tensor)]
    several: Vec<ArrayViewD<'a, bool>>,
    #[opt(image(codec = "raw"))]
    picture: ImageBuffer<Rgb<u16>, &'a [u16]>,
}

/// The same, owned.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Frame {
    frame_id: String,
    #[opt(tensor(shape = [_, _, 3]))]
    pixels: ndarray::Array3<u8>,
    #[opt(tensor)]
    depth: Option<Array2<f32>>,
    #[opt(tensor)]
    boxes: Vec<u16>,
    #[opt(tensor)]
    either: Vec<f64>,
    #[opt(tensor)]
    maybe: BTreeMap<String, Array2<i32>>,
    #[opt(tensor)]
    several: Vec<ArrayD<bool>>,
    #[opt(image(codec = "raw"))]
    picture: ImageBuffer<Rgb<u16>, Vec<u16>>,
}

fn frame(index: u8) -> Frame {
    Frame {
        frame_id: format!("f{index}"),
        pixels: ndarray::Array3::from_shape_fn((3, 5, 3), |(y, x, c)| (y * 15 + x * 3 + c) as u8 ^ index),
        depth: Some(array![[0.5, f32::from(index)]]),
        boxes: vec![1, 2, 3],
        either: vec![1.0; 3],
        maybe: BTreeMap::from([("m".into(), array![[1, 2], [3, 4]])]),
        several: vec![array![true, false].into_dyn()],
        picture: ImageBuffer::from_raw(1, 1, vec![1, 2, 40_000]).unwrap(),
    }
}

#[test]
fn a_batch_of_frames_is_read_where_it_lies() {
    let frames: Vec<Frame> = (0..4).map(frame).collect();
    let path = std::env::temp_dir().join(format!("optimize-tensor-{}.safetensors", std::process::id()));
    frames.save_safetensors(&path).unwrap();
    assert_eq!(Vec::<Frame>::load_safetensors(&path).unwrap(), frames);

    let file = SafetensorsFile::open(&path).unwrap();
    let views: Vec<FrameView<'_>> = file.read().unwrap();
    assert_eq!(views.len(), 4);
    for (index, (view, frame)) in views.iter().zip(&frames).enumerate() {
        assert_eq!(view.frame_id, frame.frame_id);
        assert_eq!(view.pixels, frame.pixels);
        assert_eq!(view.depth, frame.depth.as_ref().map(|depth| depth.view()));
        assert_eq!((view.boxes, &*view.either), (&*frame.boxes, &*frame.either));
        assert_eq!(view.maybe["m"], frame.maybe["m"]);
        assert_eq!(view.several[0], frame.several[0]);
        assert_eq!(view.picture.as_raw(), frame.picture.as_raw());
        let tensor = |name: &str| file.tensor(&format!("{index}.{name}")).unwrap().bytes().as_ptr().addr();
        assert_eq!(view.pixels.as_ptr().addr(), tensor("pixels"));
        assert_eq!(view.boxes.as_ptr().addr(), tensor("boxes"));
        assert_eq!(view.picture.as_raw().as_ptr().addr(), tensor("picture"));
        assert!(matches!(view.either, Cow::Borrowed(_)) && view.either.as_ptr().addr() == tensor("either"));
        assert!(view.maybe["m"].is_view() && view.maybe["m"].as_ptr().addr() == tensor("maybe.m"));
        // What borrows is written as what owns.
        assert_eq!(view.to_json().unwrap(), frame.to_json().unwrap());
    }
    // A reading thread beside this one: nothing in the file is changed by reading.
    std::thread::scope(|scope| {
        scope.spawn(|| assert_eq!(file.read::<Vec<FrameView<'_>>>().unwrap().len(), 4));
    });
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn what_is_not_aligned_is_copied_or_refused() {
    let bytes = frame(1).to_safetensors().unwrap();
    // The same file a byte further on.
    let shifted = [&[0][..], &bytes].concat();
    let file = SafetensorsFile::new(&shifted[1..]).unwrap();
    assert_eq!(file.read::<Frame>().unwrap(), frame(1));
    let error = file.read::<FrameView<'_>>().unwrap_err();
    let SafetensorsError::Invalid(error) = error else { panic!("{error}") };
    let paths: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(paths, ["depth", "boxes", "picture"], "{error}");
    assert!(error.errors()[0].message().contains("not aligned where they lie"), "{error}");
}

#[test]
fn names_never_meet() {
    type Nested = BTreeMap<String, BTreeMap<String, Layer>>;
    let one = |name: &str| BTreeMap::from([(name.to_owned(), layer(1.0))]);
    let nested: Nested = BTreeMap::from([("a".into(), one("b.c")), ("a.b".into(), one("c"))]);
    let bytes = nested.to_safetensors().unwrap();
    let mut names = SafetensorsFile::new(&bytes).unwrap().names();
    names.sort();
    assert_eq!(names, ["a.b.c.W", "a.b.c.W#2", "a.b.c.bias", "a.b.c.bias#2"]);
    assert_eq!(Nested::from_safetensors(&bytes).unwrap(), nested);

    #[derive(Optimized, Debug, PartialEq)]
    struct Reserved {
        #[opt(tensor, rename = "__metadata__")]
        x: Vec<u8>,
    }
    let bytes = Reserved { x: vec![1] }.to_safetensors().unwrap();
    assert_eq!(SafetensorsFile::new(&bytes).unwrap().names(), ["__metadata__#2"]);
    assert_eq!(Reserved::from_safetensors(&bytes).unwrap(), Reserved { x: vec![1] });
}

/// A file of these tensors, as other programs write it.
fn foreign(tensors: &[(&str, safetensors::Dtype, &[usize], &[u8])]) -> Vec<u8> {
    let views = tensors.iter().map(|(name, dtype, shape, data)| {
        (*name, safetensors::tensor::TensorView::new(*dtype, shape.to_vec(), data).unwrap())
    });
    safetensors::serialize(views, None).unwrap()
}

#[test]
fn files_of_others_are_read_by_the_names_of_their_tensors() {
    #[derive(Optimized, Debug)]
    struct Weights<'a> {
        #[opt(tensor, rename = "fc1.weight")]
        weight: ArrayView2<'a, f32>,
        #[opt(tensor)]
        steps: Option<Vec<i64>>,
    }
    use safetensors::Dtype;
    let ones = 1.0_f32.to_le_bytes();
    let bytes =
        foreign(&[("fc1.weight", Dtype::F32, &[1, 1], &ones), ("steps", Dtype::I64, &[1], &[5, 0, 0, 0, 0, 0, 0, 0])]);
    let file = SafetensorsFile::new(&bytes).unwrap();
    let weights: Weights<'_> = file.read().unwrap();
    assert_eq!((weights.weight[[0, 0]], weights.steps), (1.0, Some(vec![5])));
    let bytes = foreign(&[("a", Dtype::F32, &[1], &ones), ("b.c", Dtype::BF16, &[2], &ones)]);
    #[derive(Optimized, Debug)]
    #[opt(transparent)]
    struct Any(#[opt(tensor)] BTreeMap<String, RawTensor>);
    let Any(all) = Any::from_safetensors(&bytes).unwrap();
    assert_eq!(all.keys().collect::<Vec<_>>(), ["a", "b.c"]);
    assert_eq!(all["b.c"].dtype(), DType::BFloat16);

    let bytes = foreign(&[("x", Dtype::F8_E4M3, &[1], &[1])]);
    let error = Any::from_safetensors(&bytes).unwrap_err().to_string();
    assert!(error.contains("the tensor `x` has elements of type F8_E4M3, which can't be carried"), "{error}");
}

/// A file with this JSON as its model, and one tensor `x` of eight bytes.
fn with_model(model: &str, dtype: safetensors::Dtype, shape: &[usize]) -> Vec<u8> {
    let info = std::collections::HashMap::from([("model".to_owned(), model.to_owned())]);
    let view = safetensors::tensor::TensorView::new(dtype, shape.to_vec(), &[1; 8]).unwrap();
    safetensors::serialize([("x", view)], Some(info.into_iter().collect())).unwrap()
}

#[test]
fn a_model_that_lies_is_refused_with_its_path() {
    use safetensors::Dtype;
    let refused = |tensor: &str, dtype: Dtype, shape: &[usize]| {
        let model = format!(r#"{{"W":{tensor},"bias":null}}"#);
        match Layer::from_safetensors(&with_model(&model, dtype, shape)).unwrap_err() {
            SafetensorsError::Invalid(error) => format!("{}: {}", error.errors()[0].loc(), error.errors()[0].message()),
            other => panic!("{other}"),
        }
    };
    let x = r#"{"__type__":"numpy_array","tensor":"x"}"#;
    assert_eq!(refused(r#"{"tensor":"y"}"#, Dtype::F32, &[1, 2]), "W: the file has no tensor `y`");
    assert_eq!(refused(x, Dtype::F64, &[1]), "W: expected elements of type float32, got float64");
    assert_eq!(refused(x, Dtype::F32, &[2]), "W: expected 2 dimensions, got 1");
    assert_eq!(
        refused(r#"{"tensor":"x","dtype":"float64"}"#, Dtype::F32, &[1, 2]),
        "W: the tensor `x` holds float32, not float64"
    );
    // A name is only a name where there is a file.
    let error = Layer::from_json(&format!(r#"{{"W":{x},"bias":null}}"#)).unwrap_err();
    assert!(error.to_string().contains("read it with `from_safetensors`"), "{error}");

    #[derive(Optimized, Debug)]
    struct Picture {
        #[opt(image(codec = "raw"))]
        p: GrayImage,
    }
    let picture = |size: &str| {
        let model =
            format!(r#"{{"p":{{"__type__":"pil_image","tensor":"x","mode":"L","size":{size},"codec":"raw"}}}}"#);
        Picture::from_safetensors(&with_model(&model, Dtype::U8, &[8]))
    };
    assert_eq!(picture("[4,2]").unwrap().p.dimensions(), (4, 2));
    let error = picture("[4,3]").unwrap_err().to_string();
    assert!(error.contains("expected 12 bytes for 4 × 3 pixels of mode L, got 8"), "{error}");
    assert!(picture("[9999999,1]").unwrap_err().to_string().contains("at most 16384 pixels a side"));
}

#[test]
fn one_tensor_named_a_million_times_costs_no_million_copies() {
    let name = r#"{"tensor":"x"}"#;
    let model = format!(r#"{{"m":[{}]}}"#, vec![name; 10_000].join(","));
    #[derive(Optimized, Debug)]
    struct Many {
        #[opt(tensor)]
        m: Vec<RawTensor>,
    }
    let SafetensorsError::Invalid(error) =
        Many::from_safetensors(&with_model(&model, safetensors::Dtype::U8, &[8])).unwrap_err()
    else {
        panic!("a report was expected")
    };
    assert_eq!(error.errors()[0].loc().to_string(), "m.8", "{error}");
    assert!(error.errors()[0].message().contains("more than 8 times over"));
}

#[test]
fn every_cut_and_every_flipped_bit_is_an_error_or_a_model() {
    let bytes = frame(3).to_safetensors().unwrap();
    for end in 0..bytes.len() {
        assert!(Frame::from_safetensors(&bytes[..end]).is_err(), "{end}");
    }
    assert!(Frame::from_safetensors(&[&bytes[..], &[0]].concat()).is_err(), "trailing bytes");
    for (index, bit) in (0..bytes.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
        let mut flipped = bytes.clone();
        flipped[index] ^= 1 << bit;
        if let Ok(found) = Frame::from_safetensors(&flipped) {
            assert_eq!(found.pixels.shape().len(), 3);
        }
        if let Ok(file) = SafetensorsFile::new(&flipped) {
            let _ = file.read::<FrameView<'_>>();
        }
    }
}

proptest! {
    #[test]
    fn any_header_is_read_or_refused(header in "[ -~]{0,200}", length in 0_u64..300) {
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        prop_assert!(Net::from_safetensors(&bytes).is_err());
    }

    #[test]
    fn any_offsets_are_read_or_refused(start in any::<u64>(), end in any::<u64>(), sides in prop::collection::vec(any::<u64>(), 0..4)) {
        let header = format!(r#"{{"x":{{"dtype":"F64","shape":{sides:?},"data_offsets":[{start},{end}]}}}}"#);
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(&[0; 64]);
        if let Ok(file) = SafetensorsFile::new(&bytes) {
            prop_assert_eq!(file.tensor("x").map(|tensor| tensor.bytes().len()), Some(64));
        }
    }
}

/// A writer that is full after some bytes.
struct Full(usize);

impl io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no room"));
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_an_error_and_the_old_file_stands() {
    let length = net().to_safetensors().unwrap().len();
    for room in (0..length).step_by(37) {
        let error = net().write_safetensors(Full(room)).unwrap_err();
        assert!(matches!(error, SafetensorsError::Io(_)), "{error}");
    }
    assert!(net().write_safetensors(Full(length)).is_ok());

    // What can't be written leaves what was there, and nothing beside it.
    let folder = std::env::temp_dir().join(format!("optimize-tensor-full-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("net.safetensors");
    std::fs::write(&path, b"old").unwrap();
    let wrong = Net { preview: RgbImage::new(0, 3), ..net() };
    let error = wrong.save_safetensors(&path).unwrap_err();
    assert!(error.to_string().contains("can't dump `preview`: PNG has no empty images"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    net().save_safetensors(&path).unwrap();
    assert_eq!(Net::load_safetensors(&path).unwrap(), net());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(matches!(Net::load_safetensors(&path), Err(SafetensorsError::Io(_))));
}
