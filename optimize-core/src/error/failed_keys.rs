//! [`FailedKeys`]: which keys of a map had a wrong entry.

use crate::error::{LocItem, Mark, Report};
use std::collections::HashSet;

/// The keys of one map whose entry was wrong. The last of equal keys counts: one that comes again
/// takes its problems back. Looked up by key, so that entries behind many problems cost no search.
#[derive(Debug, Default)]
pub(crate) struct FailedKeys(Option<HashSet<String>>); // made with the first one: a set costs its random keys

impl FailedKeys {
    /// Forgets the problems under a key that comes a second time.
    #[inline]
    pub(crate) fn retract(&mut self, report: &mut Report, mark: Mark, key: &str) {
        if let Some(failed) = &mut self.0
            && failed.remove(key)
        {
            report.forget_key(mark, key);
        }
    }

    /// Puts the problems recorded since `before` under their key.
    #[cold]
    pub(crate) fn record(&mut self, report: &mut Report, before: Mark, key: &str) {
        report.prefix(before, &LocItem::Key(key.to_owned().into()));
        // Beyond the limit nothing is kept, and nothing can be taken back.
        if !report.is_full() {
            self.0.get_or_insert_default().insert(key.to_owned());
        }
    }
}
