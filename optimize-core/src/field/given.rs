//! What the method of a computed field returns: something.

/// What is returned, held against nothing at all.
pub struct Given<T>(pub T);

/// Any result.
pub trait Something {
    /// The result itself.
    type Given;

    /// The result.
    fn __given(self) -> Self::Given;
}

impl<T> Something for Given<T> {
    type Given = T;

    #[inline(always)]
    fn __given(self) -> T {
        self.0
    }
}

/// What no method without a result has.
#[diagnostic::on_unimplemented(
    message = "the method of a computed field returns nothing",
    label = "this method has no result",
    note = "give it one: `fn name(&self) -> u32`",
    note = "or, if the field is to be `null`, say so where the method is named: `computed(name: ())`"
)]
pub trait HasResult {}

impl Given<()> {
    /// Goes before the trait's method where there is no result.
    #[inline(always)]
    pub fn __given(self)
    where
        // Of the type itself, the compiler would ask as soon as this is compiled.
        for<'x> &'x (): HasResult,
    {
    }
}
