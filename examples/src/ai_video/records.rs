//! Video records: read, validated, encoded, written.

use super::archive::{Archive, Archived, Names};
use super::error::reason;
use super::problems::{Problems, file_name};
use super::run::Desk;
use super::stage::Stage;
use super::{PipelineError, VideoData};
use indicatif::ProgressBar;
use optimize_core::compress::Compression;
use optimize_core::stream::StreamReader;
use std::fs::File;
use std::path::Path;

/// How many records are encoded at once.
const BATCH: usize = 1000;

/// So many valid records are kept in memory, to be asked for again.
const KEPT: usize = 10_000;

/// What became of the records.
pub(super) struct Records {
    /// The first valid ones.
    pub(super) kept: Vec<VideoData>,
    pub(super) archived: Archived,
    pub(super) reading: Stage,
}

/// Sends a file of records through the pipeline. Only one batch of them is in memory, and what is kept.
pub(super) fn process_records(
    path: &Path,
    out: &Path,
    desk: &Desk,
    problems: &mut Problems,
) -> Result<Records, PipelineError> {
    let unusable = |error: std::io::Error| PipelineError::unusable("--records", path, reason(&error));
    let file = File::open(path).map_err(unusable)?;
    let length = file.metadata().map_err(unusable)?.len();
    let bar = desk.progress.bytes("reading records", length);
    let mut reader = StreamReader::<_, VideoData>::new(bar.wrap_read(file)).map_err(unusable)?;

    let names = Names { encode: "encode records", write: "write records" };
    let mut archive = Archive::create(out.join("results.ndjson.zst"), Compression::zstd(), &desk.monitor, &names)?;
    let mut reading = Stage::new(&desk.monitor, "read records", "record");
    let (mut batch, mut kept) = (Vec::with_capacity(BATCH), Vec::new());
    let source = file_name(path);
    while let Some(record) = read_timed(&mut reader, &mut reading) {
        match record {
            Ok(record) => batch.push(record),
            Err(error) => problems.record(&source, &error)?,
        }
        if batch.len() == BATCH && !hand_over(&mut batch, &mut kept, &mut archive, desk, problems)? {
            break;
        }
    }
    hand_over(&mut batch, &mut kept, &mut archive, desk, problems)?;
    finish_bar(&bar);
    if reader.records() == 0 {
        return Err(PipelineError::unusable("--records", path, "there is no record in it"));
    }
    Ok(Records { kept, archived: archive.finish()?, reading })
}

type Read<'b> = StreamReader<indicatif::ProgressBarIter<File>, VideoData>;

fn read_timed(
    reader: &mut Read<'_>,
    stage: &mut Stage,
) -> Option<Result<VideoData, optimize_core::stream::StreamError>> {
    let start = reader.offset();
    let mut timer = stage.start();
    let Some(record) = reader.next() else {
        timer.discard();
        return None;
    };
    timer.bytes_in(usize::try_from(reader.offset() - start).unwrap_or(usize::MAX));
    if record.is_err() {
        timer.fail();
    }
    drop(timer);
    stage.count(usize::from(record.is_ok()), usize::from(record.is_err()));
    Some(record)
}

fn hand_over(
    batch: &mut Vec<VideoData>,
    kept: &mut Vec<VideoData>,
    archive: &mut Archive,
    desk: &Desk,
    problems: &mut Problems,
) -> Result<bool, PipelineError> {
    let taken = archive.add(batch, &desk.codec, problems, |record| &record.video_id)?;
    let room = KEPT.saturating_sub(kept.len());
    kept.extend(batch.drain(..).take(room));
    Ok(taken)
}

fn finish_bar(bar: &ProgressBar) {
    bar.finish_and_clear();
}
