//! The values of all channels of an image, of one of three types.

use super::mode::Sample;
use crate::dtype::ByteOrder;
use crate::element::{swap, zeroed};
use crate::error::TensorError;
use bytemuck::Pod;
use std::borrow::Cow;

/// The samples of all pixels, row by row from the top.
#[derive(Clone, Copy)]
pub enum Samples<'a> {
    /// 8 bits each.
    Bytes(&'a [u8]),
    /// 16 bits each.
    Words(&'a [u16]),
    /// Floats of 32 bits.
    Floats(&'a [f32]),
}

/// Samples that were read.
pub enum Decoded {
    /// 8 bits each.
    Bytes(Vec<u8>),
    /// 16 bits each.
    Words(Vec<u16>),
    /// Floats of 32 bits.
    Floats(Vec<f32>),
}

/// The type of a channel's value: `u8`, `u16`, `f32`.
pub trait Channel: Pod + image::Primitive {
    #[doc(hidden)]
    const OPAQUE: Self;
    #[doc(hidden)]
    fn samples(samples: &[Self]) -> Samples<'_>;
    #[doc(hidden)]
    fn take(decoded: Decoded) -> Result<Vec<Self>, TensorError>;
    #[doc(hidden)]
    fn give(samples: Vec<Self>) -> Decoded;
}

macro_rules! channel {
    ($($type:ty: $variant:ident, $opaque:expr;)*) => {$(
        impl Channel for $type {
            const OPAQUE: Self = $opaque;

            fn samples(samples: &[Self]) -> Samples<'_> {
                Samples::$variant(samples)
            }

            fn take(decoded: Decoded) -> Result<Vec<Self>, TensorError> {
                match decoded {
                    Decoded::$variant(samples) => Ok(samples),
                    _ => Err(TensorError::mode("the samples are of another type")),
                }
            }

            fn give(samples: Vec<Self>) -> Decoded {
                Decoded::$variant(samples)
            }
        }
    )*};
}

channel! {
    u8: Bytes, u8::MAX;
    u16: Words, u16::MAX;
    f32: Floats, 1.0;
}

impl<'a> Samples<'a> {
    /// The bytes in this machine's order.
    pub(crate) fn native(self) -> &'a [u8] {
        match self {
            Samples::Bytes(bytes) => bytes,
            Samples::Words(words) => bytemuck::must_cast_slice(words),
            Samples::Floats(floats) => bytemuck::must_cast_slice(floats),
        }
    }

    /// Bytes of one sample.
    pub(crate) fn size(self) -> usize {
        match self {
            Samples::Bytes(_) => 1,
            Samples::Words(_) => 2,
            Samples::Floats(_) => 4,
        }
    }

    /// The bytes, those of each sample with the low ones first. On most machines they lie so.
    pub(crate) fn little_endian(self) -> Cow<'a, [u8]> {
        self.in_order(ByteOrder::Little)
    }

    /// The bytes in an order.
    pub(crate) fn in_order(self, order: ByteOrder) -> Cow<'a, [u8]> {
        if order == ByteOrder::NATIVE || self.size() == 1 {
            return Cow::Borrowed(self.native());
        }
        let mut bytes = self.native().to_vec();
        swap(&mut bytes, self.size());
        Cow::Owned(bytes)
    }
}

/// So many samples in memory of before. Their values are of no use.
fn again<S: Default + Copy>(mut spare: Vec<S>, count: usize) -> Vec<S> {
    spare.resize(count, S::default());
    spare
}

impl Decoded {
    /// Room for so many samples, for a decoder to fill: that of samples of before, if it is large enough.
    pub(crate) fn room(sample: Sample, count: usize, spare: Option<Self>) -> Result<Self, TensorError> {
        Ok(match (sample, spare) {
            (Sample::Byte, Some(Self::Bytes(spare))) if spare.capacity() >= count => Self::Bytes(again(spare, count)),
            (Sample::Word, Some(Self::Words(spare))) if spare.capacity() >= count => Self::Words(again(spare, count)),
            (Sample::Float, Some(Self::Floats(spare))) if spare.capacity() >= count => {
                Self::Floats(again(spare, count))
            }
            (Sample::Byte, _) => Self::Bytes(zeroed(count)?),
            (Sample::Word, _) => Self::Words(zeroed(count)?),
            (Sample::Float, _) => Self::Floats(zeroed(count)?),
        })
    }

    /// The bytes in this machine's order.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Words(words) => bytemuck::must_cast_slice_mut(words),
            Self::Floats(floats) => bytemuck::must_cast_slice_mut(floats),
        }
    }

    /// Turns bytes that were written in some order into samples of this machine.
    pub(crate) fn settle(&mut self, order: ByteOrder) {
        if order != ByteOrder::NATIVE {
            let word = match self {
                Self::Bytes(_) => 1,
                Self::Words(_) => 2,
                Self::Floats(_) => 4,
            };
            swap(self.bytes_mut(), word);
        }
    }
}
