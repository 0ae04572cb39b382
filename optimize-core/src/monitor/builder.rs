//! [`MonitorBuilder`]: the choices for a monitor.

use super::watch::{Callback, Watch};
use super::{Alert, Monitor};
use std::fmt;
use std::time::Duration;

/// Choices for a [`Monitor`].
#[derive(Default)]
pub struct MonitorBuilder {
    slow: Option<Duration>,
    memory_every: Option<Duration>,
    on_alert: Option<Callback>,
}

impl MonitorBuilder {
    /// Raises an alert for operations that take longer, with zero for each; 1 second by default.
    #[must_use]
    pub fn alert_above(mut self, time: Duration) -> Self {
        self.slow = Some(time);
        self
    }

    /// Samples the process's memory at most this often; every 100 ms by default.
    #[must_use]
    pub fn memory_every(mut self, time: Duration) -> Self {
        self.memory_every = Some(time);
        self
    }

    /// Calls this with every alert, on the thread of the operation and without a lock held. A panic
    /// in it is caught.
    #[must_use]
    pub fn on_alert(mut self, callback: impl Fn(&Alert) + Send + Sync + 'static) -> Self {
        self.on_alert = Some(Box::new(callback));
        self
    }

    /// The monitor.
    #[must_use]
    pub fn build(self) -> Monitor {
        Monitor::of(Watch::new(
            self.slow.unwrap_or(Duration::from_secs(1)),
            self.memory_every.unwrap_or(Duration::from_millis(100)),
            self.on_alert,
        ))
    }
}

impl fmt::Debug for MonitorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonitorBuilder").field("slow", &self.slow).finish_non_exhaustive()
    }
}
