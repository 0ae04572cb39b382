//! Envelopes that lie: each is refused, with the reason, before memory is taken for it.

mod support;

use optimize_tensor::{DType, RawTensor, Tensor};
use support::{only_error, read};

fn refused(json: &str) -> String {
    only_error(&read::<RawTensor, Tensor>(json).unwrap_err())
}

fn envelope(data: &str, dtype: &str, shape: &str) -> String {
    format!(r#"{{"__type__":"numpy_array","data":"{data}","dtype":"{dtype}","shape":{shape}}}"#)
}

#[test]
fn the_bytes_must_be_as_many_as_the_shape_asks_for() {
    assert_eq!(
        refused(&envelope("AAAA", "uint8", "[4]")),
        "tensor_data: expected 4 bytes for the shape [4] of uint8, got 3"
    );
    assert_eq!(
        refused(&envelope("AAAA", "uint8", "[0]")),
        "tensor_data: expected 0 bytes for the shape [0] of uint8, got 3"
    );
    assert_eq!(
        refused(&envelope("", "float64", "[]")),
        "tensor_data: expected 8 bytes for the shape [] of float64, got 0"
    );
    // A petabyte is asked for, and not taken.
    assert_eq!(
        refused(&envelope("AAAA", "uint8", "[1048576,1048576,1024]")),
        "tensor_data: expected 1125899906842624 bytes for the shape [1048576, 1048576, 1024] of uint8, got 3"
    );
}

#[test]
fn shapes_are_checked_without_overflow() {
    for shape in ["[1099511627776,1099511627776]", "[1099511627776,1099511627776,0]", "[9223372036854775807,2]"] {
        let error = refused(&envelope("", "uint8", shape));
        assert!(
            error.starts_with("tensor_shape: the shape ") && error.ends_with("is larger than any memory"),
            "{error}"
        );
    }
    assert_eq!(
        refused(&envelope("AAAA", "uint8", "[-1]")),
        "shape.0: tensor_shape: expected a length of 0 or more, got -1"
    );
    let ones = |count: usize| format!("[{}1]", "1,".repeat(count - 1));
    assert_eq!(
        refused(&envelope("AA==", "uint8", &ones(33))),
        "shape: tensor_shape: expected at most 32 dimensions, got 33"
    );
    assert!(read::<RawTensor, Tensor>(&envelope("AA==", "uint8", &ones(32))).is_ok());
    assert_eq!(
        refused(&envelope("AA==", "uint8", &ones(100_000))),
        "shape: tensor_shape: expected at most 32 dimensions, got 100000"
    );
    for shape in [r#"["1"]"#, "[1.5]", "[null]", "[[1]]", "1", "null", "[99999999999999999999]"] {
        assert!(refused(&envelope("AA==", "uint8", shape)).starts_with("shape"), "{shape}");
    }
}

#[test]
fn base64_is_strict() {
    for (data, length, reason) in [
        ("AAA", 3, "no base64: its 3 characters are no multiple of 4"),
        ("AA-_", 3, "no base64: '-' at position 2"),
        ("AA =", 2, "no base64: ' ' at position 2"),
        ("AAAA====", 4, "no base64: '=' at position 4"),
        ("AB==", 1, "no base64: the last character has bits that belong to no byte"),
    ] {
        assert_eq!(refused(&envelope(data, "uint8", &format!("[{length}]"))), format!("tensor_data: {reason}"));
    }
}

#[test]
fn a_wrong_or_missing_key_is_named() {
    assert_eq!(
        refused(r#"{"__type__":"pil_image","data":"","dtype":"uint8","shape":[0]}"#),
        r#"__type__: tensor_type: expected "numpy_array" or "torch_tensor", got "pil_image""#
    );
    assert_eq!(
        refused(r#"{"data":"","dtype":"uint8","shape":[0]}"#),
        r#"tensor_type: the key `__type__` is missing: expected "numpy_array" or "torch_tensor""#
    );
    for (key, json) in [
        ("data", r#"{"__type__":"numpy_array","dtype":"uint8","shape":[0]}"#),
        ("dtype", r#"{"__type__":"numpy_array","data":"","shape":[0]}"#),
        ("shape", r#"{"__type__":"numpy_array","data":"","dtype":"uint8"}"#),
    ] {
        assert_eq!(refused(json), format!("tensor_{key}: the key `{key}` is missing"));
    }
    for json in ["[]", "null", "3", r#""AAAA""#] {
        assert!(refused(json).starts_with("dict_type"), "{json}");
    }
    assert!(refused(&envelope("AA==", "object", "[1]")).starts_with("dtype: tensor_dtype: object arrays"));
}

#[test]
fn keys_may_come_in_any_order_and_unknown_ones_are_skipped() {
    let json = r#" { "shape" : [ 2 ] , "order":"C", "dtype":"<u2" , "data":"AQAC\u0041A==", "x":{"y":[1]}, "__type__":"torch_tensor" } "#;
    let tensor: RawTensor = read::<_, Tensor>(json).unwrap();
    assert_eq!(tensor.to_vec::<u16>().unwrap(), [1, 2]);
    assert_eq!(tensor.dtype(), DType::UInt16);
}

#[test]
fn every_error_of_an_envelope_is_found_at_once() {
    let error = read::<RawTensor, Tensor>(r#"{"__type__":"x","data":1,"dtype":"y","shape":[-1,-2]}"#).unwrap_err();
    let paths: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(paths, ["__type__", "data", "dtype", "shape.0", "shape.1"], "{error}");
}

#[test]
fn every_cut_and_every_flipped_bit_is_an_error_or_a_tensor() {
    let json = envelope("AQIDBAUGBwgJCgsM", ">u2", "[2, 3]");
    for end in 0..json.len() {
        assert!(read::<RawTensor, Tensor>(&json[..end]).is_err(), "{}", &json[..end]);
    }
    for (index, bit) in (0..json.len()).flat_map(|index| (0..7).map(move |bit| (index, bit))) {
        let mut bytes = json.clone().into_bytes();
        bytes[index] ^= 1 << bit;
        let flipped = String::from_utf8(bytes).unwrap();
        if let Ok(tensor) = read::<RawTensor, Tensor>(&flipped) {
            assert_eq!(tensor.data().len(), tensor.shape().iter().product::<usize>() * tensor.dtype().size());
        }
    }
}

#[test]
fn a_bool_that_is_neither_is_refused() {
    assert_eq!(
        refused(&envelope("AAEC", "bool", "[3]")),
        "tensor_data: element 2 is no bool: its byte is 2, not 0 or 1"
    );
}

#[cfg(feature = "ndarray")]
#[test]
fn the_rank_and_dtype_of_the_field_are_demanded() {
    use ndarray::Array3;
    let error = read::<Array3<f32>, Tensor>(&envelope("AAAAAA==", "float32", "[1]")).unwrap_err();
    assert_eq!(only_error(&error), "tensor_shape: expected 3 dimensions, got 1");
    let error = read::<Array3<f32>, Tensor>(&envelope("AAAAAA==", "int32", "[1,1,1]")).unwrap_err();
    assert_eq!(only_error(&error), "tensor_dtype: expected elements of type float32, got int32");
    let error = read::<Vec<f32>, Tensor>(&envelope("AAAAAA==", "float32", "[1,1]")).unwrap_err();
    assert_eq!(only_error(&error), "tensor_shape: expected 1 dimension, got 2");
}
