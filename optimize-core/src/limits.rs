//! [`Limits`]: what a type allows of its input.

/// The limits of a type's input, from `#[opt(limits(…))]`. What is `None` is as the parse options say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Levels of arrays and objects.
    pub depth: Option<usize>,
    /// Bytes of the whole input.
    pub bytes: Option<usize>,
    /// Items and entries of its lists, sets and maps, taken together.
    pub items: Option<usize>,
    /// Problems that are kept.
    pub errors: Option<usize>,
}

impl Limits {
    /// None of its own.
    pub const NONE: Self = Self { depth: None, bytes: None, items: None, errors: None };

    /// Levels of arrays and objects.
    #[must_use]
    pub const fn depth(mut self, levels: usize) -> Self {
        self.depth = Some(levels);
        self
    }

    /// Bytes of the whole input.
    #[must_use]
    pub const fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// Items and entries of its lists, sets and maps, taken together.
    #[must_use]
    pub const fn items(mut self, items: usize) -> Self {
        self.items = Some(items);
        self
    }

    /// Problems that are kept.
    #[must_use]
    pub const fn errors(mut self, errors: usize) -> Self {
        self.errors = Some(errors);
        self
    }
}
