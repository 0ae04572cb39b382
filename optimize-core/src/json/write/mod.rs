//! The writer.

mod append;
mod escape;
mod object;
mod raw;
mod writer;

pub use object::{ObjectWriter, write_literal, write_model};
pub use raw::RawObject;
pub use writer::{Custom, Plain, Style, Writer};

pub(super) use writer::Failure;
