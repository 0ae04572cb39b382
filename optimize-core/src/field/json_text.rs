//! [`Json`]: text that holds JSON.

use crate::error::{ErrorKind, Report};
use crate::field::{Field, ParseField, ParseFieldOwned};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::options::{DumpOptions, ParseOptions};
use crate::schema::{Schema, SchemaGenerator, SchemaMode};
use serde_core::de::Error as _;
use serde_core::ser::Error as _;
use serde_core::{Deserialize, Deserializer, Serializer};
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

/// A value that comes as JSON inside a string: pydantic's `Json[T]`.
///
/// As there, it is written as the value itself, and as a string again under
/// [`DumpOptions::round_trip`](crate::DumpOptions::round_trip). What serde writes is always the string,
/// which is what it reads.
///
/// The rules of a field are those of the value. What is wrong inside the text stands under the field's own path, with the
/// position of the string.
///
/// ```
/// use optimize_core::{DumpOptions, Json, Optimized};
///
/// #[derive(Optimized, Debug, PartialEq)]
/// struct Size { width: u32, height: u32 }
///
/// #[derive(Optimized, Debug, PartialEq)]
/// struct Row {
///     id: u32,
///     size: Json<Size>,
/// }
///
/// let row = Row::from_json(r#"{"id": 1, "size": "{\"width\": 4, \"height\": 3}"}"#)?;
/// assert_eq!(row.size.width, 4);
/// assert_eq!(row.to_json_string()?, r#"{"id":1,"size":{"width":4,"height":3}}"#);
/// let text = row.dump(&DumpOptions::new().round_trip())?;
/// assert_eq!(text, br#"{"id":1,"size":"{\"width\":4,\"height\":3}"}"#);
/// assert_eq!(Row::from_json(&text)?, row);
///
/// let error = Row::from_json(r#"{"id": 1, "size": "{\"width\": 4"}"#).unwrap_err();
/// assert_eq!(error.errors()[0].message(), "Invalid JSON: EOF while parsing an object at line 1 column 11");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Json<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Field> Field for Json<T> {
    type Rules = T::Rules;

    fn write<S: Style>(&self, rules: &T::Rules, writer: &mut Writer<'_, S>) {
        if !writer.round_trips() {
            return self.0.write(rules, writer);
        }
        let options = DumpOptions::new().round_trip().max_depth(writer.depth);
        let mut text = Vec::new();
        match crate::json::write_into(&self.0, rules, &options, &mut text) {
            Ok(()) => writer.string(&String::from_utf8_lossy(&text)),
            Err(error) => writer.fail(error.to_string()),
        }
    }

    fn check(&self, rules: &T::Rules, report: &mut Report) {
        self.0.check(rules, report);
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        self.0.hash_content(hasher);
    }

    fn schema(rules: &T::Rules, generator: &mut SchemaGenerator) -> Schema {
        let inside = T::schema(rules, generator);
        match generator.mode() {
            SchemaMode::Serialization => inside,
            SchemaMode::Validation => Schema::of_type("string")
                .with("contentMediaType", "application/json".into())
                .with("contentSchema", inside.into_value()),
        }
    }

    fn serialize_with<Z: Serializer>(&self, rules: &T::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let mut text = Vec::new();
        crate::json::write_into(&self.0, rules, &DumpOptions::new().round_trip(), &mut text)
            .map_err(Z::Error::custom)?;
        serializer.serialize_str(&String::from_utf8_lossy(&text))
    }

    fn same(&self, other: &Self) -> bool {
        self.0.same(&other.0)
    }
}

impl<'de, T: ParseFieldOwned> ParseField<'de> for Json<T> {
    fn parse(parser: &mut Parser<'de>, rules: &T::Rules) -> Result<Self, Stop> {
        let start = parser.start()?;
        if !parser.begins(b'"')? {
            return Err(parser.mismatch(start, ErrorKind::JsonType));
        }
        let text = parser.string()?;
        parser.inside_text::<T>(&text, start, rules).map(Self)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &T::Rules,
        mode: Mode,
        deserializer: D,
        _: &mut Report,
    ) -> Result<Self, D::Error> {
        let text = <Cow<'de, str> as Deserialize>::deserialize(deserializer)?;
        let options = if mode.coerces() { ParseOptions::new().coerce() } else { ParseOptions::new() };
        crate::json::parse_field(text.as_bytes(), rules, &options).map(Self).map_err(D::Error::custom)
    }
}
