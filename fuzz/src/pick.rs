//! [`Pick`]: which of many checks an input goes through.

use std::hash::{DefaultHasher, Hasher as _};

/// Some of the checks, as the input itself has it. A target that did all of them with every input would see a tenth of the
/// inputs; over many inputs each check has its turn with all kinds of them, and one that fails does so each time.
pub(crate) struct Pick(Option<u64>);

impl Pick {
    /// Those that the input picks.
    pub(crate) fn of(data: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(data);
        Self(Some(hasher.finish()))
    }

    /// All of them.
    pub(crate) const fn all() -> Self {
        Self(None)
    }

    /// Whether to do this one of so many checks. Each question is a throw of its own, and exactly one of its checks is
    /// picked.
    pub(crate) fn one(&self, question: u32, index: u64, of: u64) -> bool {
        self.0.is_none_or(|hash| hash.rotate_left(13 * question) % of == index)
    }
}
