//! Regular expressions that are simple enough to be plain code: literals, alternations of literals,
//! character classes with counts. What is not recognised is left to the regex engine.
//!
//! `plan` reads the expression, `expand` writes the code; `tests` holds plans against the engine.

mod expand;
mod plan;
#[cfg(test)]
mod tests;

pub(crate) use expand::expand_plan;
pub(crate) use plan::plan_of;
