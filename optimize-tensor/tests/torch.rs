//! libtorch tensors. Needs the feature `tch`, `LIBTORCH`, and libtorch on the library path.
#![cfg(feature = "tch")]

mod support;

use half::bf16;
use optimize_core::rules::Rules as _;
use optimize_tensor::{DType, EnvelopeKind, RawTensor, Tensor, TensorRules, with_device_map};
use std::cell::RefCell;
use std::rc::Rc;
use support::{fingerprint, only_error, read, with_rules, write};
use tch::{Device, Kind};

/// The envelopes of the golden file.
fn golden() -> Vec<String> {
    let envelopes: Vec<String> = include_str!("../../tests/data/torch.ndjson")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["envelope"].to_string())
        .collect();
    assert_eq!(envelopes.len(), 55);
    envelopes
}

fn torch(json: &str) -> tch::Tensor {
    read::<tch::Tensor, Tensor>(json).unwrap()
}

fn raw(tensor: &tch::Tensor) -> RawTensor {
    read::<RawTensor, Tensor>(&write::<_, Tensor>(tensor.shallow_clone()).unwrap()).unwrap()
}

#[test]
fn every_golden_line_goes_through_libtorch() {
    for json in golden() {
        let tensor = torch(&json);
        assert_eq!(tensor.device(), Device::Cpu);
        assert_eq!(write::<_, Tensor>(tensor).unwrap(), json);
    }
}

#[test]
fn values_are_torchs_own() {
    let tensor = tch::Tensor::from_slice(&[1.5_f32, -2.0, 3.0, 4.0, 5.0, 6.0]).reshape([2, 3]);
    let raw = raw(&tensor);
    assert_eq!((raw.kind(), raw.dtype(), raw.shape()), (EnvelopeKind::Torch, DType::Float32, &[2, 3][..]));
    assert_eq!(raw.to_vec::<f32>().unwrap(), [1.5, -2.0, 3.0, 4.0, 5.0, 6.0]);

    let json = r#"{"__type__":"numpy_array","data":"AAAAAQAAAAI=","dtype":">i4","shape":[2]}"#;
    assert_eq!(Vec::<i32>::try_from(torch(json)).unwrap(), [1, 2]);
}

#[test]
fn bfloat16_keeps_its_words() {
    let words = [bf16::from_f32(1.0), bf16::from_f32(-3.140625), bf16::NAN, bf16::INFINITY];
    let made = RawTensor::from_elements(vec![4], &words).unwrap().with_kind(EnvelopeKind::Torch);
    let json = write::<_, Tensor>(made).unwrap();
    assert!(json.contains(r#""dtype":"torch.bfloat16""#), "{json}");
    let tensor = torch(&json);
    assert_eq!(tensor.kind(), Kind::BFloat16);
    assert_eq!(tensor.double_value(&[1]), -3.140625);
    assert_eq!(write::<_, Tensor>(tensor).unwrap(), json);
}

#[test]
fn gradients_stay_behind() {
    let tensor = tch::Tensor::from_slice(&[1.0_f64, 2.0]).set_requires_grad(true);
    let sum = &tensor * 2.0;
    assert!(sum.requires_grad());
    assert_eq!(raw(&sum).to_vec::<f64>().unwrap(), [2.0, 4.0]);
    assert!(sum.requires_grad());
    assert!(!torch(&write::<_, Tensor>(sum).unwrap()).requires_grad());
}

#[test]
fn views_are_written_in_c_order() {
    let tensor = tch::Tensor::arange(24, (Kind::Int64, Device::Cpu)).reshape([2, 3, 4]);
    let turned = tensor.permute([2, 0, 1]);
    assert!(!turned.is_contiguous());
    assert_eq!(raw(&turned), raw(&turned.contiguous()));
    assert_eq!(raw(&turned).shape(), [4, 2, 3]);
    assert_eq!(raw(&tensor.narrow(1, 1, 2)), raw(&tensor.narrow(1, 1, 2).contiguous()));
    assert_eq!(raw(&tensor.select(0, 1).flip([0])), raw(&tensor.select(0, 1).flip([0]).contiguous()));
    let expanded = tch::Tensor::from(7_i64).expand([3], false);
    assert_eq!(raw(&expanded).to_vec::<i64>().unwrap(), [7, 7, 7]);

    let conjugated =
        torch(r#"{"__type__":"torch_tensor","data":"AACAPwAAAEA=","dtype":"torch.complex64","shape":[1]}"#).conj();
    assert_eq!(raw(&conjugated).to_vec::<num_complex::Complex<f32>>().unwrap()[0].im, -2.0);
}

#[test]
fn large_tensors_are_joined_from_portions() {
    for count in [24_575, 24_576, 24_577, 100_003] {
        let tensor = tch::Tensor::arange(count, (Kind::Int, Device::Cpu));
        let expected: Vec<i32> = (0..i32::try_from(count).unwrap()).collect();
        assert_eq!(raw(&tensor).to_vec::<i32>().unwrap(), expected);
        let bytes = tensor.to_kind(Kind::Uint8);
        assert_eq!(raw(&bytes).data().len(), usize::try_from(count).unwrap());
    }
}

#[test]
fn large_views_are_written_part_by_part() {
    let frames = tch::Tensor::arange(3 * 200 * 300, (Kind::Int, Device::Cpu)).reshape([3, 200, 300]);
    for view in [
        frames.narrow(2, 10, 280),
        frames.permute([1, 2, 0]),
        frames.transpose(1, 2),
        frames.slice(1, 0, 200, 2),
        frames.narrow(0, 1, 2),
        frames.permute([2, 1, 0]).narrow(0, 1, 250),
    ] {
        assert_eq!(raw(&view), raw(&view.contiguous()), "{:?}", view.stride());
    }
}

#[test]
fn tensors_go_through_safetensors_files() {
    use optimize_core::Optimized;
    use optimize_tensor::{Safetensors, SafetensorsFile};
    #[derive(Optimized)]
    struct Net {
        #[opt(tensor)]
        weight: tch::Tensor,
        #[opt(tensor)]
        words: Vec<tch::Tensor>,
    }
    let net = Net {
        weight: tch::Tensor::arange(12, (Kind::Float, Device::Cpu)).reshape([3, 4]).transpose(0, 1),
        words: vec![tch::Tensor::from_slice(&[1.0_f32, 2.0]).to_kind(Kind::BFloat16)],
    };
    let bytes = net.to_safetensors().unwrap();
    let file = SafetensorsFile::new(&bytes).unwrap();
    assert_eq!(file.tensor("words.0").unwrap().dtype(), DType::BFloat16);
    let back: Net = optimize_tensor::with_device(Device::Cpu, || file.read()).unwrap();
    assert!(back.weight.equal(&net.weight) && back.words[0].equal(&net.words[0]));
    assert_eq!(back.weight.size(), [4, 3]);
}

#[test]
fn what_torch_can_not_hold_does_not_fit_the_field() {
    let rules = TensorRules::DEFAULT.dtype("uint16");
    assert!(std::panic::catch_unwind(|| Tensor::checked::<tch::Tensor>(rules)).is_err());
    assert!(std::panic::catch_unwind(|| Tensor::checked::<tch::Tensor>(TensorRules::DEFAULT.list())).is_err());
    let _ = Tensor::checked::<tch::Tensor>(TensorRules::DEFAULT.list().dtype("float32"));
}

/// A GPU where one is at hand: out through pinned memory, and back to where the caller says.
#[test]
fn a_gpu_where_there_is_one() {
    if !tch::Cuda::is_available() {
        println!("no GPU: the copies through pinned memory are compiled and not run");
        return;
    }
    let tensor = tch::Tensor::arange(100_000, (Kind::Float, Device::Cuda(0))).reshape([100, 1000]);
    for view in [tensor.shallow_clone(), tensor.transpose(0, 1)] {
        let json = write::<_, Tensor>(view.shallow_clone()).unwrap();
        assert!(json.ends_with(r#""device":"cuda:0"}"#), "{json}");
        let back = optimize_tensor::with_device(Device::Cuda(0), || torch(&json));
        assert_eq!(back.device(), Device::Cuda(0));
        assert!(back.equal(&view));
        assert!(torch(&json).equal(&view.to_device(Device::Cpu)));
    }
}

#[test]
fn what_has_no_plain_elements_is_refused() {
    let message = |tensor: tch::Tensor| write::<_, Tensor>(tensor).unwrap_err().to_string();
    let dense = tch::Tensor::from_slice(&[0.0_f32, 1.0, 0.0, 2.0]).reshape([2, 2]);
    let sparse = dense.to_sparse_sparse_dim(2);
    assert!(message(sparse).contains("sparse tensors can't be carried: call `to_dense` first"));
    for compressed in [dense.to_sparse_csr(None), dense.to_sparse_csc(None), dense.to_sparse_bsr([1, 1], None)] {
        assert!(message(compressed).contains("compressed sparse tensors can't be carried: call `to_dense` first"));
    }

    let quantized = dense.quantize_per_tensor(0.1, 0, Kind::QInt8);
    assert!(message(quantized).contains("quantized tensors (QInt8) can't be carried: call `dequantize` first"));
    let half = tch::Tensor::zeros([1], (Kind::ComplexHalf, Device::Cpu));
    assert!(message(half).contains("tensors of torch's ComplexHalf can't be carried"));
    assert!(message(tch::Tensor::new()).contains("the tensor is undefined"));

    let json = r#"{"__type__":"numpy_array","data":"AAA=","dtype":"uint16","shape":[1]}"#;
    let error = read::<tch::Tensor, Tensor>(json).unwrap_err();
    assert_eq!(only_error(&error), "tensor_dtype: `tch` has no tensors of type uint16");
}

#[test]
fn the_caller_chooses_the_device() {
    let json = r#"{"__type__":"torch_tensor","data":"AQ==","dtype":"torch.uint8","shape":[],"device":"cuda:3"}"#;
    assert_eq!(torch(json).device(), Device::Cpu);

    let asked = Rc::new(RefCell::new(Vec::new()));
    let names = Rc::clone(&asked);
    let map = move |name: &str| {
        names.borrow_mut().push(name.to_owned());
        Device::Cpu
    };
    with_device_map(map, || assert_eq!(torch(json).device(), Device::Cpu));
    assert_eq!(*asked.borrow(), ["cuda:3"]);
    assert_eq!(torch(json).device(), Device::Cpu);
    assert_eq!(asked.borrow().len(), 1, "the map holds only inside");

    // This libtorch has no CUDA: the choice is tried, and its failure is an error.
    if !tch::Cuda::is_available() {
        let error = with_device_map(|_| Device::Cuda(0), || read::<tch::Tensor, Tensor>(json).unwrap_err());
        assert!(only_error(&error).starts_with("tensor_data: "), "{error}");
    }
}

with_rules!(Frame, Tensor, tch::Tensor, TensorRules::DEFAULT.shape(&[None, Some(3)]).dtype("float32"));
with_rules!(Lists, Tensor, tch::Tensor, TensorRules::DEFAULT.list().dtype("float32"));

#[test]
fn rules_and_lists_hold() {
    let frame = tch::Tensor::zeros([2, 3], (Kind::Float, Device::Cpu));
    let json = write::<_, Frame>(frame.shallow_clone()).unwrap();
    assert_eq!(read::<tch::Tensor, Frame>(&json).unwrap().size(), [2, 3]);
    let json = write::<_, Tensor>(frame.reshape([3, 2])).unwrap();
    assert_eq!(
        only_error(&read::<tch::Tensor, Frame>(&json).unwrap_err()),
        "tensor_shape: expected the shape [_, 3], got [3, 2]"
    );
    let json = write::<_, Tensor>(frame.to_kind(Kind::Double)).unwrap();
    assert_eq!(
        only_error(&read::<tch::Tensor, Frame>(&json).unwrap_err()),
        "tensor_dtype: expected elements of type float32, got float64"
    );

    let json = write::<_, Lists>(frame).unwrap();
    assert_eq!(json, "[[0.0,0.0,0.0],[0.0,0.0,0.0]]");
    assert_eq!(read::<tch::Tensor, Lists>(&json).unwrap().size(), [2, 3]);
}

#[test]
fn shapes_that_libtorch_can_not_have_are_errors() {
    let json = r#"{"__type__":"torch_tensor","data":"","dtype":"torch.uint8","shape":[0,4611686018427387904]}"#;
    match read::<tch::Tensor, Tensor>(json) {
        Ok(tensor) => assert_eq!(tensor.numel(), 0),
        Err(error) => assert!(only_error(&error).starts_with("tensor_"), "{error}"),
    }
}

#[test]
fn fingerprints_tell_content_apart() {
    let tensor = tch::Tensor::from_slice(&[1_i32, 2, 3, 4]);
    let of = |tensor: &tch::Tensor| fingerprint::<_, Tensor>(tensor.shallow_clone());
    assert_eq!(of(&tensor), of(&tensor.copy()));
    assert_ne!(of(&tensor), of(&tensor.reshape([2, 2])));
    assert_ne!(of(&tensor), of(&tensor.flip([0])));
    assert_ne!(of(&tensor), of(&tensor.to_kind(Kind::Int64)));
}
