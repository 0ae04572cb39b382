//! [`RunReport`]: the figures of a run. A model itself: `report.json` is its dump.

use optimize_core::Optimized;

/// One step of the pipeline.
#[derive(Optimized, Debug, Clone, PartialEq)]
pub struct StageReport {
    /// The step's name.
    pub stage: String,
    /// How many records or frames reached it.
    pub items: u64,
    /// How many of them did not get through.
    pub failures: u64,
    /// Bytes that came in; 0 where models came in.
    pub bytes_in: u64,
    /// Bytes that went out; 0 where models went out.
    pub bytes_out: u64,
    /// How many lookups the cache answered.
    pub cache_hits: Option<u64>,
    /// How many lookups there were.
    pub cache_lookups: Option<u64>,
    /// What one timing is of: a record, a frame, a batch, a request.
    pub timed_per: String,
    /// Half of the timings were no longer, in seconds.
    pub p50_seconds: f64,
    /// 99 % of the timings were no longer, in seconds.
    pub p99_seconds: f64,
    /// The sum of the timings, in seconds.
    pub busy_seconds: f64,
    /// Items in a second of that time.
    pub items_per_second: f64,
    /// Bytes, in or out, whichever are more, in a second of that time.
    pub bytes_per_second: f64,
}

/// A file of results.
#[derive(Optimized, Debug, Clone, PartialEq)]
pub struct FileReport {
    /// Its path.
    pub file: String,
    /// Records or frames in it.
    pub items: u64,
    /// Their JSON, in bytes.
    pub json_bytes: u64,
    /// The file's size, in bytes.
    pub file_bytes: u64,
}

/// The figures of a run.
#[derive(Optimized, Debug, Clone, PartialEq)]
pub struct RunReport {
    /// Records that were read.
    pub records: u64,
    /// Records that were valid, written and read back equal.
    pub records_verified: u64,
    /// Frames that were found.
    pub frames: u64,
    /// Frames that were valid, written and read back equal.
    pub frames_verified: u64,
    /// Records and frames with a problem.
    pub failures: u64,
    /// Problems: a record can have several.
    pub problems: u64,
    /// The run's time on the clock, in seconds.
    pub seconds: f64,
    /// The steps, in their order.
    pub stages: Vec<StageReport>,
    /// What was written.
    pub files: Vec<FileReport>,
    /// What the cache holds at the end: entries.
    pub cache_entries: u64,
    /// What the cache holds at the end: bytes of values.
    pub cache_bytes: u64,
    /// Entries that made room for others.
    pub cache_evictions: u64,
    /// The process's resident memory at the end, in MiB; 0.0 where the system does not tell.
    pub memory_mib: f64,
    /// The monitor's own report.
    pub monitor: serde_json::Value,
}

impl RunReport {
    /// Whether every record and frame went through.
    #[must_use]
    pub const fn is_clean(&self) -> bool {
        self.failures == 0 && self.problems == 0
    }
}
