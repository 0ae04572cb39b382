//! What a mask finds inside a type, for masks that are checked at compile time.
//!
//! `mask!(Video: frames.*.width)` asks at compile time: which step of `Video` is `frames`, which of
//! what stands there is `*`, which of that is `width`? The answers are positions in [`PartsOf::Parts`], and
//! [`StepAt`] leads from these to the type one step further inside.

use super::wording::Message;
use crate::shape::Shape;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

/// What can stand inside a value.
#[derive(Clone, Copy, Debug)]
pub enum Steps {
    /// The fields of a model.
    Fields(&'static Shape),
    /// The fields of a model with others among them: the names of its own, and what there is of flattened models, of
    /// variants, of unknown keys.
    Among(&'static Shape, &'static [&'static str], &'static [Steps]),
    /// What stands in one of an enum's variants, nobody knows which.
    OneOf(&'static [Steps]),
    /// The values of a map.
    Keys,
    /// The values of a map that keeps a model's unknown keys, which a mask has in quotes.
    Unknown,
    /// The items of a list.
    Items,
    /// The so many items of a tuple.
    Positions(usize),
    /// Whatever JSON there is.
    Any,
    /// Nothing that a mask can name; what the value is, in words.
    Nothing(&'static str),
}

/// A type that a mask can reach into.
#[diagnostic::on_unimplemented(
    message = "a mask finds nothing inside `{Self}`",
    label = "the step before this one leads to a `{Self}`, which has no parts that a mask can name",
    note = "models, maps, lists and tuples have parts, through `Option`, references and smart pointers",
    note = "a mask of paths that are not checked reaches everywhere: `Mask::new([\"area.x\"])`"
)]
pub trait Inside {
    /// What stands inside.
    const INSIDE: Steps;
}

/// The types that stand inside a type of which [`Inside`] tells the steps.
///
/// They may be private where the type around them is public. An associated type must then not name them, unless the trait
/// names something private itself: `Via`, which is a private type of each model, and of whatever leads to other types what
/// leads there. There is one `Via` for each type, so that `PartsOf<_>` names it.
pub trait PartsOf<Via: ?Sized> {
    /// The one type of a list's items or a map's values; a tuple's items; a model's own fields, its computed ones, and the
    /// `Parts` of what stands among them; the `Parts` of each variant, and [`AnySteps`]. Tuples of at most sixteen, three
    /// levels of them.
    type Parts;
}

/// What stands inside a type that is flattened into another, as [`Inside`] says. Models that are flattened into one another
/// have no end, and it is by this name that the compiler says so.
pub trait NeverFlattenedIntoItself {
    /// What stands inside.
    const INSIDE: Steps;
}

impl<T: Inside> NeverFlattenedIntoItself for T {
    const INSIDE: Steps = T::INSIDE;
}

/// How many types stand in one tuple of [`PartsOf::Parts`].
const WIDTH: usize = 16;

/// Levels of tuples in [`PartsOf::Parts`].
const LEVELS: usize = 3;

/// How often the way to a field may lead through the parts of another type: a variant of an enum takes two turns, a
/// flattened model one.
const TURNS: usize = 6;

/// A position in [`PartsOf::Parts`], level by level, and on in the parts that stand there. Behind its end is `STAY`.
pub type Step = [usize; LEVELS * TURNS];

/// The step that leads nowhere else.
pub(super) const STAY: usize = usize::MAX;

const fn step(position: usize) -> Step {
    let mut step = [STAY; LEVELS * TURNS];
    step[0] = position / (WIDTH * WIDTH);
    step[1] = position / WIDTH % WIDTH;
    step[2] = position % WIDTH;
    step
}

/// A step inside the parts that stand at a position.
#[track_caller]
const fn enter(position: usize, inner: Step) -> Step {
    let mut step = step(position);
    let mut at = LEVELS;
    while at < step.len() {
        step[at] = inner[at - LEVELS];
        at += 1;
    }
    assert!(inner[inner.len() - LEVELS] == STAY, "models are flattened into one another too often for `mask!`");
    step
}

/// The type at a position of a tuple.
pub trait StepAt<const POSITION: usize> {
    /// The type.
    type Inner;
}

impl<T> StepAt<STAY> for T {
    type Inner = T;
}

/// Stands for a type of which nothing is known: every step is taken.
#[derive(Debug)]
pub enum AnySteps {}

/// Stands for what the variants of an enum hold, of which a value has one: a tuple of them.
#[derive(Debug)]
pub struct OneOf<V>(PhantomData<V>);

macro_rules! steps {
    ($steps:expr; $($ty:ty, [$($params:tt)*], $inner:ty;)*) => {$(
        impl<$($params)*> Inside for $ty {
            const INSIDE: Steps = $steps;
        }

        impl<$($params)*> PartsOf<()> for $ty {
            type Parts = ((($inner,),),);
        }
    )*};
}

steps! { Steps::Items;
    Vec<T>, [T], T;
    [T], [T], T;
    [T; N], [T, const N: usize], T;
    VecDeque<T>, [T], T;
    LinkedList<T>, [T], T;
    BinaryHeap<T>, [T], T;
    BTreeSet<T>, [T], T;
    HashSet<T, H>, [T, H], T;
}

steps! { Steps::Keys;
    BTreeMap<K, T>, [K, T], T;
    HashMap<K, T, H>, [K, T, H], T;
    Map<String, Value>, [], Value;
}

steps! { Steps::Any;
    Value, [], Value;
    AnySteps, [], AnySteps;
}

macro_rules! through {
    ($($ty:ty, [$($more:tt)*];)*) => {$(
        impl<T: Inside $($more)*> Inside for $ty {
            const INSIDE: Steps = T::INSIDE;
        }

        impl<T: PartsOf<Via> $($more)*, Via> PartsOf<Via> for $ty {
            type Parts = T::Parts;
        }
    )*};
}

through! {
    Option<T>, [];
    Box<T>, [+ ?Sized];
    Rc<T>, [+ ?Sized];
    Arc<T>, [+ ?Sized];
    &T, [+ ?Sized];
    Cow<'_, T>, [+ ToOwned + ?Sized];
    crate::Json<T>, [];
}

macro_rules! tuple {
    ($($all:ident $via:ident)*; $($name:ident $position:literal)*) => {
        impl<$($all),*> Inside for ($($all,)*) {
            const INSIDE: Steps = Steps::Positions([$($position),*].len());
        }

        impl<$($all),*> PartsOf<()> for ($($all,)*) {
            type Parts = ((Self,),);
        }
        tuple!(@ ($($all),*): $($name $position)*);

        impl<$($all: Inside),*> Inside for OneOf<($($all,)*)> {
            const INSIDE: Steps = Steps::OneOf(&[$(<$all as Inside>::INSIDE),*]);
        }

        impl<$($all: PartsOf<$via>),*, $($via),*> PartsOf<($($via,)*)> for OneOf<($($all,)*)> {
            type Parts = ((($($all::Parts,)* AnySteps,),),);
        }
    };
    (@ $all:tt: $($name:ident $position:literal)*) => {
        $(tuple!(@@ $all: $name $position);)*
    };
    (@@ ($($all:ident),*): $name:ident $position:literal) => {
        impl<$($all),*> StepAt<$position> for ($($all,)*) {
            type Inner = $name;
        }
    };
}

tuple!(A VA; A 0);
tuple!(A VA B VB; A 0 B 1);
tuple!(A VA B VB C VC; A 0 B 1 C 2);
tuple!(A VA B VB C VC D VD; A 0 B 1 C 2 D 3);
tuple!(A VA B VB C VC D VD E VE; A 0 B 1 C 2 D 3 E 4);
tuple!(A VA B VB C VC D VD E VE F VF; A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A VA B VB C VC D VD E VE F VF G VG; A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ K VK; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ K VK L VL; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ K VK L VL M VM; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ K VK L VL M VM N VN; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13);
tuple!(A VA B VB C VC D VD E VE F VF G VG H VH I VI J VJ K VK L VL M VM N VN O VO; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14);

// The widest, which stands inside others, and in which no variants are counted.
impl<A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P> Inside for (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) {
    const INSIDE: Steps = Steps::Positions(WIDTH);
}

impl<A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P> PartsOf<()> for (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) {
    type Parts = ((Self,),);
}
tuple!(@ (A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P):
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15);

impl Inside for OneOf<()> {
    const INSIDE: Steps = Steps::OneOf(&[]);
}

impl PartsOf<()> for OneOf<()> {
    type Parts = (((AnySteps,),),);
}

/// What a mask names.
#[derive(Clone, Copy)]
enum Name<'n> {
    /// A field, or the key of a map.
    Field(&'n str),
    /// In quotes: the key of a map.
    Key(&'n str),
    /// An item.
    Position(usize),
    /// Every item.
    Each,
}

/// The step that a name makes. `quoted`: it stands in quotes, and is the key of a map.
#[track_caller]
#[must_use]
pub const fn name_step(steps: Steps, name: &str, quoted: bool) -> Step {
    if let Some(step) = find(steps, if quoted { Name::Key(name) } else { Name::Field(name) }) {
        return step;
    }
    match steps {
        Steps::Nothing(what) => nothing_inside(what),
        Steps::Items => {
            Message::new("a list's items are reached by `*` or an index, not by `").add(name).add("`").panic()
        }
        Steps::Positions(_) => {
            Message::new("a tuple's items are reached by their positions, not by `").add(name).add("`").panic()
        }
        _ => Message::unknown(steps, name).panic(),
    }
}

/// The step that a number makes.
#[track_caller]
#[must_use]
pub const fn position_step(steps: Steps, position: usize) -> Step {
    if let Some(step) = find(steps, Name::Position(position)) {
        return step;
    }
    match steps {
        Steps::Nothing(what) => nothing_inside(what),
        Steps::Fields(shape) | Steps::Among(shape, ..) => {
            Message::new("`").add(shape.name).add("` is a model: its fields have names").panic()
        }
        Steps::OneOf(_) => Message::new("no variant of the enum has an item at this position").panic(),
        _ => Message::new("the tuple has no item at this position").panic(),
    }
}

/// The step that `*` makes.
#[track_caller]
#[must_use]
pub const fn each_step(steps: Steps) -> Step {
    if let Some(step) = find(steps, Name::Each) {
        return step;
    }
    match steps {
        Steps::Nothing(what) => nothing_inside(what),
        Steps::Fields(shape) | Steps::Among(shape, ..) => {
            Message::new("`*` stands for the items of a list or the values of a map; name the fields of `")
                .add(shape.name)
                .add("`")
                .panic()
        }
        Steps::OneOf(_) => {
            Message::new("`*` stands for a list's items, and no variant of the enum holds a list alone").panic()
        }
        _ => Message::new("`*` stands for a list's items; a tuple's are reached by their positions").panic(),
    }
}

#[track_caller]
const fn nothing_inside(what: &str) -> ! {
    Message::new("a mask finds nothing inside ").add(what).panic()
}

/// The step to what a mask names, if it is there.
const fn find(steps: Steps, name: Name<'_>) -> Option<Step> {
    match (steps, name) {
        (Steps::Any | Steps::Keys, _)
        | (Steps::Unknown, Name::Key(_))
        | (Steps::Items, Name::Position(_) | Name::Each) => Some(step(0)),
        (Steps::Positions(count), Name::Position(position)) if position < count => Some(step(position)),
        (Steps::Fields(shape), Name::Field(field) | Name::Key(field)) => {
            let mut at = 0;
            while at < shape.fields.len() {
                if equal(shape.fields[at].key.name, field) {
                    return Some(step(at));
                }
                at += 1;
            }
            computed_step(shape, at, field)
        }
        (Steps::Among(shape, own, among), Name::Field(field) | Name::Key(field)) => {
            if let Some(position) = index_of(own, field) {
                return Some(step(position));
            }
            if let Some(step) = computed_step(shape, own.len(), field) {
                return Some(step);
            }
            let mut at = 0;
            while at < among.len() {
                if let Some(inner) = find(among[at], name) {
                    return Some(enter(own.len() + shape.computed.len() + at, inner));
                }
                at += 1;
            }
            None
        }
        (Steps::OneOf(variants), name) => {
            let mut found = None;
            let mut at = 0;
            while at < variants.len() {
                if let Some(inner) = find(variants[at], name) {
                    // Two variants that have it need not agree on what it is.
                    found = Some(if found.is_some() { step(variants.len()) } else { enter(at, inner) });
                }
                at += 1;
            }
            found
        }
        _ => None,
    }
}

const fn index_of(names: &[&str], name: &str) -> Option<usize> {
    let mut at = 0;
    while at < names.len() {
        if equal(names[at], name) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The step to a computed field; they stand behind so many fields.
const fn computed_step(shape: &Shape, fields: usize, name: &str) -> Option<Step> {
    let mut at = 0;
    while at < shape.computed.len() {
        if equal(shape.computed[at].name, name) {
            return Some(step(fields + at));
        }
        at += 1;
    }
    None
}

const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}
