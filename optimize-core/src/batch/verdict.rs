//! [`Verdict`]: whether reading a type's values gains from more threads.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// After so many uses both ways are tried again: the machine may have other things to do by then.
const TRY_AGAIN: u32 = 64;

/// What was found out about a type.
#[derive(Default)]
pub(crate) struct Verdict {
    /// Uses since it was found out; zero before.
    uses: AtomicU32,
    /// Whether one thread does better.
    alone: AtomicBool,
}

impl Verdict {
    /// Whether both ways are to be tried now.
    pub(crate) fn is_due(&self) -> bool {
        let uses = self.uses.load(Ordering::Relaxed);
        // Two threads may both try: neither harms the other.
        uses == 0 || self.uses.fetch_add(1, Ordering::Relaxed).is_multiple_of(TRY_AGAIN)
    }

    /// Whether one thread does better, as far as is known.
    pub(crate) fn is_alone(&self) -> bool {
        self.alone.load(Ordering::Relaxed)
    }

    /// Notes what was found out.
    pub(crate) fn decide(&self, alone: bool) {
        self.alone.store(alone, Ordering::Relaxed);
        self.uses.store(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tried_until_it_is_known_and_seldom_after() {
        let verdict = Verdict::default();
        assert!(verdict.is_due() && verdict.is_due() && !verdict.is_alone());
        verdict.decide(true);
        let due = (0..1000).filter(|_| verdict.is_due()).count();
        assert!(verdict.is_alone() && due == 1000 / TRY_AGAIN as usize, "{due}");
    }
}
