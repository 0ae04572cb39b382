//! The AI video pipeline. Video records (NDJSON) and frames (PNG, JPEG) are read and validated, encoded
//! in batches through a cache, compressed and written to disk, read back and compared, and served again
//! from the cache, all under a monitor.
//!
//! ```text
//! videos.ndjson ──read──▶ VideoData  ──┐                ┌──▶ results.ndjson.zst ──▶ read back, compare
//!                                      ├─encode─▶ JSON ─┤
//! frames/*.png  ──read──▶ VideoFrame ──┘    │           └──▶ frames.ndjson      ──▶ read back, compare
//!                                         cache ◀── requests
//! ```
//!
//! [`run_command`] is the program, [`run()`] the pipeline without arguments and printing.

mod archive;
mod cli;
mod command;
mod demo;
mod error;
mod frames;
mod load;
mod model;
mod problems;
mod progress;
mod records;
mod report;
mod run;
mod sample;
mod serve;
mod stage;
mod table;
mod verify;
mod writing;

pub use cli::{Command, Config, HELP, parse_arguments};
pub use command::{execute, run_command};
pub use error::PipelineError;
pub use model::{Quality, VideoData, VideoFrame};
pub use progress::Progress;
pub use report::{FileReport, RunReport, StageReport};
pub use run::{Outcome, run};
pub use sample::Sample;
