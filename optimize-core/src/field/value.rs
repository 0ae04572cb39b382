//! `serde_json::Value`, its maps and numbers: any JSON.

use crate::error::Report;
use crate::field::map::{deserialize_entries, parse_entries, serialize_entries};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, Writer};
use crate::mode::Mode;
use crate::rules::{MapRules, NoRules, Rules, TextRules, broken_by_count};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Number, Value};

impl Field for Value {
    type Rules = NoRules;

    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => value.write(&NoRules, writer),
            Self::Number(number) => write_number(number, writer),
            Self::String(text) => writer.string(text),
            Self::Array(items) => writer.array(items.iter(), &NoRules),
            Self::Object(entries) => writer.map(entries.iter(), &NoRules),
        }
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        match self {
            Self::Null => hasher.write_u8(0),
            Self::Bool(value) => hasher.write_u8(1 + u8::from(*value)),
            Self::Number(number) => {
                hasher.write_u8(3);
                match (number.as_u64(), number.as_i64(), number.as_f64()) {
                    (Some(value), ..) => value.hash_content(hasher),
                    (_, Some(value), _) => value.hash_content(hasher),
                    (_, _, value) => value.hash_content(hasher),
                }
            }
            Self::String(text) => {
                hasher.write_u8(4);
                hasher.write_bytes(text.as_bytes());
            }
            Self::Array(items) => {
                hasher.write_u8(5);
                hasher.write_ordered(items.iter(), |item, hasher| item.hash_content(hasher));
            }
            Self::Object(entries) => {
                hasher.write_u8(6);
                entries.hash_content(hasher);
            }
        }
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::any()
    }

    /// As itself in formats for people, as JSON text in bytes in binary ones: those that tell values by
    /// their place can't say what a value is.
    fn serialize_with<Z: Serializer>(&self, _: &NoRules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        if serializer.is_human_readable() {
            Serialize::serialize(self, serializer)
        } else {
            serializer.serialize_bytes(self.to_string().as_bytes())
        }
    }

    fn is_none(&self) -> bool {
        self.is_null()
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

fn write_number<S: Style>(number: &Number, writer: &mut Writer<'_, S>) {
    if let Some(value) = number.as_u64() {
        value.write(&Rules::DEFAULT, writer);
    } else if let Some(value) = number.as_i64() {
        value.write(&Rules::DEFAULT, writer);
    } else {
        writer.double(number.as_f64().unwrap_or(f64::NAN));
    }
}

impl<'de> ParseField<'de> for Value {
    fn parse(parser: &mut Parser<'de>, _: &NoRules) -> Result<Self, Stop> {
        parser.start()?;
        match parser.peek() {
            b'"' => parser.string().map(|text| Self::String(text.into_owned())),
            b'{' => {
                let mut map = Map::new();
                let mut more = parser.object_first()?;
                while more {
                    let key = parser.key()?;
                    parser.charge(1)?;
                    map.insert(key.into_owned(), Self::parse(parser, &NoRules)?);
                    more = parser.object_step()?;
                }
                Ok(Self::Object(map))
            }
            b'[' => {
                let mut items = Vec::new();
                let mut more = parser.array_first()?;
                while more {
                    parser.charge(1)?;
                    items.push(Self::parse(parser, &NoRules)?);
                    more = parser.array_step()?;
                }
                Ok(Self::Array(items))
            }
            b't' => parser.ident("true").map(|()| Self::Bool(true)),
            b'f' => parser.ident("false").map(|()| Self::Bool(false)),
            b'-' | b'0'..=b'9' => parse_number(parser).map(Self::Number),
            b'n' => parser.ident("null").map(|()| Self::Null),
            // What begins nothing is the grammar's to refuse.
            _ => parser.skip_value().map(|()| Self::Null),
        }
    }

    fn deserialize_with<D: Deserializer<'de>>(
        _: &NoRules,
        _: Mode,
        deserializer: D,
        _: &mut Report,
    ) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            <Value as Deserialize>::deserialize(deserializer)
        } else {
            deserializer.deserialize_byte_buf(Embedded)
        }
    }
}

/// A value as JSON text in bytes, or as itself where the format says what it is.
struct Embedded;

impl<'de> de::Visitor<'de> for Embedded {
    type Value = Value;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bytes<E: de::Error>(self, text: &[u8]) -> Result<Value, E> {
        crate::json::from_json(text).map_err(E::custom)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Value, A::Error> {
        Value::deserialize(de::value::SeqAccessDeserializer::new(seq))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Value, A::Error> {
        Value::deserialize(de::value::MapAccessDeserializer::new(map))
    }
}

/// An integer that fits into 64 bits stays one; larger ones become floats, as in serde_json.
fn parse_number(parser: &mut Parser<'_>) -> Result<Number, Stop> {
    let scanned = parser.scan_number()?;
    if !scanned.is_float {
        let small = Parser::small_integer(scanned);
        if let Some(number) = small.and_then(|value| i64::try_from(value).ok()) {
            return Ok(number.into());
        }
        if let Ok(number) = parser.number_text(scanned).parse::<u64>() {
            return Ok(number.into());
        }
    }
    let value = parser.to_f64(scanned);
    // Beyond the range of a double: JSON has no infinity to put there.
    Number::from_f64(value).ok_or_else(|| parser.number_out_of_range(scanned))
}

impl Field for Map<String, Value> {
    type Rules = MapRules<TextRules, NoRules>;

    fn write<S: Style>(&self, _: &Self::Rules, writer: &mut Writer<'_, S>) {
        writer.map(self.iter(), &NoRules);
    }

    fn check(&self, rules: &Self::Rules, report: &mut Report) {
        rules.check_entries(self.iter(), report);
        if let Some(kind) = broken_by_count("Dictionary", rules.min_length, rules.max_length, self.len(), false) {
            report.refuse(self, rules, kind);
        }
    }

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_unordered(self.iter(), |(key, value), hasher| {
            hasher.write_bytes(key.as_bytes());
            value.hash_content(hasher);
        });
    }

    fn schema(rules: &Self::Rules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_map(rules.min_length, rules.max_length, Schema::any()).with_keys(Schema::of_text(&rules.keys))
    }

    fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
        serialize_entries(self.iter(), &rules.values, serializer)
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

impl<'de> ParseField<'de> for Map<String, Value> {
    fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
        let mut map = Self::new();
        parse_entries(parser, rules, |key, value| {
            map.insert(key, value);
            map.len()
        })?;
        Ok(map)
    }

    fn deserialize_with<D: Deserializer<'de>>(
        rules: &Self::Rules,
        mode: Mode,
        deserializer: D,
        report: &mut Report,
    ) -> Result<Self, D::Error> {
        let mut map = Self::new();
        deserialize_entries(rules, mode, deserializer, report, |key, value| {
            map.insert(key, value);
            map.len()
        })?;
        Ok(map)
    }
}
