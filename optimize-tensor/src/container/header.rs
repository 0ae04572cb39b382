//! The header of a file: names, element types, shapes and places of the tensors, and the metadata.

use super::SafetensorsError;
use crate::dtype::DType;
use safetensors::Dtype;
use safetensors::tensor::Metadata;
use serde_json::{Map, Value, json};

/// The metadata's key of the model's JSON.
pub(super) const MODEL: &str = "model";

/// The header's own key, which no tensor can have.
pub(super) const RESERVED: &str = "__metadata__";

/// Bytes of a header at most: what the readers of the format accept.
const MAX_HEADER: usize = 100_000_000;

/// The format's name of an element type. `complex128`, which it does not have, never gets here.
pub(super) fn stored_name(dtype: DType) -> Option<&'static str> {
    Some(match dtype {
        DType::Bool => "BOOL",
        DType::Int8 => "I8",
        DType::Int16 => "I16",
        DType::Int32 => "I32",
        DType::Int64 => "I64",
        DType::UInt8 => "U8",
        DType::UInt16 => "U16",
        DType::UInt32 => "U32",
        DType::UInt64 => "U64",
        DType::Float16 => "F16",
        DType::BFloat16 => "BF16",
        DType::Float32 => "F32",
        DType::Float64 => "F64",
        DType::Complex64 => "C64",
        DType::Complex128 => return None,
    })
}

/// Our element type of the format's.
pub(super) fn dtype_of(stored: Dtype) -> Option<DType> {
    let name = stored.to_string();
    DType::ALL.into_iter().find(|dtype| stored_name(*dtype) == Some(&*name))
}

/// A tensor of a file that is written.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) dtype: DType,
    pub(super) shape: Vec<usize>,
    /// The length of its data.
    pub(super) bytes: usize,
    /// The data, where asking for it again would cost more.
    pub(super) kept: Option<Vec<u8>>,
}

impl Entry {
    /// Bytes that an element's address is a multiple of.
    pub(super) fn alignment(&self) -> usize {
        self.dtype.word()
    }
}

/// The bytes in front of the data: the header's length and the header. The data lies in the order of
/// alignments, largest first, and inside one as it came: so all of it is aligned in memory.
pub(super) fn write_header(entries: &[Entry], model: String) -> Result<Vec<u8>, SafetensorsError> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| std::cmp::Reverse(entry.alignment()));
    let mut header = Map::with_capacity(entries.len() + 1);
    header.insert(RESERVED.to_owned(), json!({ MODEL: model }));
    let mut offset = 0_usize;
    for entry in order {
        let end = offset
            .checked_add(entry.bytes)
            .ok_or_else(|| SafetensorsError::format("the tensors are larger than any memory"))?;
        let dtype = stored_name(entry.dtype);
        let dtype = dtype.ok_or_else(|| SafetensorsError::format(format!("it can't hold {}", entry.dtype)))?;
        let info = json!({"dtype": dtype, "shape": entry.shape, "data_offsets": [offset, end]});
        header.insert(entry.name.clone(), info);
        offset = end;
    }
    let header = Value::Object(header);
    let mut out = vec![0; 8];
    serde_json::to_writer(&mut out, &header).map_err(SafetensorsError::format)?;
    // What the library would not read is not written.
    serde_json::from_value::<Metadata>(header).map_err(SafetensorsError::format)?;
    // The data begins at a multiple of eight.
    out.resize(out.len().next_multiple_of(8), b' ');
    let length = out.len() - 8;
    if length > MAX_HEADER {
        let message = format!("its header would have {length} bytes, of which {MAX_HEADER} are allowed");
        return Err(SafetensorsError::Format(message));
    }
    out[..8].copy_from_slice(&(length as u64).to_le_bytes());
    Ok(out)
}
