//! What the benchmarks share: the data, the models, the clockwork, the tables and the chart.
//!
//! `cargo bench -p optimize-benches --bench json` and `--bench runtime` print their tables and write
//! them to `results/`; `-- --quick --only S` gives a look in seconds. All times are medians of
//! interleaved rounds in one process; a target is a ratio to a peer of the same rounds, because
//! absolute times drift.

pub mod chart;
pub mod data;
pub mod models;
#[cfg(feature = "peers")]
pub mod peers;
pub mod plan;
pub mod python;
pub mod race;
pub mod table;
