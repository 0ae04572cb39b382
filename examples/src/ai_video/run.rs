//! The pipeline from end to end.

use super::archive::Archived;
use super::error::reason;
use super::frames::{find_frames, process_frames};
use super::problems::Problems;
use super::records::process_records;
use super::report::RunReport;
use super::sample::make_sample;
use super::serve::{serve_frames, serve_records};
use super::stage::Stage;
use super::verify::verify;
use super::{Config, PipelineError, Progress, VideoData, VideoFrame};
use optimize_core::cache::Cache;
use optimize_core::codec::CacheUse;
use optimize_core::monitor::Monitor;
use optimize_core::{Codec, DumpOptions, Optimized};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What all steps work with.
pub(super) struct Desk {
    pub(super) codec: Codec,
    pub(super) cache: Cache,
    pub(super) monitor: Monitor,
    pub(super) progress: Progress,
}

/// How a run went.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The figures.
    pub report: RunReport,
    /// The first problems, one a line: file, line, column, path, reason.
    pub problems: Vec<String>,
    /// Files in the frames' folder that are no PNG or JPEG by their names.
    pub passed_over: usize,
    /// The folder that holds the results.
    pub out: PathBuf,
}

/// Runs the pipeline. What is wrong with a record or a frame is in the outcome and does not end it.
///
/// # Errors
/// When an input can't be read at all or holds nothing, or the results can't be written.
pub fn run(config: &Config, progress: Progress) -> Result<Outcome, PipelineError> {
    let out = &config.out;
    if let Some(records) = &config.records {
        let unusable = |error: io::Error| PipelineError::unusable("--records", records, reason(&error));
        File::open(records).and_then(|mut file| file.read(&mut [0])).map_err(unusable)?;
    }
    let mut frames = config.frames.as_deref().map(find_frames).transpose()?.unwrap_or_default();
    fs::create_dir_all(out).map_err(|error| PipelineError::unusable("--out", out, reason(&error)))?;
    let mut records = config.records.clone();
    if records.is_none() && frames.files.is_empty() {
        let (made, folder) = make_sample(&out.join("input"), config.sample)?;
        records = Some(made);
        frames = find_frames(&folder)?;
    }
    if let Some(records) = &records {
        check_apart(records, out)?;
    }

    let start = Instant::now();
    let desk = Desk::open(progress)?;
    let mut problems = Problems::create(out.join("errors.ndjson"))?;
    let (mut stages, mut serving, mut files) = (Vec::new(), Vec::new(), Vec::new());
    let mut totals = [(0, 0); 2];
    if let Some(path) = &records {
        let done = process_records(path, out, &desk, &mut problems)?;
        serving.extend(serve_records(&done.kept, &desk, &mut problems)?);
        files.push(done.archived.report.clone());
        let verified = verify::<VideoData>(&done.archived, "verify records", &desk, &mut problems)?;
        totals[0] = add_stages(&mut stages, &done.reading, done.archived, &verified);
    }
    if !frames.files.is_empty() {
        let done = process_frames(&frames.files, out, &desk, &mut problems)?;
        serving.extend(serve_frames(&done.kept, &desk, &mut problems)?);
        files.push(done.archived.report.clone());
        let verified = verify::<VideoFrame>(&done.archived, "verify frames", &desk, &mut problems)?;
        totals[1] = add_stages(&mut stages, &done.reading, done.archived, &verified);
    }
    stages.extend(serving.iter().filter_map(Stage::report));

    let summary = problems.finish()?;
    let (monitor, cache) = (desk.monitor.report(), desk.cache.stats());
    let report = RunReport {
        records: totals[0].0,
        records_verified: totals[0].1,
        frames: totals[1].0,
        frames_verified: totals[1].1,
        failures: summary.failures,
        problems: summary.problems,
        seconds: start.elapsed().as_secs_f64(),
        stages,
        files,
        cache_entries: cache.entries,
        cache_bytes: cache.bytes,
        cache_evictions: cache.evictions,
        memory_mib: monitor.memory,
        monitor: serde_json::to_value(&monitor).map_err(PipelineError::at(out))?,
    };
    write_report(&report, out)?;
    Ok(Outcome { report, problems: summary.lines, passed_over: frames.others, out: out.clone() })
}

impl Desk {
    fn open(progress: Progress) -> Result<Self, PipelineError> {
        let broken = |error: &dyn std::fmt::Display| PipelineError::Failed(error.to_string());
        let monitor = Monitor::new();
        // 256 MiB: several times what the kept frames make as PNG in base64, so that those who are asked for stay in it.
        let cache = Cache::builder().max_size(5_000).max_bytes(256 << 20).build().map_err(|error| broken(&error))?;
        let codec = Codec::builder()
            .dump_options(DumpOptions::new().exclude_none())
            .cache(cache.clone())
            // Left to itself it would leave these small records out, which are written as fast as looked up.
            .cache_use(CacheUse::Always)
            .monitor(monitor.clone())
            .build()
            .map_err(|error| broken(&error))?;
        Ok(Self { codec, cache, monitor, progress })
    }
}

/// Adds the stages' figures; how many items were read, and how many of them came back equal.
fn add_stages(
    stages: &mut Vec<super::StageReport>,
    reading: &Stage,
    archived: Archived,
    verified: &Stage,
) -> (u64, u64) {
    let [encode, write] = archived.stages;
    let reading = reading.report();
    let verified = verified.report();
    let read = reading.as_ref().map_or(0, |stage| stage.items);
    let equal = verified.as_ref().map_or(0, |stage| stage.items - stage.failures);
    stages.extend([reading, encode.report(), write.report(), verified].into_iter().flatten());
    (read, equal)
}

/// Refuses to read what is about to be overwritten.
fn check_apart(records: &Path, out: &Path) -> Result<(), PipelineError> {
    let Ok(records_path) = records.canonicalize() else { return Ok(()) };
    for name in ["results.ndjson.zst", "frames.ndjson", "errors.ndjson", "report.json", "report.txt"] {
        if out.join(name).canonicalize().is_ok_and(|path| path == records_path) {
            return Err(PipelineError::unusable("--records", records, "the results would overwrite this file"));
        }
    }
    Ok(())
}

fn write_report(report: &RunReport, out: &Path) -> Result<(), PipelineError> {
    let path = out.join("report.json");
    let json = report.dump(&DumpOptions::new().exclude_none().indent(2)).map_err(PipelineError::at(&path))?;
    fs::write(&path, json).map_err(PipelineError::at(&path))?;
    let path = out.join("report.txt");
    fs::write(&path, report.to_string()).map_err(PipelineError::at(&path))
}
