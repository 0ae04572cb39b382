//! `mask!(Video: id, frames.*.{width, height})`: a mask whose names are checked at compile time.
//!
//! The macro does not know the type's fields. It writes the mask as a constant, and beside it a constant for
//! each step that asks the type for the step's position; a step that does not exist makes that constant
//! fail, at the step. From position to the type inside leads `StepAt`, which the derive implements.

mod expand;
mod parse;

use proc_macro2::{Span, TokenStream};
use syn::Type;

/// What stands in `mask!(…)`.
struct Input {
    /// The runtime crate.
    runtime: TokenStream,
    /// The type whose fields are named.
    ty: Type,
    nodes: Vec<Node>,
}

/// A step, with those that go on from it.
struct Node {
    step: Step,
    /// None: the whole of it is meant.
    inner: Vec<Node>,
}

/// One step of a path.
#[derive(Clone)]
struct Step {
    kind: Kind,
    span: Span,
}

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    /// `name`: a field's, or a map's key.
    Name(String),
    /// `"name"`: a map's key.
    Quoted(String),
    /// `3`: an item of a list or a tuple.
    Position(usize),
    /// `*`: every item.
    Each,
}

impl Step {
    /// The step as masks hold it.
    fn name(&self) -> String {
        match &self.kind {
            Kind::Name(name) | Kind::Quoted(name) => name.clone(),
            Kind::Position(position) => position.to_string(),
            Kind::Each => "*".to_owned(),
        }
    }
}

/// The code of a mask, or what is wrong with it.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2::<Input>(input) {
        Ok(input) => expand::expand_mask(&input),
        Err(error) => error.into_compile_error(),
    }
}
