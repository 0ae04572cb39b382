//! The memory of tensors on the CPU: read and filled where it lies.
//!
//! One of the crate's few modules with `unsafe`: libtorch hands out a pointer.

#![allow(unsafe_code)]

use crate::dtype::DType;
use crate::error::TensorError;
use std::slice;
use tch::{Device, Kind, TchError, Tensor};

/// The first line of libtorch's message: the rest is its own call stack.
pub(super) fn brief(error: &TchError) -> TensorError {
    TensorError::data(error.to_string().lines().next().unwrap_or_default())
}

/// Bytes of a part that is copied together where its elements do not lie side by side.
const PART: usize = 256 << 10;

/// The elements' bytes of a tensor that lies in C order on the CPU.
fn bytes(tensor: &Tensor, dtype: DType) -> Result<&[u8], TensorError> {
    let length = tensor.numel() * dtype.size();
    if length == 0 {
        return Ok(&[]);
    }
    let pointer = tensor.data_ptr().cast::<u8>().cast_const();
    if pointer.is_null() || tensor.device() != Device::Cpu || !tensor.is_contiguous() {
        return Err(TensorError::data("the tensor has no memory that can be read"));
    }
    // SAFETY: the tensor is dense, on the CPU and contiguous, so its elements are `numel` times the size of one in
    // bytes behind `data_ptr`, which already has its offset; they are initialised as far as libtorch knows, and any
    // bytes are a `u8`. They live as long as the borrowed tensor holds its storage. That nobody writes to that storage
    // through another handle meanwhile is what every use of a tensor from two threads asks of its owner.
    Ok(unsafe { slice::from_raw_parts(pointer, length) })
}

/// Hands over the elements' bytes in C order: in one piece where they lie so, else part by part.
pub(super) fn for_each_piece(tensor: &Tensor, dtype: DType, piece: &mut dyn FnMut(&[u8])) -> Result<(), TensorError> {
    if tensor.is_contiguous() {
        piece(bytes(tensor, dtype)?);
        return Ok(());
    }
    let size = tensor.size();
    match size.first() {
        Some(&count) if size.len() > 1 && tensor.numel() * dtype.size() > PART => {
            for index in 0..count {
                let inner = tensor.f_select(0, index).map_err(|error| brief(&error))?;
                for_each_piece(&inner, dtype, piece)?;
            }
            Ok(())
        }
        _ => {
            let together = tensor.f_contiguous().map_err(|error| brief(&error))?;
            piece(bytes(&together, dtype)?);
            Ok(())
        }
    }
}

/// A tensor that `fill` writes, on a device. What goes to a GPU is filled in pinned memory, from where it is
/// copied once.
pub(super) fn filled(
    dtype: DType,
    shape: &[i64],
    kind: Kind,
    device: Device,
    fill: impl FnOnce(&mut [u8]) -> Result<(), TensorError>,
) -> Result<Tensor, TensorError> {
    let made = Tensor::f_zeros(shape, (kind, Device::Cpu)).map_err(|error| brief(&error))?;
    let made = if device.is_cuda() { made.f_pin_memory(device).map_err(|error| brief(&error))? } else { made };
    let length = made.numel() * dtype.size();
    if length == 0 {
        fill(&mut [])?;
    } else {
        let pointer = made.data_ptr().cast::<u8>();
        if pointer.is_null() {
            return Err(TensorError::data("the tensor has no memory that can be written"));
        }
        // SAFETY: the tensor was made here: it is dense and contiguous, its elements are `numel` times the size of one
        // in bytes behind `data_ptr`, zeroed, and no other handle to its storage exists.
        fill(unsafe { slice::from_raw_parts_mut(pointer, length) })?;
    }
    if device == Device::Cpu {
        return Ok(made);
    }
    made.f_to_device_(device, kind, device.is_cuda(), false).map_err(|error| brief(&error))
}

/// A copy on the CPU of a tensor that is elsewhere; one on a GPU is copied once, into pinned memory.
pub(super) fn on_cpu(tensor: &Tensor) -> Result<Tensor, TchError> {
    if !tensor.device().is_cuda() {
        return tensor.f_to_device(Device::Cpu);
    }
    let kind = tensor.f_kind()?;
    let mut pinned = Tensor::f_empty(tensor.size(), (kind, Device::Cpu))?.f_pin_memory(tensor.device())?;
    // Waits for the GPU: the bytes are read right after.
    pinned.f_copy_(tensor)?;
    Ok(pinned)
}
