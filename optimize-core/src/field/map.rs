//! Maps: JSON objects with keys of any type that has a text form.

use crate::error::{ErrorKind, FailedKeys, LocItem, Mark, Report};
use crate::field::text::CowVisitor;
use crate::field::{Field, MapKey, ParseField, ParseKey};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, SyntaxKind, Writer};
use crate::mode::Mode;
use crate::ruled::{Ruled, Seed};
use crate::rules::{MapRules, Rules, broken_by_count};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{DeserializeSeed, MapAccess, Visitor};
use serde_core::ser::{Error as _, SerializeMap};
use serde_core::{Deserializer, Serializer};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;

/// Reads an object, handing entry after entry over; the last of equal keys counts.
pub(super) fn parse_entries<'de, K: ParseKey<'de>, T: ParseField<'de>>(
    parser: &mut Parser<'de>,
    rules: &MapRules<K::Rules, T::Rules>,
    insert: impl FnMut(K, T) -> usize,
) -> Result<(), Stop> {
    let mut object = Object::open(parser)?;
    object.rest(parser, rules, insert)?;
    object.close(parser, rules)
}

/// Where a parser is in an object that becomes a map.
struct Object {
    start: usize,
    mark: Mark,
    /// Whether another entry follows; the position is then at its key.
    more: bool,
    /// The entries that were read.
    read: usize,
    /// The entries that are kept.
    count: usize,
    overfull: bool,
    ceiling: usize,
    /// How many entries may have been read before there is a question: none where fields are tracked, or an entry was
    /// wrong.
    plain: usize,
    failed: FailedKeys,
}

impl Object {
    #[inline(always)]
    fn open(parser: &mut Parser<'_>) -> Result<Self, Stop> {
        let start = parser.start()?;
        if parser.peek() != b'{' {
            return Err(parser.mismatch(start, ErrorKind::DictType));
        }
        let (mark, ceiling) = (parser.report.mark(), parser.items);
        let more = parser.object_first()?;
        let plain = if parser.tracker.is_some() { 0 } else { ceiling };
        let failed = FailedKeys::default();
        Ok(Self { start, mark, more, read: 0, count: 0, overfull: false, ceiling, plain, failed })
    }

    /// An entry is wrong.
    #[cold]
    fn fail(&mut self, parser: &mut Parser<'_>, before: Mark, key: &str) {
        self.failed.record(&mut parser.report, before, key);
        self.plain = 0;
    }

    /// There are so many entries now.
    #[inline(always)]
    fn kept(&mut self, count: usize, most: usize) {
        self.count = count;
        if count > most {
            self.overfull = true;
            self.plain = 0;
        }
    }

    /// Reads over entries of before, as long as the same keys come in the same order.
    fn same<'de, 'm, K: ParseKey<'de> + 'm, T: ParseField<'de> + 'm>(
        &mut self,
        parser: &mut Parser<'de>,
        rules: &MapRules<K::Rules, T::Rules>,
        before: impl Iterator<Item = (&'m K, &'m mut T)>,
    ) -> Result<(), Stop> {
        for (key, value) in before {
            if !self.more || self.read == self.ceiling || self.count == rules.max_length {
                return Ok(());
            }
            if self.read < self.plain
                && let Some(text) = parser.short_key()
                && key.is_short(text, parser.mode, &rules.keys)
            {
                parser.pass_short_key(text);
                self.read += 1;
                let before = parser.report.mark();
                match value.parse_over(parser, &rules.values) {
                    Ok(()) => self.count += 1,
                    Err(Stop::Fatal) => return Err(Stop::Fatal),
                    Err(Stop::Invalid) => {
                        // This entry and those behind it are not kept.
                        self.fail(parser, before, text.text());
                        self.more = parser.object_step()?;
                        return Ok(());
                    }
                }
                self.more = parser.object_next()?;
                continue;
            }
            let key_start = parser.position;
            let text = parser.string()?;
            // A key that is normalised need not be the one that it was.
            let normalises = parser.mode.normalises_inside(rules.keys.mode());
            if normalises || !key.with_key(|key| key == text) {
                parser.position = key_start;
                return Ok(());
            }
            let span = key_start..parser.position;
            parser.colon()?;
            let before = parser.report.mark();
            let holds = key_holds(parser, key, &rules.keys, &span);
            let step = || LocItem::Key(text.clone().into_owned().into());
            let read = parser.step(step, |parser| value.parse_over(parser, &rules.values));
            if read == Err(Stop::Fatal) {
                return read;
            }
            self.read += 1;
            if read.is_err() || !holds {
                self.fail(parser, before, &text);
                self.more = parser.object_step()?;
                return Ok(());
            }
            self.count += 1;
            self.more = parser.object_step()?;
        }
        Ok(())
    }

    /// Reads the entries that are left.
    fn rest<'de, K: ParseKey<'de>, T: ParseField<'de>>(
        &mut self,
        parser: &mut Parser<'de>,
        rules: &MapRules<K::Rules, T::Rules>,
        mut insert: impl FnMut(K, T) -> usize,
    ) -> Result<(), Stop> {
        while self.more {
            if let Some((key, text)) = self.plain_key::<K>(parser, &rules.keys) {
                self.read += 1;
                let before = parser.report.mark();
                let mut value = None;
                match (T::parse_slot(parser, &rules.values, &mut value), value) {
                    (Ok(()), Some(value)) => self.kept(insert(key, value), rules.max_length),
                    (Err(Stop::Fatal), _) => return Err(Stop::Fatal),
                    _ => self.fail(parser, before, text),
                }
                self.more = parser.object_next()?;
                continue;
            }
            let key_start = parser.position;
            let text = parser.string()?;
            let span = key_start..parser.position;
            parser.colon()?;
            if self.overfull {
                parser.skip_value()?;
            } else if self.read == self.ceiling {
                return Err(parser.fatal(SyntaxKind::TooManyItems));
            } else {
                self.read += 1;
                self.failed.retract(&mut parser.report, self.mark, &text);
                let before = parser.report.mark();
                let key = parse_key::<K>(parser, text.clone(), &rules.keys, &span);
                let step = || LocItem::Key(text.clone().into_owned().into());
                let mut value = None;
                let read = parser.step(step, |parser| T::parse_slot(parser, &rules.values, &mut value));
                match (key, value) {
                    _ if read == Err(Stop::Fatal) => return read,
                    (Some(key), Some(value)) => self.kept(insert(key, value), rules.max_length),
                    _ => self.fail(parser, before, &text),
                }
            }
            self.more = parser.object_step()?;
        }
        Ok(())
    }

    /// Consumes a key and its colon, where nothing is odd about it, the entry is to be kept and no other is known to be
    /// wrong. The key, and its text.
    #[inline(always)]
    fn plain_key<'de, K: ParseKey<'de>>(&self, parser: &mut Parser<'de>, rules: &K::Rules) -> Option<(K, &'de str)> {
        if self.read >= self.plain {
            return None;
        }
        let text = parser.short_key()?;
        let key = K::from_short(text, parser.mode, rules)?;
        parser.pass_short_key(text);
        Some((key, text.text()))
    }

    #[inline(always)]
    fn close<K: Rules, T: Rules>(self, parser: &mut Parser<'_>, rules: &MapRules<K, T>) -> Result<(), Stop> {
        if self.overfull {
            parser.report.truncate(self.mark);
        } else {
            parser.charge(self.read)?;
            if parser.report.failed_since(self.mark) {
                return Err(Stop::Invalid);
            }
        }
        match broken_by_count("Dictionary", rules.min_length, rules.max_length, self.count, false) {
            None => Ok(()),
            Some(kind) => Err(parser.reject(self.start, kind)),
        }
    }
}

/// A key and its rules. `None` when it is wrong, which is then recorded.
#[allow(clippy::ptr_arg)] // whether the text is borrowed is what a key asks
fn parse_key<'de, K: ParseKey<'de>>(
    parser: &mut Parser<'de>,
    text: Cow<'de, str>,
    rules: &K::Rules,
    span: &Range<usize>,
) -> Option<K> {
    match K::from_key(text, parser.mode.inside(rules.mode())) {
        Ok(key) => key_holds(parser, &key, rules, span).then_some(key),
        Err(kind) => {
            let before = parser.report.mark();
            parser.report.error_at(kind, span.clone());
            parser.report.prefix(before, &LocItem::MAP_KEY);
            None
        }
    }
}

/// Whether a key keeps its rules. What it breaks is recorded.
#[inline(always)]
fn key_holds<K: MapKey>(parser: &mut Parser<'_>, key: &K, rules: &K::Rules, span: &Range<usize>) -> bool {
    let before = parser.report.mark();
    key.check(rules, &mut parser.report);
    if !parser.report.failed_since(before) {
        return true;
    }
    parser.report.place_text(before, span);
    parser.report.prefix(before, &LocItem::MAP_KEY);
    false
}

/// Reads a key of serde's, whose formats need not have text keys.
struct KeySeed<'r, K: Field>(Seed<'r, K>);

impl<'de, K: ParseKey<'de>> DeserializeSeed<'de> for KeySeed<'_, K> {
    type Value = Option<K>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<K>, D::Error> {
        let Seed { rules, mode, report } = self.0;
        let text = deserializer.deserialize_str(CowVisitor)?;
        match K::from_key(text.clone(), mode.inside(rules.mode())) {
            Ok(key) => {
                report.nest(|| LocItem::MAP_KEY, |report| key.check(rules, report));
                Ok(Some(key))
            }
            Err(kind) => {
                report.nest(
                    || LocItem::Key(text.into_owned().into()),
                    |report| report.nest(|| LocItem::MAP_KEY, |r| r.error(kind)),
                );
                Ok(None)
            }
        }
    }
}

/// Reads a map of serde's.
struct EntriesVisitor<'r, K: MapKey, T: Field, F> {
    rules: &'r MapRules<K::Rules, T::Rules>,
    mode: Mode,
    report: &'r mut Report,
    insert: F,
}

impl<'de, K: ParseKey<'de>, T: ParseField<'de>, F: FnMut(K, T) -> usize> Visitor<'de> for EntriesVisitor<'_, K, T, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut count = 0;
        while let Some(key) = map.next_key_seed(KeySeed(Seed::<K>::new(&self.rules.keys, self.mode, self.report)))? {
            let before = self.report.mark();
            let value = map.next_value_seed(Seed::<T>::new(&self.rules.values, self.mode, self.report))?;
            let Some(key) = key else { continue };
            if self.report.failed_since(before) {
                self.report.prefix(before, &key.with_key(|key| LocItem::Key(key.to_owned().into())));
            }
            count = (self.insert)(key, value);
        }
        if let Some(kind) = broken_by_count("Dictionary", self.rules.min_length, self.rules.max_length, count, false) {
            self.report.error(kind);
        }
        Ok(())
    }
}

pub(super) fn deserialize_entries<'de, K: ParseKey<'de>, T: ParseField<'de>, D: Deserializer<'de>>(
    rules: &MapRules<K::Rules, T::Rules>,
    mode: Mode,
    deserializer: D,
    report: &mut Report,
    insert: impl FnMut(K, T) -> usize,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(EntriesVisitor::<K, T, _> { rules, mode, report, insert })
}

pub(super) fn serialize_entries<'v, K: MapKey + 'v, T: Field + 'v, Z: Serializer>(
    entries: impl ExactSizeIterator<Item = (&'v K, &'v T)>,
    rules: &T::Rules,
    serializer: Z,
) -> Result<Z::Ok, Z::Error> {
    let mut map = serializer.serialize_map(Some(entries.len()))?;
    for (key, value) in entries {
        if let Some(reason) = key.unwritable() {
            return Err(Z::Error::custom(reason));
        }
        key.with_key(|key| map.serialize_entry(key, &Ruled::new(value, rules)))?;
    }
    map.end()
}

/// Reads a tree over another one: its entries stay as long as their keys come in their order.
fn over_tree<'de, K: ParseKey<'de> + Ord, T: ParseField<'de>>(
    map: &mut BTreeMap<K, T>,
    parser: &mut Parser<'de>,
    rules: &MapRules<K::Rules, T::Rules>,
) -> Result<(), Stop> {
    let mut object = Object::open(parser)?;
    object.same(parser, rules, map.iter_mut())?;
    while map.len() > object.count {
        map.pop_last();
    }
    object.rest(parser, rules, |key, value| {
        map.insert(key, value);
        map.len()
    })?;
    object.close(parser, rules)
}

/// Reads a table over another one, whose room it has.
fn over_table<'de, K: ParseKey<'de> + Hash + Eq, T: ParseField<'de>, H: BuildHasher>(
    map: &mut HashMap<K, T, H>,
    parser: &mut Parser<'de>,
    rules: &MapRules<K::Rules, T::Rules>,
) -> Result<(), Stop> {
    map.clear();
    parse_entries(parser, rules, |key, value| {
        map.insert(key, value);
        map.len()
    })
}

macro_rules! map {
    ($type:ty, [$($generic:tt)*], [$($parse_generic:tt)*], $fingerprint:ident, $over:ident, $take:expr) => {
        impl<$($generic)*> Field for $type {
            type Rules = MapRules<K::Rules, T::Rules>;

            #[inline]
            fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
                writer.map(self.iter(), &rules.values);
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                rules.check_entries(self.iter(), report);
                if let Some(kind) =
                    broken_by_count("Dictionary", rules.min_length, rules.max_length, self.len(), false)
                {
                    report.refuse(self, rules, kind);
                }
            }

            fn normalise(&mut self, rules: &Self::Rules, mode: Mode) {
                let take: fn(&mut Self) -> Vec<(K, T)> = $take;
                let entries = take(self).into_iter();
                self.extend(entries.map(|(mut key, mut value)| {
                    key.normalise(&rules.keys, mode);
                    value.normalise(&rules.values, mode);
                    (key, value)
                }));
            }

            #[inline]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                hasher.$fingerprint(self.iter(), |(key, value), hasher| {
                    key.hash_content(hasher);
                    value.hash_content(hasher);
                });
            }

            fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
                let values = T::schema(&rules.values, generator);
                // What a key that is a number must be, no keyword for texts can say.
                let keys = Some(K::schema(&rules.keys, generator)).filter(|keys| keys.is_text(generator));
                Schema::of_map(rules.min_length, rules.max_length, values).with_keys(keys.unwrap_or_default())
            }

            fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serialize_entries(self.iter(), &rules.values, serializer)
            }
        }

        impl<'de, $($parse_generic)*> ParseField<'de> for $type {
            fn parse_slot(
                parser: &mut Parser<'de>,
                rules: &Self::Rules,
                slot: &mut Option<Self>,
            ) -> Result<(), Stop> {
                let map = slot.insert(Self::default());
                let read = parse_entries(parser, rules, |key, value| {
                    map.insert(key, value);
                    map.len()
                });
                if read.is_err() {
                    *slot = None;
                }
                read
            }

            fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<(), Stop> {
                $over(self, parser, rules)
            }

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &Self::Rules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                let mut map = Self::default();
                deserialize_entries(rules, mode, deserializer, report, |key, value| {
                    map.insert(key, value);
                    map.len()
                })?;
                Ok(map)
            }
        }
    };
}

map!(
    BTreeMap<K, T>,
    [K: MapKey + Ord, T: Field],
    [K: ParseKey<'de> + Ord, T: ParseField<'de>],
    write_ordered,
    over_tree,
    |map| std::mem::take(map).into_iter().collect()
);
map!(
    HashMap<K, T, H>,
    [K: MapKey + Hash + Eq, T: Field, H: BuildHasher],
    [K: ParseKey<'de> + Hash + Eq, T: ParseField<'de>, H: BuildHasher + Default],
    write_unordered,
    over_table,
    |map| map.drain().collect()
);
