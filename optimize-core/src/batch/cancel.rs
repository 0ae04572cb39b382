//! [`CancelToken`]: ends a batch early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag that ends the batches and streams it was given to. Clones are one flag. Once set it stays
/// set.
#[derive(Clone, Debug, Default)]
pub struct CancelToken {
    flag: Arc<Flag>,
}

#[derive(Debug, Default)]
struct Flag {
    cancelled: AtomicBool,
    parent: Option<CancelToken>,
}

impl CancelToken {
    /// A flag that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A flag that is set when this one is, and can be set alone.
    #[must_use]
    pub fn child(&self) -> Self {
        Self { flag: Arc::new(Flag { cancelled: AtomicBool::new(false), parent: Some(self.clone()) }) }
    }

    /// Sets the flag: items under way are finished, the others are not begun.
    pub fn cancel(&self) {
        self.flag.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the flag is set.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.flag.cancelled.load(Ordering::Relaxed) || self.flag.parent.as_ref().is_some_and(Self::is_cancelled)
    }
}
