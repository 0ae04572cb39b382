//! Deserializing enums with data.

use super::content::Content;
use super::shape::{Body, ParseUnion, Tagging, VariantSource};
use crate::error::{LocItem, Report};
use crate::field::FieldBits;
use crate::model::{Model, Partial};
use crate::options::DEFAULT_MAX_ERRORS;
use crate::serde_model::{ModelVisitor, deserialize_model};
use crate::shapes::tuple::TupleVisitor;
use crate::shapes::{deserialize_transparent, deserialize_tuple, deserialize_unit};
use serde_core::Deserializer;
use serde_core::de::{
    Deserialize, DeserializeSeed, EnumAccess, Error, IntoDeserializer, MapAccess, VariantAccess, Visitor,
};
use std::fmt;
use std::marker::PhantomData;

/// How many tries of untagged variants one document may cost: nested ones multiply.
const MAX_TRIES: usize = 10_000;

/// How much of each variant's problem the error of an untagged enum quotes, in characters.
const MAX_QUOTED: usize = 160;

/// Deserializes an enum with data and checks it.
///
/// # Errors
/// Whatever the deserializer returns, and a tag that no variant has.
pub fn deserialize_union<'de, U: ParseUnion<'de>, D: Deserializer<'de>>(
    deserializer: D,
    report: &mut Report,
) -> Result<U, D::Error> {
    let (union, human) = (PhantomData::<U>, deserializer.is_human_readable());
    if !human {
        return deserializer.deserialize_enum(U::SHAPE.name, U::UNION.names, EnumVisitor { human, report, union });
    }
    match U::UNION.tagging {
        Tagging::External => {
            deserializer.deserialize_enum(U::SHAPE.name, U::UNION.names, EnumVisitor { human, report, union })
        }
        Tagging::Internal(tag) => deserializer.deserialize_map(InternalVisitor { tag: tag.wire, report, union }),
        Tagging::Adjacent(tag, content) => {
            deserializer.deserialize_map(AdjacentVisitor { tag: tag.wire, content: content.wire, report, union })
        }
        Tagging::Untagged => {
            let content = Content::deserialize(deserializer)?;
            try_variants(&content, report)
        }
    }
}

/// The position of a variant by its name, or in binary formats by its number.
struct VariantSeed<U>(PhantomData<U>);

impl<'de, U: ParseUnion<'de>> DeserializeSeed<'de> for VariantSeed<U> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de, U: ParseUnion<'de>> Visitor<'de> for VariantSeed<U> {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a variant of `{}`", U::SHAPE.name)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<usize, E> {
        usize::try_from(value)
            .ok()
            .filter(|index| *index < U::UNION.variants.len())
            .ok_or_else(|| E::custom(format_args!("`{}` has no variant {value}", U::SHAPE.name)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<usize, E> {
        U::find(value).ok_or_else(|| E::custom(U::UNION.tag_invalid(value.to_owned()).message()))
    }

    fn visit_bytes<E: Error>(self, value: &[u8]) -> Result<usize, E> {
        self.visit_str(&String::from_utf8_lossy(value))
    }
}

struct EnumVisitor<'r, U> {
    /// Whether the format is one for people.
    human: bool,
    report: &'r mut Report,
    union: PhantomData<U>,
}

impl<'de, U: ParseUnion<'de>> Visitor<'de> for EnumVisitor<'_, U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}`", U::SHAPE.name)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<U, A::Error> {
        let (index, access) = access.variant_seed(VariantSeed::<U>(PhantomData))?;
        let before = self.report.mark();
        let skip = usize::from(matches!(U::UNION.tagging, Tagging::Internal(_)));
        let value = U::read_variant(index, Access { access, human: self.human, skip, report: &mut *self.report });
        prefix::<U>(self.report, before, index);
        value
    }
}

/// Puts the problems of a variant under its name.
pub(super) fn prefix<'de, U: ParseUnion<'de>>(report: &mut Report, before: crate::error::Mark, index: usize) {
    if report.failed_since(before) {
        report.prefix(before, &LocItem::from(U::UNION.variants[index].key.wire));
    }
}

/// A variant in serde's own form.
struct Access<'r, A> {
    access: A,
    human: bool,
    /// How many fields in front are not there: an internal tag.
    skip: usize,
    report: &'r mut Report,
}

impl<'de, A: VariantAccess<'de>> VariantSource<'de> for Access<'_, A> {
    type Stop = A::Error;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        self.access.unit_variant()?;
        finish_unit::<P, _>(self.report)
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        self.access.newtype_variant_seed(NewtypeSeed::<P> { report: self.report, partial: PhantomData })
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        let visitor = TupleVisitor::<P> { human: self.human, report: self.report, partial: PhantomData };
        self.access.tuple_variant(P::SHAPE.fields.len(), visitor)
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        if const { P::SHAPE.needs_keys() } {
            return self.access.newtype_variant_seed(ModelSeed::<P> { report: self.report, partial: PhantomData });
        }
        let names = P::SHAPE.wire_names.get(self.skip..).unwrap_or_default();
        if names.is_empty() && self.skip > 0 {
            return self.unit::<P>();
        }
        self.access.struct_variant(names, ModelVisitor::<P>::behind(self.skip, self.report))
    }
}

/// A variant that has no data.
fn finish_unit<'de, P: Partial<'de>, E: Error>(report: &mut Report) -> Result<P::Model, E> {
    let seen = FieldBits::new();
    let Some(model) = P::empty().end(report, &seen, 0..0) else {
        return Err(E::custom(format_args!("`{}` has fields, and there is no data", P::SHAPE.name)));
    };
    if let Err(problem) = model.check_model() {
        report.error(problem.into_kind());
    }
    Ok(model)
}

struct NewtypeSeed<'r, P> {
    report: &'r mut Report,
    partial: PhantomData<P>,
}

impl<'de, P: Partial<'de>> DeserializeSeed<'de> for NewtypeSeed<'_, P> {
    type Value = P::Model;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<P::Model, D::Error> {
        deserialize_transparent::<P, D>(deserializer, self.report)
    }
}

/// A variant whose fields are told by their keys in every format.
struct ModelSeed<'r, P> {
    report: &'r mut Report,
    partial: PhantomData<P>,
}

impl<'de, P: Partial<'de>> DeserializeSeed<'de> for ModelSeed<'_, P> {
    type Value = P::Model;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<P::Model, D::Error> {
        deserialize_model::<P, D>(deserializer, self.report)
    }
}

/// A variant's value behind a deserializer.
pub(super) struct Value<'r, D> {
    pub(super) deserializer: D,
    pub(super) report: &'r mut Report,
}

impl<'de, D: Deserializer<'de>> VariantSource<'de> for Value<'_, D> {
    type Stop = D::Error;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, D::Error> {
        deserialize_unit::<P, D>(self.deserializer, self.report)
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, D::Error> {
        deserialize_transparent::<P, D>(self.deserializer, self.report)
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, D::Error> {
        deserialize_tuple::<P, D>(self.deserializer, self.report)
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, D::Error> {
        deserialize_model::<P, D>(self.deserializer, self.report)
    }
}

/// A variant's fields behind an internal tag.
struct Rest<'r, A> {
    map: A,
    report: &'r mut Report,
}

impl<'de, A: MapAccess<'de>> Rest<'_, A> {
    fn no_object<T>(self) -> Result<T, A::Error> {
        Err(A::Error::custom("an internally tagged variant is an object"))
    }
}

impl<'de, A: MapAccess<'de>> VariantSource<'de> for Rest<'_, A> {
    type Stop = A::Error;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        self.no_object()
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        self.no_object()
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        self.no_object()
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, A::Error> {
        ModelVisitor::<P>::behind(0, self.report).visit_map(self.map)
    }
}

struct InternalVisitor<'r, U> {
    tag: &'static str,
    report: &'r mut Report,
    union: PhantomData<U>,
}

impl<'de, U: ParseUnion<'de>> Visitor<'de> for InternalVisitor<'_, U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}` object with the tag `{}`", U::SHAPE.name, self.tag)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        // The tag first, as it is written: nothing needs to be kept.
        let mut kept: Vec<(Content<'de>, Content<'de>)> = Vec::new();
        while let Some(key) = map.next_key::<Content<'de>>()? {
            if key.as_text() != Some(self.tag) {
                kept.push((key, map.next_value()?));
                continue;
            }
            let tag: Content<'de> = map.next_value()?;
            let Some(index) = U::find(&tag.tag_text()).filter(|_| tag.can_be_tag()) else {
                return Err(A::Error::custom(U::UNION.tag_invalid(tag.tag_text()).message()));
            };
            let before = self.report.mark();
            let value = if kept.is_empty() {
                U::read_variant(index, Rest { map, report: &mut *self.report })
            } else {
                while let Some(entry) = map.next_entry()? {
                    kept.push(entry);
                }
                let deserializer = Content::Map(kept).into_deserializer();
                U::read_variant(index, Value { deserializer, report: &mut *self.report })
            };
            prefix::<U>(self.report, before, index);
            return value;
        }
        Err(A::Error::custom(U::UNION.tag_not_found().message()))
    }
}

struct AdjacentVisitor<'r, U> {
    tag: &'static str,
    content: &'static str,
    report: &'r mut Report,
    union: PhantomData<U>,
}

impl<'de, U: ParseUnion<'de>> Visitor<'de> for AdjacentVisitor<'_, U> {
    type Value = U;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "a `{}` object with the keys `{}` and `{}`", U::SHAPE.name, self.tag, self.content)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<U, A::Error> {
        let (mut tag, mut content) = (None, None);
        while let Some(key) = map.next_key::<Content<'de>>()? {
            let value: Content<'de> = map.next_value()?;
            match key.as_text() {
                Some(key) if key == self.tag => tag = Some(value),
                Some(key) if key == self.content => content = Some(value),
                Some(key) if U::UNION.forbid => {
                    let before = self.report.mark();
                    self.report.error(crate::error::ErrorKind::ExtraForbidden);
                    self.report.prefix(before, &LocItem::Key(key.to_owned().into()));
                }
                _ => {}
            }
        }
        let Some(tag) = tag else { return Err(A::Error::custom(U::UNION.tag_not_found().message())) };
        let Some(index) = U::find(&tag.tag_text()).filter(|_| tag.can_be_tag()) else {
            return Err(A::Error::custom(U::UNION.tag_invalid(tag.tag_text()).message()));
        };
        let before = self.report.mark();
        if content.is_none() && U::UNION.variants[index].body != Body::Unit {
            return Err(A::Error::missing_field(self.content));
        }
        let deserializer = content.unwrap_or(Content::Unit).into_deserializer();
        let value = U::read_variant(index, Value { deserializer, report: &mut *self.report });
        if self.report.failed_since(before) {
            self.report.prefix(before, &LocItem::from(self.content));
        }
        prefix::<U>(self.report, before, index);
        value
    }
}

/// The first variant that a value fits.
fn try_variants<'de, U: ParseUnion<'de>, E: Error>(content: &Content<'de>, report: &mut Report) -> Result<U, E> {
    try_each(report, |index, report| {
        let deserializer = IntoDeserializer::<E>::into_deserializer(content.clone());
        U::read_variant(index, Value { deserializer, report })
    })
}

/// The first variant that can be read.
pub(super) fn try_each<'de, U: ParseUnion<'de>, E: Error>(
    report: &mut Report,
    mut read: impl FnMut(usize, &mut Report) -> Result<U, E>,
) -> Result<U, E> {
    let mut why = String::new();
    for (index, variant) in U::UNION.variants.iter().enumerate() {
        report.tries += 1;
        if report.tries > MAX_TRIES {
            return Err(E::custom("too many variants of untagged enums inside each other"));
        }
        let mut own = Report::new(DEFAULT_MAX_ERRORS);
        own.tries = report.tries;
        let value = read(index, &mut own);
        report.tries = own.tries;
        let problem = match value {
            Ok(value) if own.is_empty() => return Ok(value),
            Ok(_) => own.into_error(U::SHAPE.name, None).to_string(),
            Err(error) => error.to_string(),
        };
        let quoted: String = problem.chars().take(MAX_QUOTED).collect();
        why.push_str(&format!("\n{}: {quoted}", variant.key.name));
    }
    Err(E::custom(format_args!("no variant of `{}` fits{why}", U::SHAPE.name)))
}
