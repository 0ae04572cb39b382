//! What the derive knows of a model: [`Shape`], and a [`FieldDef`] for each field.

use crate::error::{LocItem, Report};
use crate::field::{Field, ParseField};
use crate::mode::Mode;
use crate::rules::Rules;
use crate::shapes::UnionShape;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;

use crate::json::Due;
pub use crate::notes::Notes;

/// A key as it is written: escaped at compile time, with its separators.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The field's name in Rust.
    pub name: &'static str,
    /// The key on the wire, unescaped.
    pub wire: &'static str,
    /// `,"wire":`
    pub fused: &'static str,
    /// The same as words, to compare with input.
    pub(crate) due: Due,
}

impl Key {
    /// A key whose three forms the derive has worked out.
    #[must_use]
    pub const fn new(name: &'static str, wire: &'static str, fused: &'static str) -> Self {
        Self { name, wire, fused, due: Due::new(fused.as_bytes()) }
    }

    /// Whether the field has a place, not a key: one of a tuple struct.
    #[must_use]
    pub const fn is_positional(&self) -> bool {
        self.fused.is_empty()
    }
}

/// What to do with a key that no field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Skip it.
    Ignore,
    /// Report it as an error.
    Forbid,
    /// Keep it in the field marked `#[opt(extra)]`.
    Allow,
}

/// When a field is left out of a dump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exclude {
    /// Always.
    pub always: bool,
    /// When it is `None`.
    pub none: bool,
    /// When it equals its default.
    pub default: bool,
}

/// The part of a field's definition that does not depend on its type.
#[derive(Clone, Copy, Debug)]
pub struct FieldInfo {
    /// The position among the model's fields.
    pub index: usize,
    /// The key.
    pub key: Key,
    /// Further keys that are read.
    pub aliases: &'static [&'static str],
    /// How values are read.
    pub mode: Mode,
    /// When the field is not dumped.
    pub exclude: Exclude,
    /// An `Option` that must be present all the same.
    pub required: bool,
    /// Whether the field has a default.
    pub has_default: bool,
    /// The doc comment.
    pub description: &'static str,
    /// Where else the field is read from.
    pub path: &'static [PathStep],
    /// What else is said of the field.
    pub notes: Notes,
}

/// A step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStep {
    /// To the value under a key.
    Key(&'static str),
    /// To an item.
    Index(usize),
}

impl FieldInfo {
    /// No field: what a table of fields is filled with before it has them.
    pub(crate) const EMPTY: Self = FieldDef::<bool>::new(0, "", "", "").info;

    /// The field's step on the way to a value, as errors show it.
    pub(crate) fn step(&self) -> LocItem {
        if self.key.is_positional() { LocItem::Index(self.index) } else { LocItem::from(self.key.wire) }
    }

    /// The field's step as masks and trackers know it: by its name in Rust.
    pub(crate) fn own_step(&self) -> LocItem {
        if self.key.is_positional() { LocItem::Index(self.index) } else { LocItem::from(self.key.name) }
    }
}

pub use crate::validators::{After, Check, Raw};

/// A field: its key, rules, default and checks. The derive emits one constant a field.
pub struct FieldDef<T: Field> {
    /// What does not depend on the type.
    pub info: FieldInfo,
    /// The constraints. They never need to be dropped, which the compiler can not see of a `T` that is
    /// no field; it would say so beside the error that matters.
    pub rules: ManuallyDrop<T::Rules>,
    /// The value of an absent field.
    pub default: Option<fn() -> T>,
    /// What reads the field instead of its type.
    pub raw: Option<Raw<T>>,
    /// The user's change of a value that was read.
    pub after: Option<After<T>>,
    /// The user's validator.
    pub check: Option<Check<T>>,
    /// Whether there is anything to do but to read the value by its type.
    pub(crate) special: bool,
    /// The user's wish to leave the field out.
    pub exclude_if: Option<fn(&T) -> bool>,
    /// Values to show.
    pub examples: Option<fn() -> Vec<T>>,
}

/// Named before a field is read whose type has parameters, so that a type that can't be read is reported once and
/// in one way.
pub struct Parsed<'de, T: ParseField<'de>>(PhantomData<fn(T) -> &'de ()>);

/// The definition of a field whose type has no parameters. Named before the field is used, so that a type that is no
/// field is reported once and in one way, whether it is read or written there: what can be read at all can be read
/// from input that lives for ever, and beside the error that it can not, the compiler keeps back the one that it can
/// not be written.
pub type KnownDef<T> = <Known<T> as Definition>::Def;

/// A type that is asked for its definition.
pub struct Known<T>(PhantomData<fn(T)>);

/// Where [`KnownDef`] is found.
pub trait Definition {
    /// The definition.
    type Def;
}

impl<T: ParseField<'static>> Definition for Known<T> {
    type Def = FieldDef<T>;
}

impl<T: Field> FieldDef<T> {
    /// A required field without constraints.
    #[must_use]
    pub const fn new(index: usize, name: &'static str, wire: &'static str, fused: &'static str) -> Self {
        Self {
            info: FieldInfo {
                index,
                key: Key::new(name, wire, fused),
                aliases: &[],
                mode: Mode::PLAIN,
                exclude: Exclude { always: false, none: false, default: false },
                required: false,
                has_default: false,
                description: "",
                path: &[],
                notes: Notes::NONE,
            },
            rules: ManuallyDrop::new(<T::Rules as Rules>::DEFAULT),
            default: None,
            raw: None,
            after: None,
            check: None,
            special: false,
            exclude_if: None,
            examples: None,
        }
    }

    /// A required field of a key that is known already.
    pub(crate) const fn keyed(key: Key) -> Self {
        let mut def = Self::new(0, "", "", "");
        def.info.key = key;
        def
    }

    /// A required field of a tuple struct.
    #[must_use]
    pub const fn positional(index: usize, name: &'static str) -> Self {
        Self::new(index, name, name, "")
    }

    /// Whether a value is left out of a dump: by the field's attributes, or because the dump as a
    /// whole excludes what is `None` or equals its default.
    #[inline(always)]
    pub(crate) fn leaves_out(&self, value: &T, all_none: bool, all_defaults: bool) -> bool {
        let Exclude { always, none, default } = self.info.exclude;
        always
            || ((none || all_none) && value.is_none())
            || ((default || all_defaults) && self.is_default(value))
            || self.exclude_if.is_some_and(|exclude_if| exclude_if(value))
    }

    /// Whether a value equals the field's default; that of an `Option` without one is `None`.
    fn is_default(&self, value: &T) -> bool {
        match self.default {
            Some(default) => value.same(&default()),
            None => value.is_none() && !self.info.required,
        }
    }

    /// Reports what a value breaks: the rules, and if they hold the user's validator.
    pub(crate) fn check_value(&self, value: &T, report: &mut Report) {
        let mark = report.mark();
        value.check(&self.rules, report);
        if !report.failed_since(mark) {
            self.check_user(value, report);
        }
        if self.info.notes.secret {
            report.conceal(mark, false);
        }
    }

    /// Sets the constraints.
    #[must_use]
    pub const fn rules(mut self, rules: T::Rules) -> Self
    where
        T::Rules: Copy,
    {
        self.rules = ManuallyDrop::new(rules);
        self
    }

    /// Adds keys that are read beside the wire name.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.info.aliases = aliases;
        self
    }

    /// Sets where else the field is read from.
    #[must_use]
    pub const fn path(mut self, path: &'static [PathStep]) -> Self {
        self.info.path = path;
        self
    }

    /// Sets how values are read.
    #[must_use]
    pub const fn mode(mut self, mode: Mode) -> Self {
        self.info.mode = mode;
        self
    }

    /// Sets the value of the absent field.
    #[must_use]
    pub const fn default(mut self, default: fn() -> T) -> Self {
        self.default = Some(default);
        self.info.has_default = true;
        self
    }

    /// Leaves the field out of every dump.
    #[must_use]
    pub const fn exclude(mut self) -> Self {
        self.info.exclude.always = true;
        self
    }

    /// Leaves the field out when it is `None`.
    #[must_use]
    pub const fn exclude_none(mut self) -> Self {
        self.info.exclude.none = true;
        self
    }

    /// Leaves the field out when it equals its default.
    #[must_use]
    pub const fn exclude_default(mut self) -> Self {
        self.info.exclude.default = true;
        self
    }

    /// Leaves the field out when the function says so.
    #[must_use]
    pub const fn exclude_if(mut self, exclude_if: fn(&T) -> bool) -> Self {
        self.exclude_if = Some(exclude_if);
        self
    }

    /// Asks for the field even if it is an `Option`.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.info.required = true;
        self
    }

    /// Sets the description.
    #[must_use]
    pub const fn describe(mut self, description: &'static str) -> Self {
        self.info.description = description;
        self
    }
}

/// A model: its name, fields and computed fields.
///
/// What a model's JSON consists of whatever its values are (its keys, the strings of its enums and
/// `one_of`, its defaults and examples) is [`Vocabulary::of`](crate::Vocabulary::of) of its type; a
/// whole value to show is [`Field::example`].
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The type's name.
    pub name: &'static str,
    /// The title for people; empty where the name is it.
    pub title: &'static str,
    /// The doc comment.
    pub description: &'static str,
    /// The fields that have a key, in declaration order.
    pub fields: &'static [FieldInfo],
    /// Their keys once more, in the form that serde's formats ask for.
    pub wire_names: &'static [&'static str],
    /// The computed fields, in the order in which they were named.
    pub computed: &'static [Key],
    /// What to do with unknown keys.
    pub extra: Extra,
    /// Whether the struct says so itself.
    pub(crate) own_extra: bool,
    /// Whether which fields there are depends on the value: formats that tell fields by their place then get keys.
    pub(crate) varies: bool,
    /// The models whose fields are among these.
    pub(crate) flattened: &'static [&'static Self],
    /// Whether a field's Rust name is read beside its wire name.
    pub by_name: bool,
    /// Whether a field is read from inside another value.
    pub(crate) has_paths: bool,
    /// The enum that this is: which fields there are depends on the variant.
    pub(crate) union: Option<&'static UnionShape>,
    /// Whether it is an enum, or one is among the flattened models, however deep.
    pub(crate) chosen: bool,
}

impl Shape {
    /// A shape that ignores unknown keys.
    #[must_use]
    pub const fn new(name: &'static str, fields: &'static [FieldInfo], wire_names: &'static [&'static str]) -> Self {
        Self {
            name,
            title: "",
            description: "",
            fields,
            wire_names,
            computed: &[],
            extra: Extra::Ignore,
            own_extra: false,
            varies: false,
            flattened: &[],
            by_name: false,
            has_paths: has_paths(fields),
            union: None,
            chosen: false,
        }
    }

    /// Makes it the shape of an enum with data.
    #[must_use]
    pub const fn union(mut self, union: &'static UnionShape) -> Self {
        self.union = Some(union);
        self.chosen = true;
        self.varies = true;
        if union.forbid {
            self.extra = Extra::Forbid;
        }
        self
    }

    /// The shape of a model that may be absent as a whole.
    #[must_use]
    pub(crate) const fn optional(mut self) -> Self {
        self.varies = true;
        self
    }

    /// Whether the fields are told by their keys in every format: which there are depends on the value.
    pub(crate) const fn needs_keys(&self) -> bool {
        self.varies || matches!(self.extra, Extra::Allow)
    }

    /// Names the computed fields.
    #[must_use]
    pub const fn computed(mut self, computed: &'static [Key]) -> Self {
        self.computed = computed;
        self
    }

    /// Sets what to do with unknown keys.
    #[must_use]
    pub const fn extra(mut self, extra: Extra) -> Self {
        self.extra = extra;
        self.own_extra = true;
        self
    }

    /// Reads fields by their Rust name too.
    #[must_use]
    pub const fn populate_by_name(mut self) -> Self {
        self.by_name = true;
        self
    }

    /// Sets the description.
    #[must_use]
    pub const fn describe(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }
}

const fn has_paths(fields: &[FieldInfo]) -> bool {
    let mut index = 0;
    while index < fields.len() {
        if !fields[index].path.is_empty() {
            return true;
        }
        index += 1;
    }
    false
}

/// A unit enum: a closed set of strings.
#[derive(Clone, Copy, Debug)]
pub struct LiteralShape {
    /// The type's name.
    pub name: &'static str,
    /// The doc comment.
    pub description: &'static str,
    /// The wire names, unescaped, in declaration order.
    pub names: &'static [&'static str],
    /// The wire names as JSON strings, quotes included.
    pub quoted: &'static [&'static str],
    /// Further strings that are read, with the variant's index.
    pub aliases: &'static [(&'static str, usize)],
    /// How values are read.
    pub mode: Mode,
}
