//! What is handed on to other tools: an event for `tracing`, figures for `metrics`. Nothing, and for nothing,
//! without their features.

use super::operation::Observation;

/// An operation's handles in the tools that are built in.
pub(super) struct Emitter {
    #[cfg(feature = "metrics")]
    figures: Figures,
}

#[cfg(feature = "metrics")]
struct Figures {
    duration: metrics::Histogram,
    errors: metrics::Counter,
    bytes_in: metrics::Counter,
    bytes_out: metrics::Counter,
}

impl Emitter {
    #[cfg(not(feature = "metrics"))]
    pub(super) fn new(_: &str) -> Self {
        Self {}
    }

    #[cfg(feature = "metrics")]
    pub(super) fn new(name: &str) -> Self {
        let label = || [("operation", name.to_owned())];
        Self {
            figures: Figures {
                duration: metrics::histogram!("optimize_duration_seconds", &label()),
                errors: metrics::counter!("optimize_errors_total", &label()),
                bytes_in: metrics::counter!("optimize_bytes_in_total", &label()),
                bytes_out: metrics::counter!("optimize_bytes_out_total", &label()),
            },
        }
    }

    #[inline]
    #[cfg_attr(not(feature = "tracing"), allow(unused_variables))]
    pub(super) fn emit(&self, name: &str, observed: &Observation) {
        #[cfg(feature = "tracing")]
        tracing::debug!(
            target: "optimize",
            operation = name,
            seconds = observed.took as f64 / 1e9,
            bytes_in = observed.bytes_in,
            bytes_out = observed.bytes_out,
            failed = observed.failed,
            "operation"
        );
        #[cfg(feature = "metrics")]
        {
            self.figures.duration.record(observed.took as f64 / 1e9);
            self.figures.errors.increment(observed.failed.into());
            self.figures.bytes_in.increment(observed.bytes_in);
            self.figures.bytes_out.increment(observed.bytes_out);
        }
    }
}
