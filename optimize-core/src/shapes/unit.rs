//! Unit structs: `null`.

use crate::error::{ErrorKind, Report};
use crate::field::FieldBits;
use crate::json::{Parser, Stop, Style, Writer};
use crate::model::{Model, Partial};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{Error, Visitor};
use serde_core::{Deserializer, Serializer};
use std::fmt;

/// Writes a unit struct: `null`.
pub fn write_unit<M: Model, S: Style>(_: &M, writer: &mut Writer<'_, S>) {
    writer.null();
}

/// Reads `null`.
///
/// # Errors
/// [`Stop::Invalid`] with `none_required` for anything else.
pub fn parse_unit<'de, P: Partial<'de>>(parser: &mut Parser<'de>) -> Result<P::Model, Stop> {
    let start = parser.start()?;
    if !parser.null()? {
        return Err(parser.mismatch(start, ErrorKind::NoneRequired));
    }
    let (span, seen) = (start..parser.position, FieldBits::new());
    let model = P::empty().end(&mut parser.report, &seen, span).ok_or(Stop::Invalid)?;
    match model.check_model() {
        Ok(()) => Ok(model),
        Err(problem) => Err(parser.reject(start, problem.into_kind())),
    }
}

pub use crate::check::check_model as check_unit;

/// Describes a unit struct.
pub fn describe_unit<M: Model>(_: &mut SchemaGenerator) -> Schema {
    let shape = M::SHAPE;
    let schema = Schema::of_type("null").with("title", shape.name.into());
    if shape.description.is_empty() { schema } else { schema.with("description", shape.description.into()) }
}

/// Serializes a unit struct.
///
/// # Errors
/// Whatever the serializer returns.
pub fn serialize_unit<M: Model, Z: Serializer>(_: &M, serializer: Z) -> Result<Z::Ok, Z::Error> {
    serializer.serialize_unit_struct(M::SHAPE.name)
}

/// Deserializes a unit struct.
///
/// # Errors
/// Whatever the deserializer returns.
pub fn deserialize_unit<'de, P: Partial<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<P::Model, D::Error> {
    deserializer.deserialize_unit_struct(P::SHAPE.name, UnitVisitor(P::SHAPE.name))?;
    let seen = FieldBits::new();
    let Some(model) = P::empty().end(report, &seen, 0..0) else {
        return Err(D::Error::custom("a unit struct has no fields"));
    };
    if let Err(problem) = model.check_model() {
        report.error(problem.into_kind());
    }
    Ok(model)
}

struct UnitVisitor(&'static str);

impl Visitor<'_> for UnitVisitor {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the unit struct `{}`", self.0)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
