//! The validating parser.

mod bulk;
mod cursor;
mod literal;
mod model;
mod number;
mod parser;
mod path;
mod skip;
mod special;
mod text;

pub use literal::parse_literal;
pub use model::{Finish, Source, parse_model};
pub use parser::{Parser, Stop};

pub(crate) use number::{MAX_INTEGER_DIGITS, refuse_range};
