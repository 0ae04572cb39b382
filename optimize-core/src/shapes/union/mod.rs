//! Enums with data: one of several variants, told apart by a tag or by what fits.
//!
//! The derive makes of each variant a [`Partial`](crate::Partial) of its own, so that a variant is read like
//! a struct of its shape. An internal tag is a field of every variant, the [`Tag`].

mod among;
mod check;
mod content;
mod deserialize;
mod flat;
mod kept;
mod parse;
mod schema;
mod serialize;
mod shape;
mod tag;
mod untagged;
mod write;

pub use check::check_union;
pub use deserialize::deserialize_union;
pub use flat::{FlatUnion, Kept, Place, visit_union};
pub use parse::parse_union;
pub(crate) use schema::describe_choice;
pub use schema::describe_union;
pub use serialize::serialize_union;
pub use shape::{Body, ParseUnion, Tagging, Union, UnionShape, VariantShape, VariantSource, hash_union};
pub use tag::{Tag, TagRules};
pub use write::write_union;

pub(crate) use among::choose;
pub(crate) use content::Content;
pub(crate) use kept::{Among, deserialize_among};
pub(crate) use untagged::Attempts;
