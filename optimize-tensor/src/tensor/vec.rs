//! A `Vec` of elements: a tensor of one dimension.

use super::{Elements, Tensor, TensorRules, hash, parse_elements, report, schema, write_elements};
use crate::element::Element;
use optimize_core::Adapter;
use optimize_core::error::Report;
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::schema::{Schema, SchemaGenerator};
use std::iter::Empty;

impl<A: Element> Adapter<Vec<A>> for Tensor {
    type Rules = TensorRules;

    fn write<S: Style>(items: &Vec<A>, rules: &TensorRules, writer: &mut Writer<'_, S>) {
        write_elements(&[items.len()], Elements::<A, Empty<A>>::Slice(items), rules, writer);
    }

    fn parse(parser: &mut Parser<'_>, rules: &TensorRules) -> Result<Vec<A>, Stop> {
        parse_elements(parser, Some(1), rules).map(|(_, items)| items)
    }

    fn check(items: &Vec<A>, rules: &TensorRules, problems: &mut Report) {
        report(&[items.len()], A::DTYPE, rules, problems);
    }

    fn fingerprint(items: &Vec<A>, hasher: &mut FingerprintHasher) {
        hash(A::DTYPE, &[items.len()], A::bytes(items), hasher);
    }

    fn schema(rules: &TensorRules, _: &mut SchemaGenerator) -> Schema {
        schema(rules, Some(1), Some(A::DTYPE))
    }
}
