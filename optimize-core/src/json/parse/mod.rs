//! The validating parser.

mod bulk;
mod cursor;
mod digits;
mod due;
mod literal;
mod model;
mod number;
mod parser;
mod path;
mod skip;
mod special;
mod text;
mod unescape;

pub(crate) use due::Due;
pub use literal::parse_literal;
pub use model::{Finish, Source, parse_model};
pub use parser::{Parser, Stop};

pub(crate) use number::{MAX_INTEGER_DIGITS, refuse_range};
