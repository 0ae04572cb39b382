//! [`Content`]: a value of any serde format, kept until it is known what to read it as.

use serde_core::de::value::{MapDeserializer, SeqDeserializer};
use serde_core::de::{
    Deserialize, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::fmt;
use std::marker::PhantomData;

/// A value of serde's data model.
#[derive(Clone, Debug)]
pub(crate) enum Content<'de> {
    Unit,
    Bool(bool),
    Signed(i128),
    Unsigned(u128),
    Float(f64),
    Char(char),
    Borrowed(&'de str),
    Text(String),
    BorrowedBytes(&'de [u8]),
    Bytes(Vec<u8>),
    Some(Box<Content<'de>>),
    Seq(Vec<Content<'de>>),
    Map(Vec<(Content<'de>, Content<'de>)>),
}

/// How much is reserved at most on the word of the input.
const MAX_RESERVED: usize = 1024;

impl Content<'_> {
    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Borrowed(text) => Some(text),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a tag can be this: `null` is not the variant `None`, nor 1 the variant `1`.
    pub(super) fn can_be_tag(&self) -> bool {
        matches!(self, Self::Char(_)) || self.as_text().is_some()
    }

    /// The value as it is read as a tag: Python's form of what is no string.
    pub(super) fn tag_text(&self) -> String {
        match self {
            Self::Unit => "None".to_owned(),
            Self::Bool(true) => "True".to_owned(),
            Self::Bool(false) => "False".to_owned(),
            Self::Signed(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Char(value) => value.to_string(),
            other => other.as_text().unwrap_or("…").to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Content<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Content::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Content::Signed(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Self::Value, E> {
        Ok(Content::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Content::Unsigned(value.into()))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Self::Value, E> {
        Ok(Content::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Content::Float(value))
    }

    fn visit_char<E: Error>(self, value: char) -> Result<Self::Value, E> {
        Ok(Content::Char(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Content::Text(value.to_owned()))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Content::Borrowed(value))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Content::Text(value))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<Self::Value, E> {
        Ok(Content::Bytes(value.to_vec()))
    }

    fn visit_borrowed_bytes<E: Error>(self, value: &'de [u8]) -> Result<Self::Value, E> {
        Ok(Content::BorrowedBytes(value))
    }

    fn visit_byte_buf<E: Error>(self, value: Vec<u8>) -> Result<Self::Value, E> {
        Ok(Content::Bytes(value))
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Content::Unit)
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Content::Unit)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Content::deserialize(deserializer).map(|value| Content::Some(Box::new(value)))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Content::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::with_capacity(seq.size_hint().unwrap_or(0).min(MAX_RESERVED));
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Content::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::with_capacity(map.size_hint().unwrap_or(0).min(MAX_RESERVED));
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Content::Map(entries))
    }
}

/// Reads from a kept value.
pub(crate) struct ContentDeserializer<'de, E> {
    content: Content<'de>,
    /// Whether it is of a format for people.
    human: bool,
    error: PhantomData<E>,
}

impl<'de, E: Error> IntoDeserializer<'de, E> for Content<'de> {
    type Deserializer = ContentDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        Of(self, true).into_deserializer()
    }
}

/// A kept value, and whether it is of a format for people.
pub(super) struct Of<'de>(pub(super) Content<'de>, pub(super) bool);

impl<'de, E: Error> IntoDeserializer<'de, E> for Of<'de> {
    type Deserializer = ContentDeserializer<'de, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        ContentDeserializer { content: self.0, human: self.1, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for ContentDeserializer<'de, E> {
    type Error = E;

    fn is_human_readable(&self) -> bool {
        self.human
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        let human = self.human;
        match self.content {
            Content::Unit => visitor.visit_unit(),
            Content::Bool(value) => visitor.visit_bool(value),
            Content::Signed(value) => match i64::try_from(value) {
                Ok(value) => visitor.visit_i64(value),
                Err(_) => visitor.visit_i128(value),
            },
            Content::Unsigned(value) => match u64::try_from(value) {
                Ok(value) => visitor.visit_u64(value),
                Err(_) => visitor.visit_u128(value),
            },
            Content::Float(value) => visitor.visit_f64(value),
            Content::Char(value) => visitor.visit_char(value),
            Content::Borrowed(value) => visitor.visit_borrowed_str(value),
            Content::Text(value) => visitor.visit_string(value),
            Content::BorrowedBytes(value) => visitor.visit_borrowed_bytes(value),
            Content::Bytes(value) => visitor.visit_byte_buf(value),
            Content::Some(value) => visitor.visit_some(Of(*value, human).into_deserializer()),
            Content::Seq(items) => {
                let mut seq = SeqDeserializer::new(items.into_iter().map(|item| Of(item, human)));
                let value = visitor.visit_seq(&mut seq)?;
                seq.end()?;
                Ok(value)
            }
            Content::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (Of(key, human), Of(value, human)));
                let mut map = MapDeserializer::new(entries);
                let value = visitor.visit_map(&mut map)?;
                map.end()?;
                Ok(value)
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Unit => visitor.visit_none(),
            Content::Some(value) => visitor.visit_some(Of(*value, self.human).into_deserializer()),
            content => visitor.visit_some(Of(content, self.human).into_deserializer()),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        let (variant, value) = match self.content {
            Content::Map(entries) => {
                let mut entries = entries.into_iter();
                match (entries.next(), entries.next()) {
                    (Some((variant, value)), None) => (variant, Some(value)),
                    _ => return Err(E::custom("an enum is a map with one key")),
                }
            }
            variant => (variant, None),
        };
        visitor.visit_enum(ContentEnum { variant, value, human: self.human, error: PhantomData })
    }

    serde_core::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct ContentEnum<'de, E> {
    variant: Content<'de>,
    value: Option<Content<'de>>,
    human: bool,
    error: PhantomData<E>,
}

impl<'de, E: Error> EnumAccess<'de> for ContentEnum<'de, E> {
    type Error = E;
    type Variant = ContentVariant<'de, E>;

    fn variant_seed<V: serde_core::de::DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), E> {
        let value = seed.deserialize(IntoDeserializer::<E>::into_deserializer(self.variant))?;
        Ok((value, ContentVariant { value: self.value, human: self.human, error: PhantomData }))
    }
}

struct ContentVariant<'de, E> {
    value: Option<Content<'de>>,
    human: bool,
    error: PhantomData<E>,
}

impl<'de, E: Error> ContentVariant<'de, E> {
    fn value(self) -> Result<ContentDeserializer<'de, E>, E> {
        let value = self.value.map(|value| Of(value, self.human).into_deserializer());
        value.ok_or_else(|| E::custom("the variant has no content"))
    }
}

impl<'de, E: Error> VariantAccess<'de> for ContentVariant<'de, E> {
    type Error = E;

    fn unit_variant(self) -> Result<(), E> {
        match self.value {
            None | Some(Content::Unit) => Ok(()),
            Some(_) => Err(E::custom("the variant has no data")),
        }
    }

    fn newtype_variant_seed<T: serde_core::de::DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, E> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, E> {
        self.value()?.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, E> {
        self.value()?.deserialize_any(visitor)
    }
}
