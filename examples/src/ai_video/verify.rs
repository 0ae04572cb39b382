//! Reading back what was written, and comparing.

use super::PipelineError;
use super::archive::Archived;
use super::problems::{Problems, file_name};
use super::run::Desk;
use super::stage::Stage;
use optimize_core::stream::StreamReader;
use optimize_core::{Optimized, OptimizedOwned};
use std::fs::File;

/// The longest record that is read back, in bytes: a frame of the largest size, in base64.
const MAX_RECORD: usize = 1 << 30;

/// Reads every record of a file on all cores, validates it, and compares it with what was sent: by fingerprints,
/// which are 128 bits of the whole content. Whatever is lost, added or changed is a problem.
pub(super) fn verify<T: OptimizedOwned + Send + 'static>(
    archived: &Archived,
    name: &'static str,
    desk: &Desk,
    problems: &mut Problems,
) -> Result<Stage, PipelineError> {
    let at = |error| PipelineError::at(&archived.path)(error);
    let mut stage = Stage::new(&desk.monitor, name, "record");
    let file = File::open(&archived.path).map_err(at)?;
    let mut reader = StreamReader::builder().max_record_bytes(MAX_RECORD).open_parallel::<_, T>(file).map_err(at)?;
    let bar = desk.progress.items(name, archived.sent.len() as u64);
    let source = file_name(&archived.path);
    let mut sent = archived.sent.iter();
    // Each record is read into the memory of an earlier one.
    let mut slot = None;
    loop {
        let start = reader.bytes_read();
        let mut timer = stage.start();
        let Some(found) = reader.read_into(&mut slot) else {
            timer.discard();
            break;
        };
        timer.bytes_in(usize::try_from(reader.bytes_read() - start).unwrap_or(usize::MAX));
        let expected = sent.next();
        let same =
            matches!((&found, expected), (Ok(found), Some(expected)) if Optimized::fingerprint(&**found) == *expected);
        if !same {
            timer.fail();
        }
        drop(timer);
        stage.count(usize::from(same), usize::from(!same));
        match found {
            Err(error) => problems.record(&source, &error)?,
            Ok(_) if !same => {
                let reason = format!("record {} is not what was sent", reader.records());
                problems.other(&source, "verify_error", &reason)?;
            }
            Ok(_) => bar.inc(1),
        }
    }
    let lost = sent.len();
    if lost > 0 {
        stage.count(0, lost);
        problems.other(&source, "verify_error", &format!("the last {lost} records are not there"))?;
    }
    bar.finish_and_clear();
    Ok(stage)
}
