//! The writer.

mod append;
mod escape;
mod fresh;
mod literal;
mod number;
mod object;
mod raw;
mod writer;

pub use literal::write_literal;
pub use object::{ObjectWriter, write_model};
pub use raw::RawObject;
pub use writer::{Compact, Custom, Style, Writer};

pub(super) use append::Loan;
pub(super) use fresh::fresh;
pub(super) use writer::Failure;
