//! [`Mask`]: a set of fields by name, nested.

mod fixed;
mod inside;
mod leaves;
mod named;
mod wording;

pub use fixed::FixedMask;
pub use inside::{
    AnySteps, Inside, NeverFlattenedIntoItself, OneOf, PartsOf, Step, StepAt, Steps, each_step, name_step,
    position_step,
};
pub use leaves::{Computed, NoSteps};

use named::Names;
use std::hash::{Hash, Hasher};

/// A set of fields: `include` and `exclude` of [`DumpOptions`](crate::DumpOptions).
///
/// Names are the fields' names in Rust, computed fields' included; a dot leads into a nested model,
/// a map or the items of a list (`*` or an index). A name without further steps stands for the
/// whole field.
///
/// ```
/// use optimize_core::options::Mask;
///
/// let mask = Mask::new(["id", "metadata.camera", "frames.*.width"]);
/// # let _ = mask;
/// ```
///
/// [`mask!`](crate::mask) makes one at compile time, where a name that no field has is an error.
#[derive(Clone, Debug)]
pub struct Mask(Repr);

#[derive(Clone, Debug)]
enum Repr {
    /// Made by `mask!`.
    Fixed(FixedMask),
    /// Made of paths at run time.
    Named(Names),
}

impl Mask {
    /// A mask of these paths. One with more than 255 steps is cut there: nothing nests so deeply.
    #[must_use]
    pub fn new<P: AsRef<str>>(paths: impl IntoIterator<Item = P>) -> Self {
        let mut names = Names::default();
        for path in paths {
            names.add(path.as_ref());
        }
        Self(Repr::Named(names))
    }

    /// A mask that was checked at compile time.
    #[doc(hidden)]
    #[must_use]
    pub const fn fixed(fixed: FixedMask) -> Self {
        Self(Repr::Fixed(fixed))
    }

    /// The mask as the writer looks at it.
    pub(crate) fn view(&self) -> MaskView<'_> {
        match &self.0 {
            Repr::Fixed(fixed) => MaskView::Fixed(*fixed),
            Repr::Named(names) => MaskView::Named(names, Names::ROOT),
        }
    }

    /// Adds another mask's paths.
    pub(crate) fn merge(&mut self, other: &Self) {
        if let Repr::Fixed(_) = self.0 {
            let mut names = Names::default();
            names.merge(self.view());
            self.0 = Repr::Named(names);
        }
        if let Repr::Named(names) = &mut self.0 {
            names.merge(other.view());
        }
    }
}

/// A mask, or what of it applies inside a field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MaskView<'m> {
    Fixed(FixedMask),
    Named(&'m Names, usize),
}

impl<'m> MaskView<'m> {
    /// What the mask says of a name: nothing, the whole of it, or a part.
    pub(crate) fn get(self, name: &str) -> Option<Option<Self>> {
        self.exactly(name).or_else(|| self.exactly("*"))
    }

    fn exactly(self, name: &str) -> Option<Option<Self>> {
        match self {
            Self::Fixed(fixed) => fixed.get(name).map(|inner| inner.map(Self::Fixed)),
            Self::Named(names, at) => names.get(at, name).map(|inner| inner.map(|at| Self::Named(names, at))),
        }
    }

    /// The names with what stands below them, sorted.
    fn entries(self) -> Vec<(&'m str, Option<Self>)> {
        match self {
            Self::Fixed(fixed) => fixed.entries().iter().map(|(name, inner)| (*name, inner.map(Self::Fixed))).collect(),
            Self::Named(names, at) => {
                names.entries(at).map(|(name, inner)| (name, inner.map(|at| Self::Named(names, at)))).collect()
            }
        }
    }
}

/// Equal when they hold the same paths, however they were made.
impl PartialEq for Mask {
    fn eq(&self, other: &Self) -> bool {
        let mut open = vec![(self.view(), other.view())];
        while let Some((left, right)) = open.pop() {
            let (left, right) = (left.entries(), right.entries());
            if left.len() != right.len() {
                return false;
            }
            for ((left, inner), (right, other)) in left.into_iter().zip(right) {
                match (inner, other) {
                    _ if left != right => return false,
                    (None, None) => {}
                    (Some(inner), Some(other)) => open.push((inner, other)),
                    _ => return false,
                }
            }
        }
        true
    }
}

impl Eq for Mask {}

impl Hash for Mask {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut open = vec![self.view()];
        while let Some(view) = open.pop() {
            let entries = view.entries();
            state.write_usize(entries.len());
            for (name, inner) in entries {
                name.hash(state);
                inner.is_some().hash(state);
                open.extend(inner);
            }
        }
    }
}

/// What can be given to `include` and `exclude`: a [`Mask`], or paths.
pub trait IntoMask {
    /// The mask.
    fn into_mask(self) -> Mask;
}

impl IntoMask for Mask {
    fn into_mask(self) -> Mask {
        self
    }
}

impl IntoMask for &Mask {
    fn into_mask(self) -> Mask {
        self.clone()
    }
}

impl<I: IntoIterator<Item: AsRef<str>>> IntoMask for I {
    fn into_mask(self) -> Mask {
        Mask::new(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::{BuildHasher, RandomState};

    const INNER: FixedMask = FixedMask { entries: &[("b", None), ("c", None)] };
    const OUTER: FixedMask = FixedMask { entries: &[("a", Some(INNER)), ("z", None)] };

    #[test]
    fn a_mask_equals_another_of_the_same_paths() {
        let fixed = Mask::fixed(OUTER);
        let named = Mask::new(["z", "a.c", "a.b"]);
        assert_eq!(fixed, named);
        let state = RandomState::new();
        assert_eq!(state.hash_one(&fixed), state.hash_one(&named));
        for other in [&["z", "a.b"][..], &["z", "a"], &["z", "a.b", "a.c", "a.d"], &["y", "a.c", "a.b"], &[]] {
            assert_ne!(fixed, Mask::new(other), "{other:?}");
        }
    }

    #[test]
    fn merging_adds_paths_and_the_whole_of_a_field_wins() {
        let mut mask = Mask::fixed(OUTER);
        mask.merge(&Mask::new(["a.d.e", "z.inner", "new"]));
        assert_eq!(mask, Mask::new(["a.b", "a.c", "a.d.e", "z", "new"]));
        mask.merge(&Mask::new(["a"]));
        assert_eq!(mask, Mask::new(["a", "z", "new"]));
        let mut paths = Mask::new(["z"]);
        paths.merge(&Mask::fixed(OUTER));
        assert_eq!(paths, Mask::fixed(OUTER));
    }

    #[test]
    fn a_name_goes_before_the_star() {
        let mask = Mask::new(["*.all", "0.first"]);
        let first = mask.view().get("0").flatten().expect("a part");
        assert!(first.get("first").is_some() && first.get("all").is_none());
        let second = mask.view().get("1").flatten().expect("a part");
        assert!(second.get("all").is_some() && second.get("first").is_none());
    }

    #[test]
    fn a_path_of_a_million_steps_is_cut() {
        let path = "a.".repeat(1_000_000);
        let mask = Mask::new([&path, &path]);
        assert_eq!(mask.clone(), mask);
        assert_eq!(mask, Mask::new(["a.".repeat(254) + "a"]));
    }
}
