//! [`Element`]: the Rust types of a tensor's elements.

use crate::base64;
use crate::decode::{Decoded, copied, decode_quoted, into_bools};
use crate::dtype::{ByteOrder, DType};
use crate::error::TensorError;
#[cfg(feature = "image")]
use crate::pages::prefer_large;
use half::{bf16, f16};
use num_complex::Complex;
use optimize_core::json::{Parser, Stop, Style, Writer};

/// A type that tensors can be made of: `bool`, the integers from 8 to 64 bits, `f16`, `bf16`, `f32`,
/// `f64`, `Complex<f32>` and `Complex<f64>`.
#[diagnostic::on_unimplemented(
    message = "a tensor can't have elements of type `{Self}`",
    label = "neither numpy nor torch has this element type",
    note = "bool, i8 to i64, u8 to u64, half::f16, half::bf16, f32, f64, Complex<f32> and Complex<f64> are carried"
)]
pub trait Element: Wire {
    /// The element type's name on the wire.
    const DTYPE: DType;
}

/// How elements become bytes, text and JSON numbers. Sealed with [`Element`].
pub trait Wire: Copy + Default + Send + Sync + 'static {
    #[doc(hidden)]
    fn bytes(items: &[Self]) -> &[u8];

    /// Decodes base64 straight from the input, up to the quote that ends it, into the memory of elements of before.
    /// `None` where it is anything else.
    #[doc(hidden)]
    fn decode_quoted(rest: &[u8], spare: Vec<Self>) -> Option<(Quoted<Self>, usize)>;

    /// Decodes base64 into elements in the wire's order. The length has been checked.
    #[doc(hidden)]
    fn decode(data: &[u8]) -> Result<Vec<Self>, TensorError>;

    /// Turns elements of the wire's order into this machine's.
    #[doc(hidden)]
    fn settle(items: &mut [Self], order: Order);

    /// Reads elements from bytes in this machine's order.
    #[doc(hidden)]
    fn from_bytes(bytes: &[u8]) -> Result<Vec<Self>, TensorError>;

    /// Bytes in this machine's order as elements, where they are. `None` where they are not aligned.
    #[doc(hidden)]
    fn view(bytes: &[u8]) -> Result<Option<&[Self]>, TensorError>;

    #[doc(hidden)]
    fn write_number<S: Style>(self, writer: &mut Writer<'_, S>);

    #[doc(hidden)]
    fn parse_number(parser: &mut Parser<'_>) -> Result<Self, Stop>;
}

/// Elements that were decoded, as a type that users can't name.
pub struct Quoted<A>(pub(crate) Decoded<A>);

/// The order of bytes on the wire, as a type that users can't name.
#[derive(Clone, Copy)]
pub struct Order(pub(crate) ByteOrder);

/// Turns the bytes of every word around.
pub(crate) fn swap(bytes: &mut [u8], word: usize) {
    // The constant sizes let the compiler turn the loop into shuffles.
    match word {
        2 => bytes.as_chunks_mut::<2>().0.iter_mut().for_each(|word| word.reverse()),
        4 => bytes.as_chunks_mut::<4>().0.iter_mut().for_each(|word| word.reverse()),
        8 => bytes.as_chunks_mut::<8>().0.iter_mut().for_each(|word| word.reverse()),
        _ => {}
    }
}

/// Puts elements of the wire's order into this machine's.
pub(crate) fn to_native(bytes: &mut [u8], dtype: DType, order: ByteOrder) {
    if order != ByteOrder::NATIVE {
        swap(bytes, dtype.word());
    }
}

/// Refuses bytes that are no truth values.
pub(crate) fn check_bools(bytes: &[u8]) -> Result<(), TensorError> {
    match bytes.iter().position(|&byte| byte > 1) {
        Some(at) => Err(TensorError::data(format!("element {at} is no bool: its byte is {}, not 0 or 1", bytes[at]))),
        None => Ok(()),
    }
}

fn no_memory(elements: usize) -> TensorError {
    TensorError::data(format!("no memory for {elements} elements"))
}

/// Zeroed elements, or an error where memory runs out.
#[cfg(feature = "image")]
pub(crate) fn zeroed<T: bytemuck::Zeroable>(count: usize) -> Result<Vec<T>, TensorError> {
    let mut items = bytemuck::allocation::try_zeroed_vec(count).map_err(|()| no_memory(count))?;
    // The system has zeroed it without touching it.
    prefer_large(&mut items);
    Ok(items)
}

/// The two methods that are the same for every plain type.
macro_rules! plain_bytes {
    () => {
        fn bytes(items: &[Self]) -> &[u8] {
            bytemuck::must_cast_slice(items)
        }

        fn decode_quoted(rest: &[u8], spare: Vec<Self>) -> Option<(Quoted<Self>, usize)> {
            decode_quoted(rest, spare).map(|(decoded, taken)| (Quoted(decoded), taken))
        }

        fn decode(data: &[u8]) -> Result<Vec<Self>, TensorError> {
            base64::decode(data).map_err(TensorError::data)
        }

        fn settle(items: &mut [Self], order: Order) {
            to_native(bytemuck::must_cast_slice_mut(items), Self::DTYPE, order.0);
        }

        fn view(bytes: &[u8]) -> Result<Option<&[Self]>, TensorError> {
            Ok(bytemuck::try_cast_slice(bytes).ok())
        }

        fn from_bytes(bytes: &[u8]) -> Result<Vec<Self>, TensorError> {
            copied(bytes).ok_or_else(|| no_memory(bytes.len() / size_of::<Self>()))
        }
    };
}

macro_rules! number {
    ($($type:ty: $dtype:ident),* $(,)?) => {$(
        impl Element for $type {
            const DTYPE: DType = DType::$dtype;
        }

        impl Wire for $type {
            plain_bytes!();

            fn write_number<S: Style>(self, writer: &mut Writer<'_, S>) {
                writer.value(&self);
            }

            fn parse_number(parser: &mut Parser<'_>) -> Result<Self, Stop> {
                parser.value()
            }
        }
    )*};
}

number!(
    i8: Int8, i16: Int16, i32: Int32, i64: Int64, u8: UInt8, u16: UInt16, u32: UInt32, u64: UInt64,
    f32: Float32, f64: Float64,
);

/// Half floats are written as the 32-bit floats that they are.
macro_rules! half_float {
    ($($type:ty: $dtype:ident),*) => {$(
        impl Element for $type {
            const DTYPE: DType = DType::$dtype;
        }

        impl Wire for $type {
            plain_bytes!();

            fn write_number<S: Style>(self, writer: &mut Writer<'_, S>) {
                writer.value(&self.to_f32());
            }

            fn parse_number(parser: &mut Parser<'_>) -> Result<Self, Stop> {
                let start = parser.start()?;
                let wide: f32 = parser.value()?;
                let narrow = Self::from_f32(wide);
                if narrow.is_infinite() && wide.is_finite() {
                    let error = TensorError::data(format!("{wide} is too large for {}", Self::DTYPE));
                    return Err(parser.reject(start, error.into()));
                }
                Ok(narrow)
            }
        }
    )*};
}

half_float!(f16: Float16, bf16: BFloat16);

/// JSON has no complex numbers: in a list one is the pair of its parts.
macro_rules! complex {
    ($($part:ty: $dtype:ident),*) => {$(
        impl Element for Complex<$part> {
            const DTYPE: DType = DType::$dtype;
        }

        impl Wire for Complex<$part> {
            plain_bytes!();

            fn write_number<S: Style>(self, writer: &mut Writer<'_, S>) {
                writer.value(&(self.re, self.im));
            }

            fn parse_number(parser: &mut Parser<'_>) -> Result<Self, Stop> {
                parser.value::<($part, $part)>().map(|(re, im)| Self { re, im })
            }
        }
    )*};
}

complex!(f32: Complex64, f64: Complex128);

impl Element for bool {
    const DTYPE: DType = DType::Bool;
}

impl Wire for bool {
    fn bytes(items: &[Self]) -> &[u8] {
        bytemuck::must_cast_slice(items)
    }

    fn decode_quoted(rest: &[u8], spare: Vec<Self>) -> Option<(Quoted<Self>, usize)> {
        let (decoded, taken) = decode_quoted::<u8>(rest, bytemuck::cast_vec(spare))?;
        let items = into_bools(decoded.items).ok()?;
        Some((Quoted(Decoded { items, bytes: decoded.bytes }), taken))
    }

    fn decode(data: &[u8]) -> Result<Vec<Self>, TensorError> {
        let bytes: Vec<u8> = base64::decode(data).map_err(TensorError::data)?;
        check_bools(&bytes)?;
        into_bools(bytes).map_err(|_| TensorError::data("a byte is neither 0 nor 1"))
    }

    fn settle(_: &mut [Self], _: Order) {}

    fn view(bytes: &[u8]) -> Result<Option<&[Self]>, TensorError> {
        check_bools(bytes)?;
        Ok(bytemuck::checked::try_cast_slice(bytes).ok())
    }

    fn from_bytes(bytes: &[u8]) -> Result<Vec<Self>, TensorError> {
        check_bools(bytes)?;
        let bytes = copied(bytes).ok_or_else(|| no_memory(bytes.len()))?;
        into_bools(bytes).map_err(|_| TensorError::data("a byte is neither 0 nor 1"))
    }

    fn write_number<S: Style>(self, writer: &mut Writer<'_, S>) {
        writer.value(&self);
    }

    fn parse_number(parser: &mut Parser<'_>) -> Result<Self, Stop> {
        parser.value()
    }
}

/// Runs an expression with a type's name standing for the element type of a [`DType`].
macro_rules! with_element {
    ($dtype:expr, $element:ident => $run:expr) => {
        match $dtype {
            $crate::DType::Bool => {
                type $element = bool;
                $run
            }
            $crate::DType::Int8 => {
                type $element = i8;
                $run
            }
            $crate::DType::Int16 => {
                type $element = i16;
                $run
            }
            $crate::DType::Int32 => {
                type $element = i32;
                $run
            }
            $crate::DType::Int64 => {
                type $element = i64;
                $run
            }
            $crate::DType::UInt8 => {
                type $element = u8;
                $run
            }
            $crate::DType::UInt16 => {
                type $element = u16;
                $run
            }
            $crate::DType::UInt32 => {
                type $element = u32;
                $run
            }
            $crate::DType::UInt64 => {
                type $element = u64;
                $run
            }
            $crate::DType::Float16 => {
                type $element = half::f16;
                $run
            }
            $crate::DType::BFloat16 => {
                type $element = half::bf16;
                $run
            }
            $crate::DType::Float32 => {
                type $element = f32;
                $run
            }
            $crate::DType::Float64 => {
                type $element = f64;
                $run
            }
            $crate::DType::Complex64 => {
                type $element = num_complex::Complex<f32>;
                $run
            }
            $crate::DType::Complex128 => {
                type $element = num_complex::Complex<f64>;
                $run
            }
        }
    };
}
pub(crate) use with_element;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_the_size_of_its_dtype() {
        for dtype in DType::ALL {
            with_element!(dtype, A => {
                assert_eq!(A::DTYPE, dtype);
                assert_eq!(size_of::<A>(), dtype.size());
            });
        }
    }

    #[test]
    fn words_are_swapped_and_complex_parts_stay_in_place() {
        let big: Vec<u8> = [1.5_f32, -2.0].iter().flat_map(|part| part.to_be_bytes()).collect();
        let mut text = Vec::new();
        base64::append(&big, &mut text);
        let mut items = Complex::<f32>::decode(&text).unwrap();
        Complex::settle(&mut items, Order(ByteOrder::Big));
        assert_eq!(items, [Complex { re: 1.5, im: -2.0 }]);
    }

    #[test]
    fn a_bool_is_zero_or_one() {
        assert_eq!(bool::from_bytes(&[0, 1]).unwrap(), [false, true]);
        let error = bool::from_bytes(&[0, 1, 2]).unwrap_err();
        assert_eq!(error.to_string(), "element 2 is no bool: its byte is 2, not 0 or 1");
    }
}
