//! [`Alert`]: an operation that took too long.

use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::collections::VecDeque;

/// The type of an alert, as reports show it.
pub const SLOW_SERIALIZATION: &str = "slow_serialization";

/// How many alerts a report shows.
pub(super) const REPORTED: usize = 10;

/// How many alerts are kept.
const KEPT: usize = 100;

/// An operation that took longer than the monitor's bound.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    /// The operation.
    pub operation: String,
    /// How long it took, in seconds.
    pub duration: f64,
    /// When it ended, in seconds since the epoch.
    pub timestamp: f64,
}

impl Serialize for Alert {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("type", SLOW_SERIALIZATION)?;
        map.serialize_entry("operation", &self.operation)?;
        map.serialize_entry("duration", &self.duration)?;
        map.serialize_entry("timestamp", &self.timestamp)?;
        map.end()
    }
}

/// The last alerts.
#[derive(Default)]
pub(super) struct Alerts(VecDeque<Alert>);

impl Alerts {
    pub(super) fn push(&mut self, alert: Alert) {
        if self.0.len() == KEPT {
            self.0.pop_front();
        }
        self.0.push_back(alert);
    }

    pub(super) fn last(&self, count: usize) -> Vec<Alert> {
        self.0.iter().skip(self.0.len().saturating_sub(count)).cloned().collect()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
