//! [`Report`]: what a monitor has seen, for people, programs and Prometheus.

use super::Alert;
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// One operation's figures since the monitor was made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OperationReport {
    /// The operation's name.
    pub operation: String,
    /// How often it ended.
    pub total_operations: u64,
    /// How often it failed.
    pub errors: u64,
    /// Mean time, in seconds.
    pub avg_duration: f64,
    /// Longest time, in seconds.
    pub max_duration: f64,
    /// Shortest time, in seconds.
    pub min_duration: f64,
    /// Half of them took no longer, in seconds.
    pub p50_duration: f64,
    /// 90 % of them took no longer, in seconds.
    pub p90_duration: f64,
    /// 99 % of them took no longer, in seconds.
    pub p99_duration: f64,
    /// Mean growth of the process's memory meanwhile, in MiB.
    pub avg_memory_delta: f64,
    /// Mean bytes in, or out where none came in.
    pub avg_data_size: f64,
    /// Bytes in.
    pub bytes_in: u64,
    /// Bytes out.
    pub bytes_out: u64,
    /// Operations per second by the clock on the wall, from the first beginning to the last end.
    pub throughput: f64,
    /// Bytes per second by the same clock.
    pub bytes_per_second: f64,
    /// How many took how long. Not a part of the JSON.
    pub latency: Vec<LatencyBucket>,
    /// Throughput over time: seconds since the monitor was made, and operations per second from then
    /// on. At most 128 points. Not a part of the JSON.
    pub timeline: Vec<(f64, f64)>,
}

/// Operations that took about as long.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LatencyBucket {
    /// They took no longer, in seconds; but longer than 0.7 times that.
    pub up_to: f64,
    /// How many there were.
    pub count: u64,
}

impl Serialize for OperationReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(14))?;
        map.serialize_entry("total_operations", &self.total_operations)?;
        map.serialize_entry("errors", &self.errors)?;
        map.serialize_entry("avg_duration", &self.avg_duration)?;
        map.serialize_entry("max_duration", &self.max_duration)?;
        map.serialize_entry("min_duration", &self.min_duration)?;
        map.serialize_entry("p50_duration", &self.p50_duration)?;
        map.serialize_entry("p90_duration", &self.p90_duration)?;
        map.serialize_entry("p99_duration", &self.p99_duration)?;
        map.serialize_entry("avg_memory_delta", &self.avg_memory_delta)?;
        map.serialize_entry("avg_data_size", &self.avg_data_size)?;
        map.serialize_entry("bytes_in", &self.bytes_in)?;
        map.serialize_entry("bytes_out", &self.bytes_out)?;
        map.serialize_entry("throughput", &self.throughput)?;
        map.serialize_entry("bytes_per_second", &self.bytes_per_second)?;
        map.end()
    }
}

/// A monitor's figures at one moment. Displayed as a table.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Report {
    /// The operations that ended at least once, by name.
    pub operations: Vec<OperationReport>,
    /// The last 10 alerts, oldest first.
    pub alerts: Vec<Alert>,
    /// When the report was made, in seconds since the epoch.
    pub timestamp: f64,
    /// The share of cache lookups that hit, from 0 to 1; nothing without a lookup.
    pub cache_hit_rate: Option<f64>,
    /// Compressed bytes for each byte before; nothing if nothing was compressed.
    pub compression_ratio: Option<f64>,
    /// The process's resident memory, in MiB; 0.0 where the system does not tell.
    pub memory: f64,
}

impl Report {
    /// The figures of one operation.
    #[must_use]
    pub fn operation(&self, name: &str) -> Option<&OperationReport> {
        self.operations.iter().find(|operation| operation.operation == name)
    }

    /// The report as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Maps with text keys and finite numbers: there is nothing that JSON can't hold.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(6))?;
        map.serialize_entry("operations", &ByName(&self.operations))?;
        map.serialize_entry("alerts", &self.alerts)?;
        map.serialize_entry("timestamp", &self.timestamp)?;
        map.serialize_entry("cache_hit_rate", &self.cache_hit_rate)?;
        map.serialize_entry("compression_ratio", &self.compression_ratio)?;
        map.serialize_entry("memory", &self.memory)?;
        map.end()
    }
}

struct ByName<'a>(&'a [OperationReport]);

impl Serialize for ByName<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|operation| (&operation.operation, operation)))
    }
}
