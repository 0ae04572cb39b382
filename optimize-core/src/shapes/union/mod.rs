//! Enums with data: one of several variants, told apart by a tag or by what fits.
//!
//! The derive makes of each variant a [`Partial`](crate::Partial) of its own, so that a variant is read like
//! a struct of its shape. An internal tag is a field of every variant, the [`Tag`].

mod check;
mod content;
mod deserialize;
mod parse;
mod schema;
mod serialize;
mod shape;
mod tag;
mod untagged;
mod write;

pub use check::check_union;
pub use deserialize::deserialize_union;
pub use parse::parse_union;
pub use schema::describe_union;
pub use serialize::serialize_union;
pub use shape::{Body, ParseUnion, Tagging, Union, UnionShape, VariantShape, VariantSource, hash_union};
pub use tag::{Tag, TagRules};
pub use write::write_union;

pub(crate) use untagged::Attempts;
