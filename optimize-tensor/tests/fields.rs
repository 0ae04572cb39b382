//! Every type that a field can have, through the derive: written, read, checked, described.
#![cfg(all(feature = "ndarray", feature = "image"))]

use half::bf16;
use image::{DynamicImage, ImageBuffer, LumaA, Rgb, Rgb32FImage};
use ndarray::{ArcArray2, Array0, Array2, Array6, ArrayD, ArrayView1, ArrayView3, ArrayViewD, CowArray, Ix2, array};
use num_complex::Complex;
use optimize_core::Optimized;
use optimize_tensor::{EnvelopeKind, RawTensor};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

const CHANNELS: usize = 3;

/// Tensors that own their elements.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Owned {
    #[opt(tensor)]
    scalar: Array0<f64>,
    #[opt(tensor(order = "F"))]
    columns: Array2<f32>,
    #[opt(tensor)]
    shared: ArcArray2<u16>,
    #[opt(tensor(shape = [_, _, _, _, _, CHANNELS]))]
    deep: Array6<i8>,
    #[opt(tensor)]
    list: Vec<Complex<f32>>,
    #[opt(tensor(shape = [4], dtype = "bfloat16"))]
    four: [bf16; 4],
    #[opt(tensor(format = "list"))]
    flags: [bool; 2],
    #[opt(tensor(dtype = "int64", format = "list"))]
    any: RawTensor,
    #[opt(tensor)]
    cow: Cow<'static, [u8]>,
    #[opt(tensor)]
    layers: HashMap<String, Vec<Option<ArrayD<i32>>>>,
    #[opt(tensor)]
    rows: Vec<[f32; 2]>,
}

fn owned() -> Owned {
    Owned {
        scalar: ndarray::arr0(f64::MIN_POSITIVE),
        columns: array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        shared: array![[1, 2], [3, 65_535]].into_shared(),
        deep: Array6::from_elem((1, 2, 1, 1, 2, 3), -1),
        list: vec![Complex::new(1.0, -0.0), Complex::new(f32::INFINITY, 2.0)],
        four: [0.5, 1.0, -2.0, 3.0].map(bf16::from_f32),
        flags: [true, false],
        any: RawTensor::from_elements(vec![2, 1], &[i64::MIN, i64::MAX]).unwrap(),
        cow: Cow::Owned(vec![1, 2, 3]),
        layers: HashMap::from([("a".to_owned(), vec![None, Some(array![[1, 2]].into_dyn())])]),
        rows: vec![[1.0, 2.0], [3.0, 4.0]],
    }
}

#[test]
fn owned_tensors_come_back() {
    let json = owned().to_json_string().unwrap();
    let back = Owned::from_json(&json).unwrap();
    assert_eq!(back, owned());
    assert_eq!(back.to_json_string().unwrap(), json);
    assert_eq!(back.fingerprint(), owned().fingerprint());
    // In memory only: the wire has C order.
    assert_eq!(back.columns.strides(), [1, 2]);
    assert!(json.contains(r#""columns":{"__type__":"numpy_array","data":"AACAPwAAAEAAAEBAAACAQAAAoEAAAMBA","dtype":"float32","shape":[2,3]}"#));
    assert!(json.contains(r#""flags":[true,false],"any":[[-9223372036854775808],[9223372036854775807]]"#), "{json}");
    assert!(json.contains(r#""four":{"__type__":"numpy_array","data":"AD+APwDAQEA=","dtype":"bfloat16","shape":[4]}"#));
}

#[test]
fn an_array_of_fixed_length_has_it() {
    let json = owned().to_json_string().unwrap();
    let error = Owned::from_json(&json.replace(r#""flags":[true,false]"#, r#""flags":[true]"#)).unwrap_err();
    assert_eq!(error.errors()[0].message(), "expected the shape [2], got [1]");
    let schema = Owned::json_schema()["$defs"]["Owned"]["properties"]["flags"].clone();
    assert_eq!((&schema["minItems"], &schema["maxItems"]), (&2.into(), &2.into()), "{schema}");
}

/// Tensors and images that only look at their elements.
#[derive(Optimized, Debug)]
struct Lent<'a> {
    #[opt(tensor(shape = [_, _, 3]))]
    frame: ArrayView3<'a, u8>,
    #[opt(tensor)]
    row: Option<&'a [f64]>,
    #[opt(tensor)]
    others: Vec<ArrayViewD<'a, i16>>,
    #[opt(tensor)]
    either: BTreeMap<String, CowArray<'a, f32, Ix2>>,
    #[opt(image(codec = "raw"))]
    picture: ImageBuffer<Rgb<u16>, &'a [u16]>,
}

/// The same, owned.
#[derive(Optimized, Debug, PartialEq)]
struct Kept {
    #[opt(tensor(shape = [_, _, 3]))]
    frame: ndarray::Array3<u8>,
    #[opt(tensor)]
    row: Option<Vec<f64>>,
    #[opt(tensor)]
    others: Vec<ArrayD<i16>>,
    #[opt(tensor)]
    either: BTreeMap<String, Array2<f32>>,
    #[opt(image(codec = "raw"))]
    picture: ImageBuffer<Rgb<u16>, Vec<u16>>,
}

#[test]
fn views_are_written_as_what_they_look_at_and_not_read_from_text() {
    let kept = Kept {
        frame: ndarray::Array3::from_shape_fn((2, 4, 3), |(y, x, c)| (y * 12 + x * 3 + c) as u8),
        row: Some(vec![1.0, -1.0]),
        others: vec![array![1_i16, 2].into_dyn()],
        either: BTreeMap::from([("a.b".to_owned(), array![[0.5]])]),
        picture: ImageBuffer::from_raw(1, 2, vec![1, 2, 3, 40_000, 5, 6]).unwrap(),
    };
    let json = kept.to_json_string().unwrap();
    let lent = Lent {
        frame: kept.frame.view(),
        row: kept.row.as_deref(),
        others: kept.others.iter().map(|array| array.view()).collect(),
        either: kept.either.iter().map(|(key, array)| (key.clone(), array.into())).collect(),
        picture: ImageBuffer::from_raw(1, 2, kept.picture.as_raw().as_slice()).unwrap(),
    };
    assert_eq!(lent.to_json_string().unwrap(), json);
    assert_eq!(Kept::from_json(&json).unwrap(), kept);
    assert!(lent.validate().is_ok());

    let error = Lent::from_json(&json).unwrap_err();
    let found: Vec<String> = error.errors().iter().map(|item| format!("{}: {}", item.loc(), item.message())).collect();
    assert_eq!(found.len(), 4, "{error}");
    for (line, path) in found.iter().zip(["frame", "row", "others.0", "picture"]) {
        assert!(line.starts_with(&format!("{path}: there ")) && line.to_lowercase().contains("own"), "{line}");
    }
}

/// Both types of the field are views; a part of each is cut out.
#[derive(Optimized)]
struct Cut<'a> {
    #[opt(tensor)]
    crop: ArrayView3<'a, u8>,
    #[opt(tensor(format = "list"))]
    column: ArrayView1<'a, u8>,
}

#[test]
fn a_cut_out_view_is_written_without_what_is_around_it() {
    let frame = ndarray::Array3::from_shape_fn((4, 40, 3), |(y, x, c)| (y * 50 + x + c) as u8);
    let crop = frame.slice(ndarray::s![1..3, 5..30, ..]);
    let cut = Cut { crop, column: frame.slice(ndarray::s![..;-1, 0, 0]) };
    let json = cut.to_json_string().unwrap();
    #[derive(Optimized)]
    struct Back {
        #[opt(tensor)]
        crop: ndarray::Array3<u8>,
        column: Vec<u8>,
    }
    let back = Back::from_json(&json).unwrap();
    assert_eq!((back.crop.view(), back.column), (crop, vec![150, 100, 50, 0]));
}

/// Views of every layout, in JSON and as a file: what is read is what was seen.
#[test]
#[cfg(feature = "safetensors")]
fn views_of_every_layout_come_back_as_what_they_show() {
    use ndarray::{Array3, s};
    use optimize_tensor::{Safetensors as _, SafetensorsFile};

    #[derive(Optimized)]
    struct Seen<'a> {
        #[opt(tensor)]
        x: ArrayViewD<'a, f64>,
    }
    #[derive(Optimized)]
    struct Owns {
        #[opt(tensor)]
        x: ArrayD<f64>,
    }
    let whole = Array3::from_shape_fn((3, 4, 5), |(z, y, x)| (z * 20 + y * 5 + x) as f64 / 3.0);
    let rows = whole.slice(s![.., 0..1, ..]);
    let views = [
        whole.view().into_dyn(),
        whole.slice(s![..;-1, .., ..;-2]).into_dyn(),
        whole.view().reversed_axes().into_dyn(),
        whole.view().permuted_axes([1, 2, 0]).into_dyn(),
        whole.slice(s![1, 2, 3]).into_dyn(),
        whole.slice(s![2..2, .., ..]).into_dyn(),
        // The same elements twice, with a stride of 0.
        whole.broadcast((2, 3, 4, 5)).unwrap().into_dyn(),
        rows.broadcast((3, 6, 5)).unwrap().reversed_axes().into_dyn(),
    ];
    for x in views {
        let seen = Seen { x };
        assert_eq!(Owns::from_json(&seen.to_json().unwrap()).unwrap().x, seen.x);
        let file = seen.to_safetensors().unwrap();
        assert_eq!(Owns::from_safetensors(&file).unwrap().x, seen.x);
        let file = SafetensorsFile::new(&file).unwrap();
        let lent: Seen<'_> = file.read().unwrap();
        assert_eq!(lent.fingerprint(), seen.fingerprint());
        assert_eq!(lent.x, seen.x);
    }
}

type Deep = ImageBuffer<LumaA<u16>, Vec<u16>>;

/// Pictures of every kind.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Pictures {
    #[opt(image(lossless, compression = "fastest", modes = ["RGB;16", "RGB"]))]
    deep: ImageBuffer<Rgb<u16>, Vec<u16>>,
    #[opt(image(codec = "raw", lossless))]
    floats: Rgb32FImage,
    #[opt(image)]
    many: BTreeMap<String, Vec<Deep>>,
    #[opt(image(codec = "raw"))]
    any: Option<DynamicImage>,
}

#[test]
fn pictures_of_every_kind_come_back() {
    let pictures = Pictures {
        deep: ImageBuffer::from_raw(1, 1, vec![1, 2, 60_000]).unwrap(),
        floats: Rgb32FImage::from_raw(1, 1, vec![0.25, -1.0, 1e30]).unwrap(),
        many: BTreeMap::from([("x".to_owned(), vec![ImageBuffer::from_raw(1, 1, vec![9, 65_535]).unwrap()])]),
        any: Some(image::Rgba32FImage::from_raw(1, 1, vec![0.0, 1.0, 2.0, 3.0]).unwrap().into()),
    };
    let json = pictures.to_json_string().unwrap();
    assert_eq!(Pictures::from_json(&json).unwrap(), pictures);
    let modes = Pictures::json_schema()["$defs"]["Pictures"]["properties"]["any"].to_string();
    assert!(modes.contains("RGBA;32F"), "{modes}");
}

#[test]
fn a_torch_envelope_is_read_into_any_type() {
    let raw = RawTensor::from_elements(vec![1, 2], &[1.5_f32, 2.5]).unwrap().with_kind(EnvelopeKind::Torch);
    #[derive(Optimized)]
    struct Sent {
        #[opt(tensor)]
        x: RawTensor,
    }
    #[derive(Optimized)]
    struct Read {
        #[opt(tensor)]
        x: Array2<f32>,
    }
    let json = Sent { x: raw }.to_json_string().unwrap();
    assert_eq!(Read::from_json(&json).unwrap().x, array![[1.5, 2.5]]);
}
