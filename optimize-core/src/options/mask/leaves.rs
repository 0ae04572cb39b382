//! The types that a mask finds nothing inside of. They say so themselves, and not by having no `Inside`: an enum holds
//! them beside others, and what a mask finds inside the others is to be found.

use super::inside::{Inside, PartsOf, Steps};
use crate::adapter::Adapted;
use crate::bytes::EncodedBytes;
use crate::lent::AdaptedRef;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::NonZero;
use std::path::PathBuf;
use std::time::Duration;

/// Stands for what has no value of its own inside: a tag, a variant without data.
#[derive(Debug)]
pub enum NoSteps {}

/// Stands for the type of a computed field, where the derive is not told it.
#[derive(Debug)]
pub enum Computed {}

macro_rules! leaves {
    ($($ty:ty $(, [$($params:tt)*])? = $what:expr;)*) => {$(
        impl$(<$($params)*>)? Inside for $ty {
            const INSIDE: Steps = Steps::Nothing($what);
        }

        impl$(<$($params)*>)? PartsOf<()> for $ty {
            type Parts = ();
        }
    )*};
}

macro_rules! plain_leaves {
    ($($ty:ty),*) => {
        leaves! { $($ty = concat!("`", stringify!($ty), "`");)* }
    };
}

plain_leaves! {
    (), bool, char, str, String, PathBuf, f32, f64,
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize,
    NonZero<i8>, NonZero<i16>, NonZero<i32>, NonZero<i64>, NonZero<i128>, NonZero<isize>,
    NonZero<u8>, NonZero<u16>, NonZero<u32>, NonZero<u64>, NonZero<u128>, NonZero<usize>,
    Duration, IpAddr, Ipv4Addr, Ipv6Addr
}
#[cfg(feature = "decimal")]
plain_leaves! { rust_decimal::Decimal }
#[cfg(feature = "url")]
plain_leaves! { url::Url }
#[cfg(feature = "uuid")]
plain_leaves! { uuid::Uuid }
#[cfg(feature = "jiff")]
plain_leaves! {
    jiff::SignedDuration, jiff::Timestamp, jiff::Zoned,
    jiff::civil::DateTime, jiff::civil::Date, jiff::civil::Time
}

leaves! {
    EncodedBytes<E>, [E] = "bytes";
    Adapted<T, A>, [T, A] = "what an adapter carries";
    AdaptedRef<'_, T, A>, [T, A] = "what an adapter carries";
    NoSteps = "a tag, or a variant without data";
    Computed = "a computed field of unknown type; `computed(method: Type)` says it";
}
