//! Lists, sets and arrays.

use crate::error::{ErrorKind, LocItem, Report};
use crate::field::{Field, ParseField};
use crate::fingerprint::FingerprintHasher;
use crate::json::{Parser, Stop, Style, SyntaxKind, Writer};
use crate::mode::Mode;
use crate::ruled::{Ruled, Seed};
use crate::rules::{ItemsRules, broken_by_count, broken_by_repeat};
use crate::schema::{Schema, SchemaGenerator};
use serde_core::de::{SeqAccess, Visitor};
use serde_core::ser::SerializeSeq;
use serde_core::{Deserializer, Serializer};
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::fmt;
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;
use std::sync::Arc;

/// What lists have and sets do not: a length that is known before the items are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    List,
    Set,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::List => "List",
            Self::Set => "Set",
        }
    }

    const fn type_error(self) -> ErrorKind {
        match self {
            Self::List => ErrorKind::ListType,
            Self::Set => ErrorKind::SetType,
        }
    }
}

/// A collection that is filled item by item.
trait Collect<T> {
    /// Adds an item.
    fn add(&mut self, item: T);
    /// Makes room for a few items: there is one at least.
    #[inline(always)]
    fn begin(&mut self) {}
    /// An item of before, to be read over. It counts once it is [kept](Self::keep).
    #[inline(always)]
    fn spare(&mut self) -> Option<&mut T> {
        None
    }
    /// The spare item is a good one now.
    fn keep(&mut self) {}
    /// How many items there are.
    fn count(&self) -> usize;
    /// What `unique` has against the items.
    fn repeat(&self) -> Option<ErrorKind> {
        None
    }
}

impl<T: Field> Collect<T> for Vec<T> {
    #[inline]
    fn add(&mut self, item: T) {
        self.push(item);
    }
    /// As many as the first push would make room for, without the question what room there is.
    #[inline(always)]
    fn begin(&mut self) {
        *self = Self::with_capacity(if size_of::<T>() <= 1024 { 4 } else { 1 });
    }
    fn count(&self) -> usize {
        self.len()
    }
    fn repeat(&self) -> Option<ErrorKind> {
        broken_by_repeat(self.iter())
    }
}

/// A list that is read over: its items are until others take their place.
struct Over<'v, T> {
    items: &'v mut Vec<T>,
    /// How many are new.
    kept: usize,
}

impl<T: Field> Collect<T> for Over<'_, T> {
    fn add(&mut self, item: T) {
        match self.items.get_mut(self.kept) {
            Some(place) => *place = item,
            None => self.items.push(item),
        }
        self.kept += 1;
    }

    #[inline(always)]
    fn spare(&mut self) -> Option<&mut T> {
        self.items.get_mut(self.kept)
    }

    #[inline(always)]
    fn keep(&mut self) {
        self.kept += 1;
    }

    fn count(&self) -> usize {
        self.kept
    }

    fn repeat(&self) -> Option<ErrorKind> {
        broken_by_repeat(self.items.iter().take(self.kept))
    }
}

impl<T: Ord> Collect<T> for BTreeSet<T> {
    fn add(&mut self, item: T) {
        self.insert(item);
    }
    fn count(&self) -> usize {
        self.len()
    }
}

impl<T: Hash + Eq, H: BuildHasher + Default> Collect<T> for HashSet<T, H> {
    fn add(&mut self, item: T) {
        self.insert(item);
    }
    fn count(&self) -> usize {
        self.len()
    }
}

/// Reads an array into a collection. After an error it holds whatever was read.
fn parse_items<'de, T: ParseField<'de>, C: Collect<T>>(
    parser: &mut Parser<'de>,
    rules: &ItemsRules<T::Rules>,
    kind: Kind,
    items: &mut C,
) -> Result<(), Stop> {
    let start = parser.start()?;
    if parser.peek() != b'[' {
        return Err(parser.mismatch(start, kind.type_error()));
    }
    let mark = parser.report.mark();
    let mut placed = mark;
    let mut count = 0;
    let mut overfull = false;
    let ceiling = parser.items;
    // How many may come before there is a question.
    let mut room = if kind == Kind::List { ceiling.min(rules.max_length) } else { ceiling };
    let tracked = parser.tracker.is_some();
    let mut more = parser.array_first()?;
    if more {
        items.begin();
    }
    while more {
        if count >= room {
            if !overfull && (kind == Kind::Set || count != rules.max_length) {
                return Err(parser.fatal(SyntaxKind::TooManyItems));
            }
            // Nothing beyond the limit is kept, however much there is.
            overfull = true;
            parser.skip_value()?;
        } else {
            if tracked {
                parser.enter(LocItem::Index(count));
            }
            let read = read_item(parser, rules, items);
            if tracked {
                parser.leave();
            }
            match read {
                Ok(()) if kind == Kind::Set && items.count() > rules.max_length => {
                    overfull = true;
                    room = 0;
                }
                Ok(()) => {}
                Err(Stop::Invalid) => {
                    parser.report.prefix(placed, &LocItem::Index(count));
                    placed = parser.report.mark();
                }
                Err(Stop::Fatal) => return Err(Stop::Fatal),
            }
        }
        count += 1;
        more = parser.array_next()?;
    }
    if !overfull {
        parser.charge(count)?;
    }
    if overfull {
        parser.report.truncate(mark);
    } else if parser.report.failed_since(mark) {
        return Err(Stop::Invalid);
    }
    let length = if overfull && kind == Kind::List { count } else { items.count() };
    let broken = broken_by_count(kind.name(), rules.min_length, rules.max_length, length, kind == Kind::List)
        .or_else(|| if rules.unique { items.repeat() } else { None });
    match broken {
        None => Ok(()),
        Some(kind) => Err(parser.reject(start, kind)),
    }
}

/// Reads an array into a new collection, where it is to be.
fn parse_new<'de, T: ParseField<'de>, C: Collect<T> + Default>(
    parser: &mut Parser<'de>,
    rules: &ItemsRules<T::Rules>,
    kind: Kind,
    slot: &mut Option<C>,
) -> Result<(), Stop> {
    let read = parse_items(parser, rules, kind, slot.insert(C::default()));
    if read.is_err() {
        *slot = None;
    }
    read
}

/// Reads an item, over a spare one if there is any.
#[inline(always)]
fn read_item<'de, T: ParseField<'de>, C: Collect<T>>(
    parser: &mut Parser<'de>,
    rules: &ItemsRules<T::Rules>,
    items: &mut C,
) -> Result<(), Stop> {
    if let Some(item) = items.spare() {
        item.parse_over(parser, &rules.items)?;
        items.keep();
        return Ok(());
    }
    let mut slot = None;
    T::parse_slot(parser, &rules.items, &mut slot)?;
    if let Some(item) = slot {
        items.add(item);
    }
    Ok(())
}

/// Reads a sequence of serde's into a collection.
struct ItemsVisitor<'r, T: Field, C> {
    seed: Seed<'r, ItemsOf<T>>,
    kind: Kind,
    collection: PhantomData<C>,
}

/// Stands for a collection of `T` where only the rules matter.
type ItemsOf<T> = Vec<T>;

impl<'de, T: ParseField<'de>, C: Collect<T> + Default> Visitor<'de> for ItemsVisitor<'_, T, C> {
    type Value = C;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<C, S::Error> {
        let Seed { rules, mode, report } = self.seed;
        let mut items = C::default();
        let mut index = 0;
        loop {
            let before = report.mark();
            let item = seq.next_element_seed(Seed::<T>::new(&rules.items, mode, report))?;
            if report.failed_since(before) {
                report.prefix(before, &LocItem::Index(index));
            }
            match item {
                Some(item) => items.add(item),
                None => break,
            }
            index += 1;
        }
        if let Some(kind) = broken_by_count(
            self.kind.name(),
            rules.min_length,
            rules.max_length,
            items.count(),
            self.kind == Kind::List,
        ) {
            report.error(kind);
        } else if rules.unique
            && let Some(kind) = items.repeat()
        {
            report.error(kind);
        }
        Ok(items)
    }
}

fn deserialize_items<'de, T: ParseField<'de>, C: Collect<T> + Default, D: Deserializer<'de>>(
    rules: &ItemsRules<T::Rules>,
    mode: Mode,
    deserializer: D,
    report: &mut Report,
    kind: Kind,
) -> Result<C, D::Error> {
    deserializer.deserialize_seq(ItemsVisitor::<T, C> {
        seed: Seed::new(rules, mode, report),
        kind,
        collection: PhantomData,
    })
}

fn serialize_items<'v, T: Field + 'v, Z: Serializer>(
    items: impl ExactSizeIterator<Item = &'v T>,
    rules: &ItemsRules<T::Rules>,
    serializer: Z,
) -> Result<Z::Ok, Z::Error> {
    let mut seq = serializer.serialize_seq(Some(items.len()))?;
    for item in items {
        seq.serialize_element(&Ruled::new(item, &rules.items))?;
    }
    seq.end()
}

/// What all collections' implementations share.
macro_rules! collection {
    ($type:ty, $kind:expr, [$($generic:tt)*], $fingerprint:ident, $normalise:expr $(, unique $unique:literal)?) => {
        impl<$($generic)*> Field for $type {
            type Rules = ItemsRules<T::Rules>;

            #[inline]
            fn write<S: Style>(&self, rules: &Self::Rules, writer: &mut Writer<'_, S>) {
                writer.array(self.iter(), &rules.items);
            }

            fn check(&self, rules: &Self::Rules, report: &mut Report) {
                let kind: Kind = $kind;
                rules.check_items(self.iter(), report);
                if let Some(broken) =
                    broken_by_count(kind.name(), rules.min_length, rules.max_length, self.len(), kind == Kind::List)
                {
                    report.refuse(self, rules, broken);
                } else if rules.unique
                    && let Some(broken) = broken_by_repeat(self.iter())
                {
                    report.refuse(self, rules, broken);
                }
            }

            fn normalise(&mut self, rules: &Self::Rules, mode: Mode) {
                let normalise: fn(&mut Self, &mut dyn FnMut(&mut T)) = $normalise;
                normalise(self, &mut |item| item.normalise(&rules.items, mode));
            }

            #[inline(always)]
            fn hash_content(&self, hasher: &mut FingerprintHasher) {
                hasher.$fingerprint(self.iter(), |item, hasher| item.hash_content(hasher));
            }

            fn schema(rules: &Self::Rules, generator: &mut SchemaGenerator) -> Schema {
                let items = T::schema(&rules.items, generator);
                Schema::of_items(rules.min_length, rules.max_length, items).unique(rules.unique)$(.with("uniqueItems", $unique.into()))?
            }

            fn serialize_with<Z: Serializer>(&self, rules: &Self::Rules, serializer: Z) -> Result<Z::Ok, Z::Error> {
                serialize_items(self.iter(), rules, serializer)
            }

            fn same(&self, other: &Self) -> bool {
                self.len() == other.len()
                    && ($kind == Kind::Set && crate::fingerprint::of(self) == crate::fingerprint::of(other)
                        || $kind == Kind::List && self.iter().zip(other.iter()).all(|(mine, theirs)| mine.same(theirs)))
            }
        }
    };
}

collection!(Vec<T>, Kind::List, [T: Field], write_ordered, |items, each| items.iter_mut().for_each(each));
collection!(VecDeque<T>, Kind::List, [T: Field], write_ordered, |items, each| items.iter_mut().for_each(each));
collection!(Box<[T]>, Kind::List, [T: Field], write_ordered, |items, each| items.iter_mut().for_each(each));
// What others hold too is not changed.
collection!(Arc<[T]>, Kind::List, [T: Field], write_ordered, |items, each| Arc::get_mut(items)
    .into_iter()
    .flatten()
    .for_each(each));
collection!(&[T], Kind::List, [T: Field], write_ordered, |_, _| {});
collection!(
    BTreeSet<T>,
    Kind::Set,
    [T: Field + Ord],
    write_ordered,
    |items, each| *items = changed(std::mem::take(items), each).collect(),
    unique true
);
collection!(
    HashSet<T, H>,
    Kind::Set,
    [T: Field + Hash + Eq, H: BuildHasher],
    write_unordered,
    |items, each| {
        let changed: Vec<T> = changed(items.drain(), each).collect();
        items.extend(changed);
    },
    unique true
);

/// The items, each changed.
fn changed<T>(items: impl IntoIterator<Item = T>, each: &mut dyn FnMut(&mut T)) -> impl Iterator<Item = T> {
    items.into_iter().map(|mut item| {
        each(&mut item);
        item
    })
}

/// Reading, for collections that are filled directly.
macro_rules! parse_collection {
    ($type:ty, $kind:expr, [$($generic:tt)*] $(, $($over:tt)+)?) => {
        impl<'de, $($generic)*> ParseField<'de> for $type {
            #[inline]
            fn parse_slot(
                parser: &mut Parser<'de>,
                rules: &Self::Rules,
                slot: &mut Option<Self>,
            ) -> Result<(), Stop> {
                parse_new(parser, rules, $kind, slot)
            }

            $($($over)+)?

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &Self::Rules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                deserialize_items::<T, Self, D>(rules, mode, deserializer, report, $kind)
            }
        }
    };
}

/// Reading, for collections that are made of a list.
macro_rules! parse_through_list {
    ($($type:ty),*) => {$(
        impl<'de, T: ParseField<'de>> ParseField<'de> for $type {
            #[inline]
            fn parse(parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<Self, Stop> {
                Vec::<T>::parse(parser, rules).map(Into::into)
            }

            fn deserialize_with<D: Deserializer<'de>>(
                rules: &Self::Rules,
                mode: Mode,
                deserializer: D,
                report: &mut Report,
            ) -> Result<Self, D::Error> {
                Vec::<T>::deserialize_with(rules, mode, deserializer, report).map(Into::into)
            }
        }
    )*};
}

parse_collection!(
    Vec<T>,
    Kind::List,
    [T: ParseField<'de>],
    fn parse_over(&mut self, parser: &mut Parser<'de>, rules: &Self::Rules) -> Result<(), Stop> {
        let mut over = Over { items: self, kept: 0 };
        parse_items(parser, rules, Kind::List, &mut over)?;
        let kept = over.kept;
        self.truncate(kept);
        Ok(())
    }
);
parse_collection!(BTreeSet<T>, Kind::Set, [T: ParseField<'de> + Ord]);
parse_collection!(HashSet<T, H>, Kind::Set, [T: ParseField<'de> + Hash + Eq, H: BuildHasher + Default]);
parse_through_list!(VecDeque<T>, Box<[T]>, Arc<[T]>);

/// Reads so many items of serde's, as a tuple.
pub(super) fn deserialize_tuple<'de, T: ParseField<'de>, D: Deserializer<'de>>(
    length: usize,
    rules: &ItemsRules<T::Rules>,
    mode: Mode,
    deserializer: D,
    report: &mut Report,
) -> Result<Vec<T>, D::Error> {
    let visitor =
        ItemsVisitor::<T, Vec<T>> { seed: Seed::new(rules, mode, report), kind: Kind::List, collection: PhantomData };
    deserializer.deserialize_tuple(length, visitor)
}
