//! Tensors and images as fields of models: the attributes, and the containers around them.

use image::RgbImage;
use ndarray::{Array2, Array3, ArrayD};
use optimize_core::Optimized;
use optimize_tensor::RawTensor;
use std::collections::BTreeMap;

/// One frame of a video.
#[derive(Optimized, Debug, Clone, PartialEq)]
struct Frame {
    frame_id: String,
    #[opt(tensor(shape = [_, _, 3], dtype = "uint8"))]
    pixels: Array3<u8>,
    #[opt(tensor)]
    depth: Option<Array2<f32>>,
    #[opt(tensor)]
    layers: Vec<ArrayD<i16>>,
    #[opt(tensor(format = "list"))]
    embedding: Vec<f32>,
    #[opt(tensor)]
    extras: BTreeMap<String, RawTensor>,
    #[opt(image)]
    thumbnail: Option<RgbImage>,
}

fn frame() -> Frame {
    Frame {
        frame_id: "f0".to_owned(),
        pixels: Array3::from_shape_fn((2, 2, 3), |(row, column, channel)| (row * 6 + column * 3 + channel) as u8),
        depth: Some(Array2::from_elem((1, 2), 0.5)),
        layers: vec![ArrayD::zeros(vec![1]), ArrayD::zeros(vec![])],
        embedding: vec![0.25, -1.0],
        extras: BTreeMap::from([("mask".to_owned(), RawTensor::from_elements(vec![2], &[true, false]).unwrap())]),
        thumbnail: Some(RgbImage::new(2, 1)),
    }
}

#[test]
fn a_frame_comes_back() {
    let json = frame().to_json_string().unwrap();
    assert!(
        json.starts_with(
            r#"{"frame_id":"f0","pixels":{"__type__":"numpy_array","data":"AAECAwQFBgcICQoL","dtype":"uint8","shape":[2,2,3]},"depth":{"#
        ),
        "{json}"
    );
    assert!(json.contains(r#""embedding":[0.25,-1.0],"extras":{"mask":{"__type__":"numpy_array""#), "{json}");
    assert_eq!(Frame::from_json(&json).unwrap(), frame());
}

#[test]
fn a_frame_goes_through_serde() {
    let value = serde_json::to_value(frame()).unwrap();
    assert_eq!(value["pixels"]["dtype"], "uint8");
    assert_eq!(serde_json::from_value::<Frame>(value).unwrap(), frame());
}

#[test]
fn options_and_absence_are_known() {
    let bare = Frame { depth: None, thumbnail: None, ..frame() };
    let json = bare.to_json_string().unwrap();
    assert!(json.contains(r#""depth":null"#) && json.ends_with(r#""thumbnail":null}"#), "{json}");
    assert_eq!(Frame::from_json(&json).unwrap(), bare);
    let short = json.replace(r#","thumbnail":null"#, "").replace(r#""depth":null,"#, "");
    assert_eq!(Frame::from_json(&short).unwrap(), bare);
}

#[test]
fn errors_carry_the_path_and_the_rules_hold() {
    let json = frame()
        .to_json_string()
        .unwrap()
        .replace(r#""shape":[2,2,3]"#, r#""shape":[2,3,2]"#)
        .replace(r#""dtype":"bool""#, r#""dtype":"object""#);
    let error = Frame::from_json(&json).unwrap_err();
    let found: Vec<(String, String)> =
        error.errors().iter().map(|item| (item.loc().to_string(), item.type_name().to_owned())).collect();
    let expected = [("pixels", "tensor_shape"), ("extras.mask.dtype", "tensor_dtype")];
    assert_eq!(found, expected.map(|(path, kind)| (path.to_owned(), kind.to_owned())), "{error}");

    let mut wrong = frame();
    wrong.pixels = Array3::zeros((1, 1, 4));
    let error = wrong.validate().unwrap_err();
    assert_eq!(error.errors()[0].message(), "expected the shape [_, _, 3], got [1, 1, 4]");
}

#[test]
fn equal_frames_have_equal_fingerprints() {
    let mut other = frame();
    assert_eq!(frame().fingerprint(), other.fingerprint());
    other.thumbnail = None;
    assert_ne!(frame().fingerprint(), other.fingerprint());
}

#[test]
fn the_schema_describes_the_envelopes() {
    let schema = Frame::json_schema();
    let properties = &schema["$defs"]["Frame"]["properties"];
    let pixels = &properties["pixels"];
    assert_eq!(pixels["required"], serde_json::json!(["__type__", "data", "dtype", "shape"]), "{schema}");
    let shape = &pixels["properties"]["shape"];
    assert_eq!((&shape["minItems"], &shape["maxItems"]), (&3.into(), &3.into()), "{schema}");
    assert_eq!(shape["prefixItems"][2]["const"], 3);
    let embedding = &properties["embedding"];
    assert_eq!((&embedding["type"], &embedding["items"]["type"]), (&"array".into(), &"number".into()), "{schema}");
    let thumbnail = properties["thumbnail"].to_string();
    assert!(thumbnail.contains("image/png") && thumbnail.contains("pil_image"), "{thumbnail}");
}
