//! Elements one behind the other, as Rust's own types have them: tensors of one dimension.

use super::carried::{Carried, Lent, Traits};
use super::rules::check_length;
use super::{
    TensorRules, hash, nothing_to_borrow, parse_elements, parse_elements_over, parse_lent, report, schema, write_slice,
};
use crate::element::Element;
use crate::error::TensorError;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::Schema;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A type of elements one behind the other.
trait List: Deref<Target = [Self::Item]> + Sized {
    type Item: Element;

    fn from_vec(items: Vec<Self::Item>) -> Result<Self, TensorError>;

    /// The memory of a list that is about to be replaced, if it is its own.
    fn take(&mut self) -> Vec<Self::Item> {
        Vec::new()
    }
}

impl<A: Element> List for Vec<A> {
    type Item = A;

    fn from_vec(items: Vec<A>) -> Result<Self, TensorError> {
        Ok(items)
    }

    fn take(&mut self) -> Vec<A> {
        std::mem::take(self)
    }
}

impl<A: Element> List for Cow<'_, [A]> {
    type Item = A;

    fn from_vec(items: Vec<A>) -> Result<Self, TensorError> {
        Ok(Cow::Owned(items))
    }

    fn take(&mut self) -> Vec<A> {
        match std::mem::take(self) {
            Cow::Owned(items) => items,
            Cow::Borrowed(_) => Vec::new(),
        }
    }
}

impl<A: Element> List for Arc<[A]> {
    type Item = A;

    fn from_vec(items: Vec<A>) -> Result<Self, TensorError> {
        Ok(items.into())
    }
}

impl<A: Element> List for Box<[A]> {
    type Item = A;

    fn from_vec(items: Vec<A>) -> Result<Self, TensorError> {
        Ok(items.into())
    }

    fn take(&mut self) -> Vec<A> {
        std::mem::take(self).into_vec()
    }
}

impl<A: Element> List for &[A] {
    type Item = A;

    fn from_vec(_: Vec<A>) -> Result<Self, TensorError> {
        Err(nothing_to_borrow())
    }
}

macro_rules! list {
    ($($(#[$told:meta])? ($($borrowed:lifetime),*) $list:ty),*) => {$(
        $(#[$told])?
        impl<$($borrowed,)* A: Element> Carried for $list {
            const TRAITS: Traits = Traits::of_list::<A>(None);

            fn write<S: Style>(items: &$list, rules: &TensorRules, writer: &mut Writer<'_, S>) {
                write_slice(&[items.len()], items, rules, writer);
            }

            fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<$list, Stop> {
                let start = parser.start()?;
                let (_, items) = parse_elements(parser, Some(1), rules)?;
                List::from_vec(items).map_err(|error| parser.reject(start, error.into()))
            }

            fn parse_over(items: &mut $list, parser: &mut Parser<'_>, rules: &TensorRules) -> Result<(), Stop> {
                let start = parser.start()?;
                let (_, read) = parse_elements_over(items.take(), parser, Some(1), rules)?;
                *items = List::from_vec(read).map_err(|error| parser.reject(start, error.into()))?;
                Ok(())
            }

            fn check(items: &$list, rules: &TensorRules, problems: &mut Report) {
                report(&[items.len()], A::DTYPE, rules, problems);
            }

            fn fingerprint(items: &$list, hasher: &mut FingerprintHasher) {
                hash(A::DTYPE, &[items.len()], A::bytes(items), hasher);
            }

            fn schema(rules: &TensorRules) -> Schema {
                schema(rules, Some(1), Some(A::DTYPE))
            }
        }
    )*};
}

list!(
    () Vec<A>,
    #[diagnostic::do_not_recommend] () Arc<[A]>,
    #[diagnostic::do_not_recommend] () Box<[A]>,
    ('a) Cow<'a, [A]>,
    ('a) &'a [A]
);

impl<'a, A: Element> Lent<'a> for &'a [A] {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<Self, Stop> {
        let start = parser.start()?;
        match parse_lent(parser, Some(1), rules)? {
            (_, Cow::Borrowed(items)) => Ok(items),
            (_, Cow::Owned(_)) => Err(parser.reject(start, nothing_to_borrow().into())),
        }
    }
}

impl<'a, A: Element> Lent<'a> for Cow<'a, [A]> {
    fn parse_borrowed<'de: 'a>(parser: &mut Parser<'de>, rules: &TensorRules) -> Result<Self, Stop> {
        parse_lent(parser, Some(1), rules).map(|(_, items)| items)
    }
}

impl<A: Element, const N: usize> Carried for [A; N] {
    const TRAITS: Traits = Traits::of_list::<A>(Some(N));

    fn write<S: Style>(items: &[A; N], rules: &TensorRules, writer: &mut Writer<'_, S>) {
        write_slice(&[N], items, rules, writer);
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<[A; N], Stop> {
        let start = parser.start()?;
        let (shape, items) = parse_elements::<A>(parser, Some(1), rules)?;
        <[A; N]>::try_from(items).map_err(|_| parser.reject(start, check_length(N, &shape).into()))
    }

    fn check(_: &[A; N], rules: &TensorRules, problems: &mut Report) {
        report(&[N], A::DTYPE, rules, problems);
    }

    fn fingerprint(items: &[A; N], hasher: &mut FingerprintHasher) {
        hash(A::DTYPE, &[N], A::bytes(items), hasher);
    }

    fn schema(rules: &TensorRules) -> Schema {
        // The rules are constants of the field, the length one of its type: the schema has one place for both.
        let length = const { &[Some(N)] };
        schema(&TensorRules { shape: rules.shape.or(Some(length)), ..*rules }, Some(1), Some(A::DTYPE))
    }
}
