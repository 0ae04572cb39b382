//! Tensors behind a pointer: shared between threads, or kept out of the model. The types are listed: one impl for all
//! would send the compiler round in circles wherever a type is still to be inferred.

use super::carried::{Carried, Traits};
#[cfg(feature = "ndarray")]
use super::ndarray::Storage;
use super::{RawTensor, TensorRules};
#[cfg(feature = "ndarray")]
use ndarray::{ArrayBase, Dimension};
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use std::sync::Arc;

/// What a box has is nobody else's.
#[allow(clippy::unnecessary_wraps)] // as `Arc::get_mut`
fn unboxed<T>(own: &mut Box<T>) -> Option<&mut T> {
    Some(own)
}

macro_rules! pointer {
    ($pointer:ident, $own:path, $tensor:ty $(, $param:ident: $bound:path)*) => {
        #[diagnostic::do_not_recommend]
        impl<$($param: $bound),*> Carried for $pointer<$tensor> {
            const TRAITS: Traits = <$tensor>::TRAITS;

            fn write<Y: Style>(tensor: &$pointer<$tensor>, rules: &TensorRules, writer: &mut Writer<'_, Y>) {
                <$tensor as Carried>::write(tensor, rules, writer);
            }

            fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<$pointer<$tensor>, Stop> {
                <$tensor as Carried>::parse(parser, rules).map($pointer::new)
            }

            fn parse_over(
                tensor: &mut $pointer<$tensor>,
                parser: &mut Parser<'_>,
                rules: &TensorRules,
            ) -> Result<(), Stop> {
                match $own(tensor) {
                    Some(own) => <$tensor as Carried>::parse_over(own, parser, rules),
                    None => {
                        *tensor = Self::parse(parser, rules)?;
                        Ok(())
                    }
                }
            }

            fn check(tensor: &$pointer<$tensor>, rules: &TensorRules, problems: &mut Report) {
                <$tensor as Carried>::check(tensor, rules, problems);
            }

            fn fingerprint(tensor: &$pointer<$tensor>, hasher: &mut FingerprintHasher) {
                <$tensor as Carried>::fingerprint(tensor, hasher);
            }

            fn schema(rules: &TensorRules) -> Schema {
                <$tensor as Carried>::schema(rules)
            }
        }
    };
}

pointer!(Arc, Arc::get_mut, RawTensor);
pointer!(Box, unboxed, RawTensor);
#[cfg(feature = "ndarray")]
pointer!(Arc, Arc::get_mut, ArrayBase<S, D>, S: Storage, D: Dimension);
#[cfg(feature = "ndarray")]
pointer!(Box, unboxed, ArrayBase<S, D>, S: Storage, D: Dimension);
#[cfg(feature = "tch")]
pointer!(Arc, Arc::get_mut, tch::Tensor);
#[cfg(feature = "tch")]
pointer!(Box, unboxed, tch::Tensor);
