//! A mask that stands in the program's constants.

/// A mask that `mask!` has written. The field is public because a constant's references may only lead
/// to what is plainly written down.
#[derive(Clone, Copy, Debug)]
pub struct FixedMask {
    /// Names in ascending order, each with what of it is meant; `None` stands for the whole.
    pub entries: &'static [(&'static str, Option<FixedMask>)],
}

impl FixedMask {
    pub(super) fn entries(self) -> &'static [(&'static str, Option<Self>)] {
        self.entries
    }

    pub(super) fn get(self, name: &str) -> Option<Option<Self>> {
        self.entries.iter().find(|(known, _)| *known == name).map(|(_, inner)| *inner)
    }
}
