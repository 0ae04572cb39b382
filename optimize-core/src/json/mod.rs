//! The JSON engine: a writer, and a parser that validates in the same pass.
//!
//! Text in, typed and checked values out, nothing in between. [`Parser`] and [`Writer`] are what
//! adapters work with; models use the methods of [`Optimized`](crate::Optimized).

mod attach;
mod dump;
mod load;
mod parse;
mod scan;
mod simd;
mod syntax;
mod write;

pub use attach::{AttachedData, Attachment, AttachmentSink, Attachments, dump_attached};
pub use dump::{to_json, to_json_with, to_string, to_value, to_vec};
pub use load::{from_json, from_json_with, parse_attached};
pub use parse::{Fill, Finish, InOrder, Over, Parser, Source, Stop, parse_literal, parse_model, parse_model_over};
pub use syntax::Position;
pub use write::{Compact, Custom, ObjectWriter, RawObject, Style, Writer, write_literal, write_model};

#[cfg(feature = "runtime")]
pub(crate) use dump::dump_measured;
pub(crate) use dump::{dump_into, dump_tracked, write_into, write_rules, write_shown};
#[cfg(feature = "runtime")]
pub(crate) use load::{check_json, parse_over};
pub(crate) use load::{from_value, parse_field, parse_into, parse_named, parse_tracked, read_within, value_of_text};
pub(crate) use syntax::SyntaxKind;

pub(crate) use parse::{
    Begun, Due, LongString, MAX_INTEGER_DIGITS, ShortString, parse_kept, parse_model_slot, refuse_range,
};

/// The name under which problems of a value that is no model are shown.
const DOCUMENT: &str = "JSON";
