//! What a mask finds inside a type, for masks that are checked at compile time.
//!
//! `mask!(Video: frames.*.width)` asks at compile time: which step of `Video` is `frames`, which of
//! what stands there is `*`, which of that is `width`? The answers are positions in [`Inside::Parts`], and
//! [`StepAt`] leads from these to the type one step further inside.

use crate::shape::{Extra, Shape};
use crate::shapes::{Tagging, VariantShape};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

/// What can stand inside a value.
#[derive(Clone, Copy, Debug)]
pub enum Steps {
    /// The fields of a model.
    Fields(&'static Shape),
    /// The values of a map.
    Keys,
    /// The items of a list.
    Items,
    /// The so many items of a tuple.
    Positions(usize),
    /// Whatever JSON there is.
    Any,
}

/// A type that a mask can reach into.
#[diagnostic::on_unimplemented(
    message = "a mask finds nothing inside `{Self}`",
    label = "the step before this one leads to a `{Self}`, which has no parts that a mask can name",
    note = "models, maps, lists and tuples have parts, through `Option`, `Box`, `Rc` and `Arc`; adapters and computed fields have none"
)]
pub trait Inside {
    /// What stands inside.
    const INSIDE: Steps;
    /// The types that stand inside: a model's fields and [`Computed`], a tuple's items, or the one type of
    /// a list's items or a map's values. Tuples of at most sixteen, three levels of them.
    type Parts;
}

/// How many types stand in one tuple of [`Inside::Parts`].
const WIDTH: usize = 16;

/// A position in [`Inside::Parts`], level by level.
pub type Step = [usize; 3];

const fn step(position: usize) -> Step {
    [position / (WIDTH * WIDTH), position / WIDTH % WIDTH, position % WIDTH]
}

/// The type at a position of a tuple.
pub trait StepAt<const POSITION: usize> {
    /// The type.
    type Inner;
}

/// Stands for the type of a computed field, which the derive does not know, and of an unknown key's value.
#[derive(Debug)]
pub enum Computed {}

/// Stands for a type of which nothing is known: every step is taken.
#[derive(Debug)]
pub enum AnySteps {}

macro_rules! steps {
    ($steps:expr; $($ty:ty, [$($params:tt)*], $inner:ty;)*) => {$(
        impl<$($params)*> Inside for $ty {
            const INSIDE: Steps = $steps;
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
    ($($ty:ty, [$($params:tt)*];)*) => {$(
        impl<$($params)*> Inside for $ty {
            const INSIDE: Steps = T::INSIDE;
            type Parts = T::Parts;
        }
    )*};
}

through! {
    Option<T>, [T: Inside];
    Box<T>, [T: Inside + ?Sized];
    Rc<T>, [T: Inside + ?Sized];
    Arc<T>, [T: Inside + ?Sized];
    crate::Json<T>, [T: Inside];
}

macro_rules! tuple {
    ($($all:ident)*; $($name:ident $position:literal)*) => {
        impl<$($all),*> Inside for ($($all,)*) {
            const INSIDE: Steps = Steps::Positions([$($position),*].len());
            type Parts = ((Self,),);
        }
        tuple!(@ ($($all),*): $($name $position)*);
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

tuple!(A; A 0);
tuple!(A B; A 0 B 1);
tuple!(A B C; A 0 B 1 C 2);
tuple!(A B C D; A 0 B 1 C 2 D 3);
tuple!(A B C D E; A 0 B 1 C 2 D 3 E 4);
tuple!(A B C D E F; A 0 B 1 C 2 D 3 E 4 F 5);
tuple!(A B C D E F G; A 0 B 1 C 2 D 3 E 4 F 5 G 6);
tuple!(A B C D E F G H; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
tuple!(A B C D E F G H I; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);
tuple!(A B C D E F G H I J; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9);
tuple!(A B C D E F G H I J K; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10);
tuple!(A B C D E F G H I J K L; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11);
tuple!(A B C D E F G H I J K L M; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12);
tuple!(A B C D E F G H I J K L M N; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13);
tuple!(A B C D E F G H I J K L M N O; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14);
tuple!(A B C D E F G H I J K L M N O P; A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11 M 12 N 13 O 14 P 15);

/// The step that a name makes. `quoted`: it stands in quotes, and is the key of a map.
#[track_caller]
#[must_use]
pub const fn name_step(steps: Steps, name: &str, quoted: bool) -> Step {
    match steps {
        Steps::Fields(shape) => match position(shape, name) {
            Some(position) => step(position),
            None if matches!(shape.extra, Extra::Allow) && quoted => step(own_fields(shape)),
            None => Message::unknown(shape, name).panic(),
        },
        Steps::Keys | Steps::Any => step(0),
        Steps::Items => {
            Message::new("a list's items are reached by `*` or an index, not by `").add(name).add("`").panic()
        }
        Steps::Positions(_) => {
            Message::new("a tuple's items are reached by their positions, not by `").add(name).add("`").panic()
        }
    }
}

/// The step that a number makes.
#[track_caller]
#[must_use]
pub const fn position_step(steps: Steps, position: usize) -> Step {
    match steps {
        Steps::Items | Steps::Keys | Steps::Any => step(0),
        Steps::Positions(count) if position < count => step(position),
        Steps::Positions(_) => Message::new("the tuple has no item at this position").panic(),
        Steps::Fields(shape) => Message::new("`").add(shape.name).add("` is a model: its fields have names").panic(),
    }
}

/// The step that `*` makes.
#[track_caller]
#[must_use]
pub const fn each_step(steps: Steps) -> Step {
    match steps {
        Steps::Items | Steps::Keys | Steps::Any => step(0),
        Steps::Positions(_) => {
            Message::new("`*` stands for a list's items; a tuple's are reached by their positions").panic()
        }
        Steps::Fields(shape) => {
            Message::new("`*` stands for the items of a list or the values of a map; name the fields of `")
                .add(shape.name)
                .add("`")
                .panic()
        }
    }
}

/// Where the type of a field of this name stands. Computed ones stand behind the others, and so do those of
/// flattened models, whose own parts are not looked at.
const fn position(shape: &Shape, name: &str) -> Option<usize> {
    let mut known = has_computed(shape, name) || in_enum(shape, name);
    let (mut own, mut at) = (0, 0);
    while at < shape.fields.len() {
        let field = shape.fields[at].key.name;
        let flat = is_flat(shape, field);
        if equal(field, name) && !flat {
            return Some(own);
        }
        known |= equal(field, name);
        own += !flat as usize;
        at += 1;
    }
    if known { Some(own) } else { None }
}

/// How many fields are not those of flattened models.
const fn own_fields(shape: &Shape) -> usize {
    let (mut own, mut at) = (0, 0);
    while at < shape.fields.len() {
        own += !is_flat(shape, shape.fields[at].key.name) as usize;
        at += 1;
    }
    own
}

/// Whether a name is that of a computed field, of the model or of a flattened one.
const fn has_computed(shape: &Shape, name: &str) -> bool {
    let mut at = 0;
    while at < shape.computed.len() {
        if equal(shape.computed[at].name, name) {
            return true;
        }
        at += 1;
    }
    at = 0;
    while at < shape.flattened.len() {
        if has_computed(shape.flattened[at], name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a name is that of a field of a flattened enum's variant, or of what tells the variant.
const fn in_enum(shape: &Shape, name: &str) -> bool {
    if let Some(union) = shape.union {
        match union.tagging {
            Tagging::Internal(tag) if equal(tag.wire, name) => return true,
            Tagging::Adjacent(tag, content) => return equal(tag.wire, name) || equal(content.wire, name),
            _ => {}
        }
        let mut variant = 0;
        while variant < union.variants.len() {
            let VariantShape { key, shape, .. } = &union.variants[variant];
            let found = match union.tagging {
                Tagging::External => equal(key.wire, name),
                _ => has_field(shape, name) || has_computed(shape, name) || in_enum(shape, name),
            };
            if found {
                return true;
            }
            variant += 1;
        }
    }
    let mut inner = 0;
    while inner < shape.flattened.len() {
        if in_enum(shape.flattened[inner], name) {
            return true;
        }
        inner += 1;
    }
    false
}

const fn has_field(shape: &Shape, name: &str) -> bool {
    let mut at = 0;
    while at < shape.fields.len() {
        if equal(shape.fields[at].key.name, name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether a name stems from a flattened model.
const fn is_flat(shape: &Shape, name: &str) -> bool {
    let mut model = 0;
    while model < shape.flattened.len() {
        if has_field(shape.flattened[model], name) {
            return true;
        }
        model += 1;
    }
    false
}

const fn equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() && left[at] == right[at] {
        at += 1;
    }
    at == left.len() && at == right.len()
}

/// A compile-time error's text: a constant function can format nothing but one string.
struct Message {
    text: [u8; 400],
    length: usize,
}

impl Message {
    const fn new(text: &str) -> Self {
        Self { text: [0; 400], length: 0 }.add(text)
    }

    /// Appends a text, if there is room for the whole of it.
    const fn add(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > self.text.len() {
            return self;
        }
        let mut at = 0;
        while at < text.len() {
            self.text[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    /// A name that no field has: with the one that was meant, or all there are.
    const fn unknown(shape: &Shape, name: &str) -> Self {
        let mut message = Self::new("`").add(shape.name).add("` has no field `").add(name).add("`");
        let (mut nearest, mut least) = ("", name.len() / 3 + 1);
        let mut at = 0;
        while at < shape.fields.len() + shape.computed.len() {
            let other = field(shape, at);
            let away = distance(name, other);
            if away <= least && (nearest.is_empty() || away < least) {
                (nearest, least) = (other, away);
            }
            at += 1;
        }
        if !nearest.is_empty() {
            return message.add(": did you mean `").add(nearest).add("`?");
        }
        at = 0;
        while at < shape.fields.len() + shape.computed.len() {
            message = message.add(if at == 0 { "; there are `" } else { "`, `" }).add(field(shape, at));
            at += 1;
        }
        if at > 0 { message.add("`") } else { message }
    }

    #[track_caller]
    const fn panic(&self) -> ! {
        let (text, _) = self.text.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("no such step"),
        }
    }
}

/// The name of the field or computed field at a position.
const fn field(shape: &Shape, at: usize) -> &'static str {
    if at < shape.fields.len() { shape.fields[at].key.name } else { shape.computed[at - shape.fields.len()].name }
}

/// How many letters to insert, delete or replace to get from one name to the other. Of long names, the
/// beginnings are compared.
const fn distance(left: &str, right: &str) -> usize {
    const MOST: usize = 48;
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let columns = if right.len() < MOST { right.len() } else { MOST };
    let mut row = [0; MOST + 1];
    let mut column = 0;
    while column <= columns {
        row[column] = column;
        column += 1;
    }
    let mut line = 1;
    while line <= left.len() && line <= MOST {
        let mut diagonal = row[0];
        row[0] = line;
        column = 1;
        while column <= columns {
            let replaced = diagonal + (left[line - 1] != right[column - 1]) as usize;
            diagonal = row[column];
            let shorter = if row[column - 1] < row[column] { row[column - 1] } else { row[column] } + 1;
            row[column] = if replaced < shorter { replaced } else { shorter };
            column += 1;
        }
        line += 1;
    }
    row[columns]
}
