//! [`BatchStats`]: what batches did, under the names that dashboards know.

use super::{BatchError, BatchOutput};
use serde_core::ser::{Serialize, SerializeMap, Serializer};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Sums over all batches. The rates are methods; serialized, they stand beside the sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BatchStats {
    /// Batches that were encoded.
    pub total_batches: u64,
    /// Items that were to be encoded.
    pub total_items: u64,
    /// Items that were.
    pub successful_items: u64,
    /// The time that it took.
    pub batch_time: Duration,
    /// Batches that were decoded.
    pub total_deserialize_batches: u64,
    /// Inputs that were to be decoded.
    pub total_deserialize_items: u64,
    /// Inputs that were.
    pub successful_deserialize_items: u64,
    /// The time that it took.
    pub batch_deserialize_time: Duration,
}

impl BatchStats {
    /// The share of items that were encoded, from 0 to 1; 0.0 before the first item.
    #[must_use]
    pub fn success_rate(&self) -> f64 {
        ratio(self.successful_items as f64, self.total_items)
    }

    /// Seconds for a batch; 0.0 before the first.
    #[must_use]
    pub fn avg_batch_time(&self) -> f64 {
        ratio(self.batch_time.as_secs_f64(), self.total_batches)
    }

    /// The share of inputs that were decoded, from 0 to 1; 0.0 before the first input.
    #[must_use]
    pub fn deserialize_success_rate(&self) -> f64 {
        ratio(self.successful_deserialize_items as f64, self.total_deserialize_items)
    }

    /// Seconds for a batch that is decoded; 0.0 before the first.
    #[must_use]
    pub fn avg_batch_deserialize_time(&self) -> f64 {
        ratio(self.batch_deserialize_time.as_secs_f64(), self.total_deserialize_batches)
    }
}

impl Serialize for BatchStats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(10))?;
        map.serialize_entry("total_batches", &self.total_batches)?;
        map.serialize_entry("total_items", &self.total_items)?;
        map.serialize_entry("successful_items", &self.successful_items)?;
        map.serialize_entry("success_rate", &self.success_rate())?;
        map.serialize_entry("avg_batch_time", &self.avg_batch_time())?;
        map.serialize_entry("total_deserialize_batches", &self.total_deserialize_batches)?;
        map.serialize_entry("total_deserialize_items", &self.total_deserialize_items)?;
        map.serialize_entry("successful_deserialize_items", &self.successful_deserialize_items)?;
        map.serialize_entry("deserialize_success_rate", &self.deserialize_success_rate())?;
        map.serialize_entry("avg_batch_deserialize_time", &self.avg_batch_deserialize_time())?;
        map.end()
    }
}

fn ratio(amount: f64, count: u64) -> f64 {
    if count == 0 { 0.0 } else { amount / count as f64 }
}

/// Statistics that many threads add to.
#[derive(Default)]
pub(crate) struct StatsCell(Mutex<BatchStats>);

impl StatsCell {
    /// Runs and counts an encoding.
    pub(crate) fn encode(&self, output: &mut BatchOutput, run: impl FnOnce(&mut BatchOutput)) {
        let start = Instant::now();
        run(output);
        let (time, failures) = (start.elapsed(), output.failures());
        self.add(|stats| {
            stats.total_batches += 1;
            stats.total_items += output.len() as u64;
            stats.successful_items += (output.len() - failures) as u64;
            stats.batch_time = stats.batch_time.saturating_add(time);
        });
    }

    /// Runs and counts a decoding.
    pub(crate) fn decode<T>(&self, run: impl FnOnce() -> Vec<Result<T, BatchError>>) -> Vec<Result<T, BatchError>> {
        let mut results = Vec::new();
        self.decode_into(&mut results, |results| *results = run());
        results
    }

    /// Runs and counts a decoding over older results.
    pub(crate) fn decode_into<T>(
        &self,
        results: &mut Vec<Result<T, BatchError>>,
        run: impl FnOnce(&mut Vec<Result<T, BatchError>>),
    ) {
        let start = Instant::now();
        run(results);
        let (time, successes) = (start.elapsed(), results.iter().filter(|result| result.is_ok()).count());
        self.add(|stats| {
            stats.total_deserialize_batches += 1;
            stats.total_deserialize_items += results.len() as u64;
            stats.successful_deserialize_items += successes as u64;
            stats.batch_deserialize_time = stats.batch_deserialize_time.saturating_add(time);
        });
    }

    pub(crate) fn read(&self) -> BatchStats {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, change: impl FnOnce(&mut BatchStats)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
