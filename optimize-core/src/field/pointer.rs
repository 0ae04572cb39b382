//! Pointers: written and read as what they point to.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

macro_rules! pointer {
    ($pointer:ty, $absent:expr, $inside:expr $(, $lifetime:lifetime)?) => {
        impl<$($lifetime,)? T: Field> Field for $pointer {
            type Rules = T::Rules;

            const MAY_BE_ABSENT: bool = T::MAY_BE_ABSENT;

            #[inline]
            fn write<S: Style>(&self, rules: &T::Rules, writer: &mut Writer<'_, S>) {
                (**self).write(rules, writer);
            }

            fn check(&self, rules: &T::Rules, report: &mut Report) {
                (**self).check(rules, report);
            }

            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                (**self).hash_content(hasher);
            }

            fn schema(rules: &T::Rules, generator: &mut SchemaGenerator) -> Schema {
                T::schema(rules, generator)
            }

            fn serialize_with<Z: Serializer>(&self, rules: &T::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                (**self).serialize_with(rules, serializer)
            }

            fn normalise(&mut self, rules: &T::Rules, mode: Mode) {
                let inside: fn(&mut Self) -> Option<&mut T> = $inside;
                if let Some(value) = inside(self) {
                    value.normalise(rules, mode);
                }
            }

            fn is_none(&self) -> bool {
                (**self).is_none()
            }

            fn absent() -> Option<Self> {
                $absent
            }

            fn same(&self, other: &Self) -> bool {
                (**self).same(other)
            }
        }
    };
}

macro_rules! owning_pointer {
    ($pointer:ident, $inside:expr $(, $($over:tt)+)?) => {
        pointer!($pointer<T>, T::absent().map(Self::new), $inside);

        impl<'de, T: ParseField<'de>> ParseField<'de> for $pointer<T> {
            fn parse(parser: &mut Parser<'de>, rules: &T::Rules) -> Result<Self, Stop> {
                T::parse(parser, rules).map(Self::new)
            }

            $($($over)+)?

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &T::Rules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                T::deserialize_with(rules, mode, deserializer, report).map(Self::new)
            }
        }

        impl<K: MapKey> MapKey for $pointer<K> {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                (**self).with_key(write)
            }

            fn unwritable(&self) -> Option<&'static str> {
                (**self).unwritable()
            }
        }

        impl<'de, K: ParseKey<'de>> ParseKey<'de> for $pointer<K> {
            fn from_key(key: Cow<'de, str>, mode: Mode) -> Result<Self, ErrorKind> {
                K::from_key(key, mode).map(Self::new)
            }
        }
    };
}

owning_pointer!(
    Box,
    |pointer| Some(&mut **pointer),
    fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &T::Rules) -> Result<(), Stop> {
        (**self).parse_over(parser, rules)
    }
);
// What others hold too is not changed.
owning_pointer!(Rc, Rc::get_mut);
owning_pointer!(Arc, Arc::get_mut);
pointer!(&'a T, None, |_| None, 'a);
