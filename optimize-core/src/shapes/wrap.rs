//! Values inside values at one and the same place of the input.

use crate::json::{Parser, Stop, SyntaxKind};

/// How many values may begin at one offset: a type that holds itself with nothing in between, such as
/// `struct Link(Option<Box<Link>>)`, would otherwise go on for ever.
const MAX_WRAPS: u32 = 64;

/// The offset where the innermost newtype or untagged enum began, and how many around it began there too.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wraps {
    at: usize,
    count: u32,
}

impl Parser<'_> {
    /// Enters a value that takes no input of its own. What to restore behind it.
    #[inline]
    pub(crate) fn wrap(&mut self, start: usize) -> Result<Wraps, Stop> {
        let outer = self.wraps;
        let count = if outer.at == start { outer.count + 1 } else { 0 };
        if count > MAX_WRAPS {
            return Err(self.fatal(SyntaxKind::TooDeep));
        }
        self.wraps = Wraps { at: start, count };
        Ok(outer)
    }
}
