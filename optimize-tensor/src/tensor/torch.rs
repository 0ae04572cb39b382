//! libtorch tensors.

use super::list::{parse_list, write_list};
use super::{Tensor, TensorRules, report, schema};
use crate::EnvelopeKind;
use crate::base64;
use crate::dtype::DType;
use crate::element::{Wire, with_element};
use crate::envelope::{Envelope, Head, little_endian, write_envelope};
use crate::error::TensorError;
use optimize_core::Adapter;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};
use std::cell::RefCell;
use std::rc::Rc;
use tch::{Device, Kind, TchError};

/// Where to put a tensor, given the device that its envelope names: `cuda:0`, `cpu`.
pub type DeviceMap = Rc<dyn Fn(&str) -> Device>;

thread_local! {
    static DEVICES: RefCell<Option<DeviceMap>> = const { RefCell::new(None) };
}

/// Runs `read`; tensors that this thread reads meanwhile go to the devices that `map` chooses. Without
/// it all go to the CPU: where a sender had a tensor is no business of the receiver's.
///
/// ```no_run
/// # fn load() {}
/// use tch::Device;
///
/// // What was on some GPU goes to the first one of this machine.
/// let on_gpu = |device: &str| if device.starts_with("cuda") { Device::cuda_if_available() } else { Device::Cpu };
/// optimize_tensor::with_device_map(on_gpu, || load());
/// ```
pub fn with_device_map<T>(map: impl Fn(&str) -> Device + 'static, read: impl FnOnce() -> T) -> T {
    /// Puts the outer map back, after a panic too.
    struct Restore(Option<DeviceMap>);
    impl Drop for Restore {
        fn drop(&mut self) {
            DEVICES.set(self.0.take());
        }
    }
    let _restore = Restore(DEVICES.replace(Some(Rc::new(map))));
    read()
}

/// The device for a tensor that was on another machine's `name`.
fn choose_device(name: Option<&str>) -> Device {
    // Taken out of the cell first: the caller's function may read tensors itself.
    let map = DEVICES.with_borrow(Clone::clone);
    map.map_or(Device::Cpu, |map| map(name.unwrap_or("cpu")))
}

/// Torch's name of a device.
fn device_name(device: Device) -> String {
    match device {
        Device::Cpu => "cpu".to_owned(),
        Device::Cuda(index) => format!("cuda:{index}"),
        Device::Mps => "mps:0".to_owned(),
        Device::Vulkan => "vulkan".to_owned(),
    }
}

/// Our name of torch's element type.
fn dtype_of(tensor: &tch::Tensor) -> Result<DType, TensorError> {
    let kind = tensor.f_kind().map_err(|error| TensorError::dtype(brief(&error)))?;
    Ok(match kind {
        Kind::Bool => DType::Bool,
        Kind::Uint8 => DType::UInt8,
        Kind::Int8 => DType::Int8,
        Kind::Int16 => DType::Int16,
        Kind::Int => DType::Int32,
        Kind::Int64 => DType::Int64,
        Kind::Half => DType::Float16,
        Kind::BFloat16 => DType::BFloat16,
        Kind::Float => DType::Float32,
        Kind::Double => DType::Float64,
        Kind::ComplexFloat => DType::Complex64,
        Kind::ComplexDouble => DType::Complex128,
        Kind::QInt8 | Kind::QUInt8 | Kind::QInt32 => {
            let message = format!("quantized tensors ({kind:?}) can't be carried: call `dequantize` first");
            return Err(TensorError::dtype(message));
        }
        other => return Err(TensorError::dtype(format!("tensors of torch's {other:?} can't be carried"))),
    })
}

/// Torch's name of our element type.
fn kind_of(dtype: DType) -> Result<Kind, TensorError> {
    Ok(match dtype {
        DType::Bool => Kind::Bool,
        DType::UInt8 => Kind::Uint8,
        DType::Int8 => Kind::Int8,
        DType::Int16 => Kind::Int16,
        DType::Int32 => Kind::Int,
        DType::Int64 => Kind::Int64,
        DType::Float16 => Kind::Half,
        DType::BFloat16 => Kind::BFloat16,
        DType::Float32 => Kind::Float,
        DType::Float64 => Kind::Double,
        DType::Complex64 => Kind::ComplexFloat,
        DType::Complex128 => Kind::ComplexDouble,
        DType::UInt16 | DType::UInt32 | DType::UInt64 => {
            return Err(TensorError::dtype(format!("`tch` has no tensors of type {dtype}")));
        }
    })
}

/// The first line of libtorch's message: the rest is its own call stack.
fn brief(error: &TchError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// A dense tensor, read out as bytes a portion at a time.
struct Dense {
    /// One dimension, on the CPU, without a gradient.
    flat: tch::Tensor,
    dtype: DType,
    shape: Vec<usize>,
    device: String,
}

impl Dense {
    /// Refuses what has no plain elements, and resolves views that only promise theirs.
    fn new(tensor: &tch::Tensor) -> Result<Self, TensorError> {
        if !tensor.defined() {
            return Err(TensorError::data("the tensor is undefined"));
        }
        if tensor.is_sparse() {
            return Err(TensorError::data("sparse tensors can't be carried: call `to_dense` first"));
        }
        if tensor.is_mkldnn() {
            return Err(TensorError::data("MKL-DNN tensors can't be carried: call `to_dense` first"));
        }
        let dtype = dtype_of(tensor)?;
        let shape = tensor.size().into_iter().map(|length| usize::try_from(length).unwrap_or(0)).collect();
        let device = device_name(tensor.device());
        let flat = tensor
            .f_detach()
            .and_then(|tensor| tensor.f_to_device(Device::Cpu))
            .and_then(|tensor| tensor.f_resolve_conj())
            .and_then(|tensor| tensor.f_resolve_neg())
            .and_then(|tensor| tensor.f_reshape([-1]))
            .map_err(|error| TensorError::data(brief(&error)))?;
        Ok(Self { flat, dtype, shape, device })
    }

    fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// Hands over the bytes, in C order and this machine's byte order. All portions but the last
    /// are a multiple of three bytes: their base64 can be joined.
    fn for_each_portion(&self, mut each: impl FnMut(&[u8])) -> Result<(), TensorError> {
        /// Elements in a portion: small enough for the cache, large enough to forget the call.
        const PORTION: usize = 3 << 13;
        let (count, size) = (self.count(), self.dtype.size());
        let mut buffer = vec![0; PORTION.min(count) * size];
        for first in (0..count).step_by(PORTION) {
            let length = PORTION.min(count - first);
            let portion = &mut buffer[..length * size];
            // Both fit: they are at most the tensor's own length.
            let (first, wanted) = (first as i64, length as i64);
            self.flat
                .f_narrow(0, first, wanted)
                .and_then(|part| part.f_copy_data_u8(portion, length))
                .map_err(|error| TensorError::data(brief(&error)))?;
            each(portion);
        }
        Ok(())
    }

    fn bytes(&self) -> Result<Vec<u8>, TensorError> {
        let mut bytes = Vec::with_capacity(self.count() * self.dtype.size());
        self.for_each_portion(|portion| bytes.extend_from_slice(portion))?;
        Ok(bytes)
    }
}

fn write<S: Style>(tensor: &tch::Tensor, rules: &TensorRules, writer: &mut Writer<'_, S>) -> Result<(), TensorError> {
    let dense = Dense::new(tensor)?;
    if rules.list {
        let bytes = dense.bytes()?;
        with_element!(dense.dtype, A => write_list(&dense.shape, &A::from_bytes(&bytes)?, writer));
        return Ok(());
    }
    let head = Head { kind: EnvelopeKind::Torch, dtype: dense.dtype, shape: &dense.shape, device: &dense.device };
    let mut result = Ok(());
    write_envelope(writer, &head, |out| {
        result = dense.for_each_portion(|portion| base64::append(&little_endian(portion, dense.dtype), out));
    });
    result
}

/// A tensor of elements' bytes, on the device that the caller chose.
fn build(dtype: DType, shape: &[usize], bytes: &[u8], device: Option<&str>) -> Result<tch::Tensor, TensorError> {
    let kind = kind_of(dtype)?;
    let lengths: Vec<i64> = shape
        .iter()
        .map(|&length| i64::try_from(length))
        .collect::<Result<_, _>>()
        .map_err(|error| TensorError::shape(error.to_string()))?;
    tch::Tensor::f_from_data_size(bytes, &lengths, kind)
        .and_then(|tensor| match choose_device(device) {
            Device::Cpu => Ok(tensor),
            device => tensor.f_to_device(device),
        })
        .map_err(|error| TensorError::data(brief(&error)))
}

fn parse_elements(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<tch::Tensor, Stop> {
    let start = parser.start()?;
    let Some(dtype) = rules.dtype else {
        parser.skip()?;
        let error = TensorError::dtype("a list does not say its element type: the field needs a `dtype`");
        return Err(parser.reject(start, error.into()));
    };
    let read = with_element!(dtype, A => parse_list::<A>(parser, None, rules).map(|(shape, items)| {
        rules.check_shape(&shape).and_then(|()| build(dtype, &shape, <A as Wire>::bytes(&items), None))
    }))?;
    read.map_err(|error| parser.reject(start, error.into()))
}

impl Adapter<tch::Tensor> for Tensor {
    type Rules = TensorRules;

    fn write<S: Style>(tensor: &tch::Tensor, rules: &TensorRules, writer: &mut Writer<'_, S>) {
        if let Err(error) = write(tensor, rules, writer) {
            writer.fail(error.to_string());
        }
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<tch::Tensor, Stop> {
        if rules.list {
            return parse_elements(parser, rules);
        }
        let envelope = Envelope::parse(parser)?;
        let built = rules
            .check_dtype(envelope.dtype)
            .and_then(|()| rules.check_shape(&envelope.shape))
            .and_then(|()| envelope.bytes())
            .and_then(|bytes| build(envelope.dtype, &envelope.shape, &bytes, envelope.device.as_deref()));
        built.map_err(|error| parser.reject(envelope.start, error.into()))
    }

    fn check(tensor: &tch::Tensor, rules: &TensorRules, problems: &mut Report) {
        match Dense::new(tensor) {
            Ok(dense) => report(&dense.shape, dense.dtype, rules, problems),
            Err(error) => problems.error(error.into()),
        }
    }

    fn fingerprint(tensor: &tch::Tensor, hasher: &mut FingerprintHasher) {
        // A tensor that can't be read out can't be dumped either: its message stands for it.
        match Dense::new(tensor).and_then(|dense| dense.bytes().map(|bytes| (dense, bytes))) {
            Ok((dense, bytes)) => {
                hasher.write_u8(0);
                hasher.write_bytes(dense.device.as_bytes());
                super::hash(dense.dtype, &dense.shape, &bytes, hasher);
            }
            Err(error) => {
                hasher.write_u8(1);
                hasher.write_bytes(error.to_string().as_bytes());
            }
        }
    }

    fn schema(rules: &TensorRules, _: &mut SchemaGenerator) -> Schema {
        schema(rules, None, None)
    }
}
