//! [`DType`]: the closed list of element types, and how numpy and torch spell them.

use crate::error::TensorError;
use std::fmt;

/// The type of a tensor's elements: what numpy, torch and Rust have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DType {
    /// One byte, 0 or 1.
    Bool,
    /// Signed, 8 bits.
    Int8,
    /// Signed, 16 bits.
    Int16,
    /// Signed, 32 bits.
    Int32,
    /// Signed, 64 bits.
    Int64,
    /// Unsigned, 8 bits.
    UInt8,
    /// Unsigned, 16 bits.
    UInt16,
    /// Unsigned, 32 bits.
    UInt32,
    /// Unsigned, 64 bits.
    UInt64,
    /// IEEE 754 half precision.
    Float16,
    /// The upper half of a 32-bit float.
    BFloat16,
    /// IEEE 754 single precision.
    Float32,
    /// IEEE 754 double precision.
    Float64,
    /// Two 32-bit floats: real, imaginary.
    Complex64,
    /// Two 64-bit floats: real, imaginary.
    Complex128,
}

/// The order of the bytes inside an element on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ByteOrder {
    Little,
    Big,
}

impl ByteOrder {
    /// This machine's order.
    pub(crate) const NATIVE: Self = if cfg!(target_endian = "big") { Self::Big } else { Self::Little };
}

impl DType {
    /// Every element type.
    pub const ALL: [Self; 15] = [
        Self::Bool,
        Self::Int8,
        Self::Int16,
        Self::Int32,
        Self::Int64,
        Self::UInt8,
        Self::UInt16,
        Self::UInt32,
        Self::UInt64,
        Self::Float16,
        Self::BFloat16,
        Self::Float32,
        Self::Float64,
        Self::Complex64,
        Self::Complex128,
    ];

    /// The name that numpy writes, such as `float32`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.torch_name().split_at("torch.".len()).1
    }

    /// The name that torch writes, such as `torch.float32`.
    #[must_use]
    pub const fn torch_name(self) -> &'static str {
        match self {
            Self::Bool => "torch.bool",
            Self::Int8 => "torch.int8",
            Self::Int16 => "torch.int16",
            Self::Int32 => "torch.int32",
            Self::Int64 => "torch.int64",
            Self::UInt8 => "torch.uint8",
            Self::UInt16 => "torch.uint16",
            Self::UInt32 => "torch.uint32",
            Self::UInt64 => "torch.uint64",
            Self::Float16 => "torch.float16",
            Self::BFloat16 => "torch.bfloat16",
            Self::Float32 => "torch.float32",
            Self::Float64 => "torch.float64",
            Self::Complex64 => "torch.complex64",
            Self::Complex128 => "torch.complex128",
        }
    }

    /// Bytes of one element.
    #[must_use]
    pub const fn size(self) -> usize {
        match self {
            Self::Bool | Self::Int8 | Self::UInt8 => 1,
            Self::Int16 | Self::UInt16 | Self::Float16 | Self::BFloat16 => 2,
            Self::Int32 | Self::UInt32 | Self::Float32 => 4,
            Self::Int64 | Self::UInt64 | Self::Float64 | Self::Complex64 => 8,
            Self::Complex128 => 16,
        }
    }

    /// Bytes of what a byte order applies to: each half of a complex number has its own.
    pub(crate) const fn word(self) -> usize {
        match self {
            Self::Complex64 | Self::Complex128 => self.size() / 2,
            _ => self.size(),
        }
    }

    /// The type of a name such as `float32`.
    #[must_use]
    pub const fn from_name(name: &str) -> Option<Self> {
        let mut index = 0;
        while index < Self::ALL.len() {
            if same(Self::ALL[index].name(), name) {
                return Some(Self::ALL[index]);
            }
            index += 1;
        }
        None
    }

    /// Reads any spelling: `float32`, `torch.float32`, `<f4`, `>f4`, `|u1`. No mark means little
    /// endian, as on every machine that numpy and torch are built for.
    pub(crate) fn parse(text: &str) -> Result<(Self, ByteOrder), TensorError> {
        let name = text.strip_prefix("torch.").unwrap_or(text);
        if let Some(dtype) = Self::from_name(name) {
            return Ok((dtype, ByteOrder::Little));
        }
        let (mark, code) = match text.as_bytes().first() {
            Some(&mark @ (b'<' | b'>' | b'|' | b'=')) => (Some(mark), &text[1..]),
            _ => (None, text),
        };
        let Some(dtype) = Self::from_code(code) else {
            return Err(refuse(text, code));
        };
        match mark {
            Some(b'>') => Ok((dtype, ByteOrder::Big)),
            Some(b'|') if dtype.size() > 1 => Err(TensorError::dtype(format!(
                "`{text}` does not say its byte order: expected `<{code}` or `>{code}`"
            ))),
            _ => Ok((dtype, ByteOrder::Little)),
        }
    }

    /// The type of numpy's code of a kind and a size in bytes.
    fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "?" | "b1" => Self::Bool,
            "i1" => Self::Int8,
            "i2" => Self::Int16,
            "i4" => Self::Int32,
            "i8" => Self::Int64,
            "u1" => Self::UInt8,
            "u2" => Self::UInt16,
            "u4" => Self::UInt32,
            "u8" => Self::UInt64,
            "f2" => Self::Float16,
            "f4" => Self::Float32,
            "f8" => Self::Float64,
            "c8" => Self::Complex64,
            "c16" => Self::Complex128,
            _ => return None,
        })
    }
}

impl fmt::Display for DType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Why a dtype that is none of ours can't be carried: by its kind where numpy has one.
fn refuse(text: &str, code: &str) -> TensorError {
    // A structured type prints as a list of its fields, or as a dictionary.
    if text.starts_with(['[', '{', '(']) {
        return TensorError::dtype(format!("structured arrays can't be carried: `{}`", excerpt(text)));
    }
    let sized = |kind| code.strip_prefix(kind).is_some_and(|size: &str| size.bytes().all(|byte| byte.is_ascii_digit()));
    let what = match code {
        "object" => "object",
        "str" => "string",
        "bytes" => "byte string",
        _ if sized('O') => "object",
        _ if sized('U') || code.starts_with("StringDType") => "string",
        _ if sized('S') || sized('a') => "byte string",
        _ if sized('V') || code.starts_with("void") => "structured",
        _ if code.starts_with("datetime64") || code.starts_with("M8") => "datetime",
        _ if code.starts_with("timedelta64") || code.starts_with("m8") => "timedelta",
        _ => {
            return TensorError::dtype(format!("unknown dtype `{}`: expected one of {}", excerpt(text), names()));
        }
    };
    TensorError::dtype(format!("{what} arrays can't be carried: `{}`", excerpt(text)))
}

/// All names, for a message.
fn names() -> String {
    DType::ALL.map(DType::name).join(", ")
}

/// At most the first 40 characters: the text comes from the input.
pub(crate) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether two strings are equal, in a constant.
pub(crate) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_read() {
        for dtype in DType::ALL {
            assert_eq!(DType::parse(dtype.name()).unwrap(), (dtype, ByteOrder::Little));
            assert_eq!(DType::parse(dtype.torch_name()).unwrap(), (dtype, ByteOrder::Little));
            assert_eq!(DType::from_name(dtype.name()), Some(dtype));
        }
        for (code, dtype, order) in [
            ("<f4", DType::Float32, ByteOrder::Little),
            (">f4", DType::Float32, ByteOrder::Big),
            ("=f8", DType::Float64, ByteOrder::Little),
            ("|u1", DType::UInt8, ByteOrder::Little),
            (">i1", DType::Int8, ByteOrder::Big),
            ("|b1", DType::Bool, ByteOrder::Little),
            (">c16", DType::Complex128, ByteOrder::Big),
            ("u2", DType::UInt16, ByteOrder::Little),
        ] {
            assert_eq!(DType::parse(code).unwrap(), (dtype, order), "{code}");
        }
    }

    #[test]
    fn other_types_are_refused_by_their_kind() {
        for (text, message) in [
            ("object", "object arrays can't be carried: `object`"),
            ("|O", "object arrays can't be carried: `|O`"),
            ("<U2", "string arrays can't be carried: `<U2`"),
            ("|S7", "byte string arrays can't be carried: `|S7`"),
            ("|V8", "structured arrays can't be carried: `|V8`"),
            ("[('a', '<f4')]", "structured arrays can't be carried: `[('a', '<f4')]`"),
            ("datetime64[ns]", "datetime arrays can't be carried: `datetime64[ns]`"),
            ("<m8[s]", "timedelta arrays can't be carried: `<m8[s]`"),
            ("|f4", "`|f4` does not say its byte order: expected `<f4` or `>f4`"),
        ] {
            assert_eq!(DType::parse(text).unwrap_err().to_string(), message);
        }
        for text in ["", "<", "float128", "torch.float8_e4m3fn", "torch.<f4", "f", "Float32", " float32"] {
            let message = DType::parse(text).unwrap_err().to_string();
            assert!(message.starts_with("unknown dtype") && message.contains("bfloat16"), "{text}: {message}");
        }
    }

    #[test]
    fn a_long_name_is_cut_in_messages() {
        let message = DType::parse(&"é".repeat(1000)).unwrap_err().to_string();
        assert!(message.len() < 400, "{message}");
    }
}
