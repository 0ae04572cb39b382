//! What a single call asks for: [`DumpOptions`] and [`ParseOptions`].

mod dump;
mod mask;
mod parse;

pub use dump::{DumpOptions, InfNan};
pub(crate) use mask::MaskView;
#[doc(hidden)]
pub use mask::{
    AnySteps, Computed, FixedMask, Inside, NeverFlattenedIntoItself, NoSteps, OneOf, PartsOf, Step, StepAt, Steps,
    each_step, name_step, position_step,
};
pub use mask::{IntoMask, Mask};
pub use parse::{DEFAULT_MAX_DEPTH, DEFAULT_MAX_ERRORS, ParseOptions};
