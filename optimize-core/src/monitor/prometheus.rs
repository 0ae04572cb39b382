//! The report in Prometheus's text format.

use super::{OperationReport, Report};
use std::fmt::Write;

/// A figure's name and type in Prometheus's terms, and where to find it.
type Metric = (&'static str, &'static str, fn(&OperationReport) -> f64);

impl Report {
    /// The report in Prometheus's text format.
    #[must_use]
    pub fn to_prometheus(&self) -> String {
        let mut out = String::new();
        let metrics: [Metric; 5] = [
            ("operations_total", "counter", |operation| operation.total_operations as f64),
            ("errors_total", "counter", |operation| operation.errors as f64),
            ("bytes_in_total", "counter", |operation| operation.bytes_in as f64),
            ("bytes_out_total", "counter", |operation| operation.bytes_out as f64),
            ("max_duration_seconds", "gauge", |operation| operation.max_duration),
        ];
        for (name, kind, value) in metrics {
            let _ = writeln!(out, "# TYPE optimize_{name} {kind}");
            for operation in &self.operations {
                let label = escape(&operation.operation);
                let _ = writeln!(out, "optimize_{name}{{operation=\"{label}\"}} {}", value(operation));
            }
        }
        out.push_str("# TYPE optimize_duration_seconds summary\n");
        for operation in &self.operations {
            let label = escape(&operation.operation);
            let quantiles =
                [("0.5", operation.p50_duration), ("0.9", operation.p90_duration), ("0.99", operation.p99_duration)];
            for (quantile, seconds) in quantiles {
                let labels = format!("operation=\"{label}\",quantile=\"{quantile}\"");
                let _ = writeln!(out, "optimize_duration_seconds{{{labels}}} {seconds}");
            }
            let sum = operation.avg_duration * operation.total_operations as f64;
            let _ = writeln!(out, "optimize_duration_seconds_sum{{operation=\"{label}\"}} {sum}");
            let count = operation.total_operations;
            let _ = writeln!(out, "optimize_duration_seconds_count{{operation=\"{label}\"}} {count}");
        }
        let gauges = [("cache_hit_rate", self.cache_hit_rate), ("compression_ratio", self.compression_ratio)];
        for (name, value) in gauges {
            if let Some(value) = value {
                let _ = writeln!(out, "# TYPE optimize_{name} gauge\noptimize_{name} {value}");
            }
        }
        out
    }
}

/// A label's value, as Prometheus wants it.
fn escape(label: &str) -> String {
    label.replace('\\', r"\\").replace('"', "\\\"").replace('\n', r"\n")
}
