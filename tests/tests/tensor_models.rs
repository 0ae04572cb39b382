//! Tensors and images in every shape of model: generic ones, newtypes, enums with data, flattened parts, behind pointers,
//! beside the other keys.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};
use ndarray::{Array1, Array2, Array3, ArrayView2, array};
use num_complex::Complex;
use optimize_core::{DumpOptions, Optimized, OptimizedOwned};
use optimize_tensor::{Element, RawTensor, Safetensors, SafetensorsFile};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::sync::Arc;

/// Through JSON, through serde's JSON and MessagePack, and through a file.
fn comes_back<T>(value: &T) -> String
where
    T: OptimizedOwned + Serialize + DeserializeOwned + PartialEq + Debug,
{
    let json = value.to_json_string().unwrap();
    assert_eq!(&T::from_json(&json).unwrap(), value, "{json}");
    let by_serde = serde_json::to_string(value).unwrap();
    assert_eq!(by_serde, json);
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), value);
    let packed = rmp_serde::to_vec_named(value).unwrap();
    assert_eq!(&rmp_serde::from_slice::<T>(&packed).unwrap(), value);
    let file = value.to_safetensors().unwrap();
    assert_eq!(&T::from_safetensors(&file).unwrap(), value);
    json
}

fn colours(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| Rgb([x as u8 * 9, y as u8 * 11, 7]))
}

/// A frame of any element type.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Frame<T: Element> {
    id: u32,
    #[opt(tensor(shape = [_, _, 3]))]
    data: Array3<T>,
    #[opt(tensor)]
    mean: Vec<T>,
    #[opt(tensor(format = "list"))]
    first: Option<[T; 2]>,
    #[opt(tensor)]
    layers: BTreeMap<String, Vec<Array2<T>>>,
}

fn frame<T: Element>(items: [T; 3]) -> Frame<T> {
    Frame {
        id: 7,
        data: Array3::from_shape_vec((1, 1, 3), items.to_vec()).unwrap(),
        mean: items.to_vec(),
        first: Some([items[0], items[1]]),
        layers: BTreeMap::from([("a".to_owned(), vec![Array2::from_elem((1, 2), items[2])])]),
    }
}

#[test]
fn a_generic_model_holds_any_element_type() {
    let json = comes_back(&frame([1_u8, 2, 3]));
    assert!(
        json.contains(r#""data":{"__type__":"numpy_array","data":"AQID","dtype":"uint8","shape":[1,1,3]}"#),
        "{json}"
    );
    assert!(
        json.contains(r#""mean":{"__type__":"numpy_array","data":"AQID""#),
        "a list of elements is one tensor: {json}"
    );
    comes_back(&frame([true, false, true]));
    comes_back(&frame([half::bf16::ONE, half::bf16::MAX, half::bf16::MIN_POSITIVE]));
    comes_back(&frame([1.5_f64, f64::MIN, -0.0]));
    comes_back(&frame([Complex::new(1.0_f32, -2.0), Complex::new(0.0, 1e30), Complex::new(0.5, 0.25)]));
    // A model of another element type does not read it.
    let error = Frame::<i8>::from_json(&json).unwrap_err();
    let paths: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(paths, ["data", "mean", "layers.a.0"]);
    assert_eq!(error.errors()[0].message(), "expected elements of type int8, got uint8");
}

/// The bound may stand apart.
#[derive(Optimized, Debug, PartialEq)]
struct Signal<T>
where
    T: Element,
{
    #[opt(tensor(format = "list"))]
    samples: Vec<T>,
}

#[test]
fn a_bound_may_stand_apart() {
    assert_eq!(comes_back(&Signal { samples: vec![1_i16, -1] }), r#"{"samples":[1,-1]}"#);
}

/// A type of its own for a matrix.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Matrix(#[opt(tensor(shape = [_, _], dtype = "float32"))] Array2<f32>);

/// A place and what is there.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Located(u32, #[opt(tensor)] Array1<i64>, #[opt(image)] Option<GrayImage>);

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Nested {
    matrix: Matrix,
    many: Vec<Matrix>,
    located: Located,
    by_name: HashMap<String, Matrix>,
}

#[test]
fn newtypes_and_tuples_hold_tensors() {
    let matrix = Matrix(array![[1.0, 2.0], [3.0, 4.0]]);
    let text = r#"{"__type__":"numpy_array","data":"AACAPwAAAEAAAEBAAACAQA==","dtype":"float32","shape":[2,2]}"#;
    assert_eq!(comes_back(&matrix), text);
    let grey = GrayImage::from_fn(3, 2, |x, y| Luma([(x + y) as u8]));
    let located = Located(1, array![5, 6], Some(grey));
    assert!(comes_back(&located).starts_with(r#"[1,{"__type__":"numpy_array","data":"BQAAAAAAAAAGAAAAAAAAAA=="#));
    comes_back(&Nested {
        matrix: matrix.clone(),
        many: vec![matrix.clone(), matrix.clone()],
        located,
        by_name: HashMap::from([("a".to_owned(), matrix)]),
    });
}

macro_rules! samples {
    ($($name:ident #[$keys:meta];)*) => {$(
        /// What a sensor gives.
        #[derive(Optimized, Debug, Clone, PartialEq)]
        #[$keys]
        enum $name {
            Picture {
                #[opt(image)]
                picture: RgbImage,
                exposure: f32,
            },
            Sound {
                #[opt(tensor(shape = [_, 2]))]
                samples: Array2<i16>,
                rate: u32,
            },
            Depth {
                #[opt(tensor)]
                map: Option<RawTensor>,
            },
            Nothing {},
        }

        impl $name {
            fn all() -> Vec<Self> {
                vec![
                    Self::Picture { picture: colours(4, 3), exposure: 0.5 },
                    Self::Sound { samples: array![[1, -1], [i16::MAX, i16::MIN]], rate: 44_100 },
                    Self::Depth { map: Some(RawTensor::from_elements(vec![1, 2], &[1.0_f32, 2.0]).unwrap()) },
                    Self::Nothing {},
                ]
            }
        }
    )*};
}

samples! {
    Outside #[opt(rename_all = "snake_case")];
    Inside #[opt(tag = "kind")];
    Beside #[opt(tag = "kind", content = "value")];
    Untagged #[opt(untagged)];
}

#[test]
fn enums_with_data_hold_tensors() {
    for value in Outside::all() {
        comes_back(&value);
    }
    for value in Inside::all() {
        assert!(comes_back(&value).starts_with(r#"{"kind":""#));
    }
    for value in Beside::all() {
        comes_back(&value);
    }
    // Without a name nothing is the same as a depth without its map.
    for value in Untagged::all().into_iter().take(3) {
        comes_back(&value);
    }
    let error = Inside::from_json(
        r#"{"kind":"Sound","samples":{"__type__":"numpy_array","data":"","dtype":"int16","shape":[0,3]},"rate":1}"#,
    );
    let error = error.unwrap_err();
    assert_eq!(error.errors().len(), 1);
    assert!(error.errors()[0].loc().to_string().ends_with("samples"), "{error}");
    assert_eq!(error.errors()[0].message(), "expected the shape [_, 2], got [0, 3]");
}

/// One variant for each kind of tensor.
#[derive(Optimized, Debug, Clone, PartialEq)]
enum Payload {
    Matrix(#[opt(tensor)] Array2<f64>),
    Picture(#[opt(image(codec = "raw"))] RgbImage),
    Pair(#[opt(tensor)] Vec<u8>, #[opt(tensor(format = "list"))] Vec<f32>),
    Empty,
}

#[test]
fn variants_without_names_hold_tensors() {
    for value in [
        Payload::Matrix(array![[0.5]]),
        Payload::Picture(colours(2, 2)),
        Payload::Pair(vec![1, 2, 3], vec![0.5]),
        Payload::Empty,
    ] {
        comes_back(&value);
    }
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Pixels {
    #[opt(tensor(shape = [_, _, 3]))]
    pixels: Array3<u8>,
    #[opt(image)]
    thumbnail: Option<DynamicImage>,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Flat {
    id: u32,
    #[opt(flatten)]
    pixels: Pixels,
    sample: Inside,
}

#[test]
fn a_flattened_part_holds_tensors() {
    let flat = Flat {
        id: 1,
        pixels: Pixels { pixels: Array3::zeros((1, 2, 3)), thumbnail: Some(colours(2, 2).into()) },
        sample: Inside::all().swap_remove(1),
    };
    let json = comes_back(&flat);
    assert!(json.starts_with(r#"{"id":1,"pixels":{"__type__""#), "{json}");
    // In a file the flattened field has no name of its own in front.
    let file = flat.to_safetensors().unwrap();
    assert_eq!(SafetensorsFile::new(&file).unwrap().names(), ["sample.samples", "pixels", "thumbnail"]);
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Shared {
    #[opt(tensor(shape = [_, _, 3], order = "F"))]
    pixels: Arc<Array3<u8>>,
    #[opt(tensor)]
    boxed: Box<Array2<f32>>,
    #[opt(tensor)]
    samples: Arc<[f32]>,
    #[opt(tensor)]
    labels: Option<Box<[u16]>>,
    #[opt(image)]
    picture: Arc<RgbImage>,
    #[opt(image(codec = "raw"))]
    frames: Vec<Arc<DynamicImage>>,
}

#[test]
fn pointers_are_what_they_point_to() {
    let shared = Shared {
        pixels: Arc::new(Array3::from_shape_fn((2, 1, 3), |(y, _, c)| (y * 3 + c) as u8)),
        boxed: Box::new(array![[1.0]]),
        samples: Arc::from([0.5, 1.5]),
        labels: Some(Box::from([1, 2])),
        picture: Arc::new(colours(2, 2)),
        frames: vec![Arc::new(colours(1, 2).into())],
    };
    let json = comes_back(&shared);
    assert_eq!(Shared::from_json(&json).unwrap().pixels.strides(), [1, 2, 2]);
    #[derive(Optimized)]
    struct Plain {
        #[opt(tensor(shape = [_, _, 3]))]
        pixels: Array3<u8>,
        #[opt(image)]
        picture: RgbImage,
    }
    let plain = Plain::from_json(&json).unwrap();
    assert_eq!((&plain.pixels, &plain.picture), (&*shared.pixels, &*shared.picture));
    let wrong = json.replace(r#""shape":[2,1,3]"#, r#""shape":[2,3,1]"#);
    assert_eq!(
        Shared::from_json(&wrong).unwrap_err().errors()[0].message(),
        "expected the shape [_, _, 3], got [2, 3, 1]"
    );
}

/// Keys beside the adapter mean what they mean elsewhere.
#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", validate_assignment, builder, rename_all = "camelCase")]
struct Keyed {
    #[opt(tensor, alias = "m", check = is_square)]
    weight_matrix: Array2<f32>,
    #[opt(tensor, default)]
    bias: Vec<f32>,
    #[opt(tensor, default_with = one)]
    scale: Array1<f64>,
    #[opt(image, exclude_none)]
    picture: Option<RgbImage>,
    #[opt(tensor, exclude)]
    hidden: Option<Vec<u8>>,
}

fn is_square(matrix: &Array2<f32>) -> Result<(), String> {
    if matrix.is_square() { Ok(()) } else { Err(format!("{:?} is not square", matrix.shape())) }
}

fn one() -> Array1<f64> {
    array![1.0]
}

#[test]
fn other_keys_work_beside_the_adapter() {
    let short = r#"{"m":{"__type__":"numpy_array","data":"AACAPw==","dtype":"<f4","shape":[1,1]}}"#;
    let keyed = Keyed::from_json(short).unwrap();
    assert_eq!((&keyed.weight_matrix, &keyed.scale, keyed.bias.len()), (&array![[1.0]], &one(), 0));
    let json = keyed.to_json_string().unwrap();
    assert!(
        json.starts_with(r#"{"weightMatrix":{"#) && !json.contains("picture") && !json.contains("hidden"),
        "{json}"
    );
    assert_eq!(Keyed::from_json(&json).unwrap(), keyed);

    let wide = short.replace("AACAPw==", "AACAPwAAgD8=").replace("[1,1]", "[1,2]");
    let error = Keyed::from_json(&wide).unwrap_err();
    assert_eq!(error.errors()[0].message(), "Value error, [1, 2] is not square");
    let wrong = Keyed { weight_matrix: array![[1.0, 2.0]], ..keyed.clone() };
    assert!(wrong.validate().unwrap_err().to_string().contains("is not square"));
    let mut assigned = keyed.clone();
    assert!(assigned.set_weight_matrix(array![[1.0, 2.0]]).is_err());
    assert_eq!(assigned, keyed);
    assert!(assigned.set_weight_matrix(array![[2.0]]).is_ok());
    let built = Keyed::builder().weight_matrix(array![[1.0, 2.0]]).build();
    assert!(built.unwrap_err().to_string().contains("is not square"));
    // Fields that the options leave out are not written.
    let bare = keyed.dump(&DumpOptions::new().exclude_defaults()).unwrap();
    assert!(!String::from_utf8(bare).unwrap().contains("bias"));
}

/// Looks into a file, whatever the element type.
#[derive(Optimized, Debug)]
struct Window<'a, T: Element> {
    name: &'a str,
    #[opt(tensor)]
    view: ArrayView2<'a, T>,
    #[opt(tensor)]
    row: &'a [T],
}

#[test]
fn a_generic_view_looks_into_a_file() {
    #[derive(Optimized)]
    struct Owned {
        name: String,
        #[opt(tensor)]
        view: Array2<f32>,
        #[opt(tensor)]
        row: Vec<f32>,
    }
    let owned = Owned { name: "n".to_owned(), view: array![[1.0, 2.0]], row: vec![3.0] };
    let file = owned.to_safetensors().unwrap();
    let file = SafetensorsFile::new(file).unwrap();
    let window: Window<'_, f32> = file.read().unwrap();
    assert_eq!((window.name, window.view, window.row), ("n", owned.view.view(), &*owned.row));
    assert!(file.read::<Window<'_, f64>>().is_err());
}
