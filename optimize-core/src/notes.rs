//! What is said of a field beside its rules: [`Notes`], and the setters of `FieldDef` and `Shape` for it.

use crate::field::Field;
use crate::shape::{FieldDef, Shape};

/// What is said of a field for people and tools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// A name for people; empty where the field's own is it.
    pub title: &'static str,
    /// The field should not be used any more.
    pub deprecated: bool,
    /// The value is never shown: not in errors, not in the schema, not in
    /// [`redacted`](crate::Optimized::redacted) output.
    pub secret: bool,
    /// The field is not changed once the model was made.
    pub frozen: bool,
}

impl Notes {
    /// Nothing.
    pub const NONE: Self = Self { title: "", deprecated: false, secret: false, frozen: false };
}

impl<T: Field> FieldDef<T> {
    /// Names the field for people.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.info.notes.title = title;
        self
    }

    /// Says that the field should not be used any more.
    #[must_use]
    pub const fn deprecated(mut self) -> Self {
        self.info.notes.deprecated = true;
        self
    }

    /// Never shows the value.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.info.notes.secret = true;
        self.special = true;
        self
    }

    /// Says that the field is not changed once the model was made.
    #[must_use]
    pub const fn frozen(mut self) -> Self {
        self.info.notes.frozen = true;
        self
    }

    /// Sets values to show.
    #[must_use]
    pub const fn examples(mut self, examples: fn() -> Vec<T>) -> Self {
        self.examples = Some(examples);
        self
    }
}

impl Shape {
    /// Names the model for people.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }
}
