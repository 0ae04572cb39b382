//! Reading an enum whose keys stand among those of a model, through serde: the values were kept.

use super::content::{Content, Of};
use super::deserialize::{Value, prefix, try_each};
use super::shape::{Body, ParseUnion, Tagging, VariantSource};
use crate::error::{LocItem, Report};
use crate::model::Partial;
use crate::serde_model::ModelVisitor;
use serde_core::de::value::MapDeserializer;
use serde_core::de::{Error, IntoDeserializer, Visitor};
use std::marker::PhantomData;

/// The keys of a flattened enum, and where they stand.
pub(crate) struct Among<'r, 'de> {
    pub(crate) entries: Vec<(String, Content<'de>)>,
    /// Whether the format is one for people.
    pub(crate) human: bool,
    /// Whether the model around the enum refuses unknown keys.
    pub(crate) forbid: bool,
    pub(crate) report: &'r mut Report,
}

/// Reads the enum that these keys tell.
///
/// # Errors
/// When they tell none, or its variant can't be read.
pub(crate) fn deserialize_among<'de, U: ParseUnion<'de>, E: Error>(mut among: Among<'_, 'de>) -> Result<U, E> {
    match U::UNION.tagging {
        Tagging::External => {
            let mut named = among.entries.into_iter().filter_map(|(key, value)| Some((U::find(&key)?, key, value)));
            let Some((index, _, value)) = named.next() else {
                return Err(E::custom(U::UNION.tag_not_found().message()));
            };
            let value = content::<U, E>(index, value, among.human, None, among.report)?;
            for (_, other, _) in named {
                let before = among.report.mark();
                among.report.error(crate::error::ErrorKind::ExtraForbidden);
                among.report.prefix(before, &LocItem::Key(other.into()));
            }
            Ok(value)
        }
        Tagging::Internal(tag) => {
            let index = find_variant::<U, E>(&among.entries, tag.wire)?;
            let Among { entries, human, forbid, report } = among;
            let before = report.mark();
            let value =
                U::read_variant(index, Variant { entries, human, forbid, report: &mut *report, error: PhantomData })?;
            prefix::<U>(report, before, index);
            Ok(value)
        }
        Tagging::Adjacent(tag, key) => {
            let index = find_variant::<U, E>(&among.entries, tag.wire)?;
            let value = among.entries.iter().rposition(|(name, _)| name == key.wire);
            let value = match value {
                Some(at) => among.entries.swap_remove(at).1,
                None if U::UNION.variants[index].body == Body::Unit => Content::Unit,
                None => return Err(E::missing_field(key.wire)),
            };
            content(index, value, among.human, Some(key.wire), among.report)
        }
        Tagging::Untagged => {
            let (entries, human, forbid) = (among.entries, among.human, among.forbid);
            try_each(among.report, |index, report| {
                U::read_variant(index, Variant { entries: entries.clone(), human, forbid, report, error: PhantomData })
            })
        }
    }
}

/// The variant that the tag names.
fn find_variant<'de, U: ParseUnion<'de>, E: Error>(entries: &[(String, Content<'de>)], tag: &str) -> Result<usize, E> {
    let Some((_, name)) = entries.iter().find(|(key, _)| key == tag) else {
        return Err(E::custom(U::UNION.tag_not_found().message()));
    };
    let found = U::find(&name.tag_text()).filter(|_| name.can_be_tag());
    found.ok_or_else(|| E::custom(U::UNION.tag_invalid(name.tag_text()).message()))
}

/// What a variant holds, under a key of its own.
fn content<'de, U: ParseUnion<'de>, E: Error>(
    index: usize,
    value: Content<'de>,
    human: bool,
    key: Option<&'static str>,
    report: &mut Report,
) -> Result<U, E> {
    let before = report.mark();
    let deserializer = IntoDeserializer::<E>::into_deserializer(Of(value, human));
    let value = U::read_variant(index, Value { deserializer, report: &mut *report })?;
    if let Some(key) = key.filter(|_| report.failed_since(before)) {
        report.prefix(before, &LocItem::from(key));
    }
    prefix::<U>(report, before, index);
    Ok(value)
}

/// A variant whose fields are among the keys.
struct Variant<'r, 'de, E> {
    entries: Vec<(String, Content<'de>)>,
    human: bool,
    forbid: bool,
    report: &'r mut Report,
    error: PhantomData<E>,
}

impl<E: Error> Variant<'_, '_, E> {
    fn no_object<T>(self) -> Result<T, E> {
        Err(E::custom("a variant that is no object can not stand among the fields of a model"))
    }
}

impl<'de, E: Error> VariantSource<'de> for Variant<'_, 'de, E> {
    type Stop = E;

    fn unit<P: Partial<'de>>(self) -> Result<P::Model, E> {
        self.no_object()
    }

    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, E> {
        self.no_object()
    }

    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, E> {
        self.no_object()
    }

    fn model<P: Partial<'de>>(self) -> Result<P::Model, E> {
        let human = self.human;
        let entries = self.entries.into_iter().map(|(key, value)| (key, Of(value, human)));
        ModelVisitor::<P>::behind(0, self.report)
            .among(human, self.forbid)
            .visit_map(MapDeserializer::<_, E>::new(entries))
    }
}
