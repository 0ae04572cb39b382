//! What the benchmarks share: the data, the models, the clockwork and the tables.
//!
//! `cargo bench -p optimize-benches --bench json` and `--bench runtime` print their tables and write
//! them to `results/`. All times are medians of interleaved rounds in one process; a target is a ratio
//! to a peer of the same rounds, because absolute times drift.

pub mod data;
pub mod models;
pub mod peers;
pub mod race;
pub mod table;
