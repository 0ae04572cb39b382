//! What a single call asks for: [`DumpOptions`] and [`ParseOptions`].

mod dump;
mod mask;
mod parse;

pub use dump::{DumpOptions, InfNan};
pub use mask::Mask;
pub use parse::{DEFAULT_MAX_DEPTH, DEFAULT_MAX_ERRORS, ParseOptions};
