//! The shapes of types beside structs with named fields: newtypes, tuple structs, unit structs, enums with
//! data, and models flattened into others.
//!
//! The derive describes all of them as a [`Model`](crate::Model) whose fields have places instead of keys;
//! here is what such a value looks like outside.

mod flatten;
mod flatten_inside;
mod make;
pub(crate) mod newtype;
pub(crate) mod tuple;
pub(crate) mod union;
mod unit;
mod wrap;

pub use flatten::{Joined, NoFields, assert_distinct, index_inside};
pub use make::{Convert, Made, assigned, assigned_before, check_whole};
pub use newtype::{
    check_newtype, describe_newtype, deserialize_newtype, deserialize_transparent, newtype_from_key, parse_newtype,
    serialize_newtype, serialize_transparent, write_newtype,
};
pub use tuple::{check_tuple, describe_tuple, deserialize_tuple, parse_tuple, serialize_tuple, write_tuple};
pub use union::{
    Body, FlatUnion, Kept, ParseUnion, Place, Tag, TagRules, Tagging, Union, UnionShape, VariantShape, VariantSource,
    check_union, describe_union, deserialize_union, hash_union, parse_union, serialize_union, visit_union, write_union,
};
pub use unit::{check_unit, describe_unit, deserialize_unit, parse_unit, serialize_unit, write_unit};

pub(crate) use union::{Attempts, choose};
pub(crate) use wrap::Wraps;
