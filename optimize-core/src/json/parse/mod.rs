//! The validating parser.

mod bulk;
mod cursor;
mod decimal;
mod digits;
mod due;
mod fill;
mod finish;
mod in_order;
mod inside;
mod kept;
mod literal;
mod model;
mod number;
mod object;
mod over;
mod parser;
mod path;
mod skip;
mod source;
mod special;
mod text;
mod unescape;
mod window;

pub(crate) use due::Due;
pub use fill::Fill;
pub use finish::Finish;
pub use in_order::InOrder;
pub use literal::parse_literal;
pub use model::parse_model;
pub(crate) use model::parse_model_slot;
pub use over::{Over, parse_model_over};
pub use parser::{Parser, Stop};
pub use source::Source;

pub(crate) use kept::parse_kept;
pub(crate) use number::{MAX_INTEGER_DIGITS, refuse_range};
pub(crate) use text::{Begun, LongString, ShortString};
