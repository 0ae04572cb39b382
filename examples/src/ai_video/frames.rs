//! Frames: found, read, validated, encoded, written.

use super::archive::{Archive, Archived, Names};
use super::error::reason;
use super::load::{format_of, load_frame};
use super::problems::{Problems, file_name};
use super::run::Desk;
use super::stage::Stage;
use super::{PipelineError, VideoFrame};
use optimize_core::compress::Compression;
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// How many frames are encoded at once, about.
const BATCH: usize = 16;

/// A batch ends at so many bytes of pixels: 64 MiB.
const BATCH_BYTES: usize = 64 << 20;

/// The last frames of so many bytes of pixels are kept in memory, to be asked for: 48 MiB, which fit into the cache as PNG
/// in base64.
const KEPT_BYTES: usize = 48 << 20;

/// What became of the frames.
pub(super) struct Frames {
    /// The last valid ones.
    pub(super) kept: Vec<Arc<VideoFrame>>,
    pub(super) archived: Archived,
    pub(super) reading: Stage,
}

/// What a folder holds.
#[derive(Default)]
pub(super) struct Folder {
    /// The PNG and JPEG files, in the order of their names.
    pub(super) files: Vec<PathBuf>,
    /// How many other files there are.
    pub(super) others: usize,
}

/// Looks for frames in a folder, not in the folders in it.
pub(super) fn find_frames(folder: &Path) -> Result<Folder, PipelineError> {
    let unusable = |error: io::Error| PipelineError::unusable("--frames", folder, reason(&error));
    let mut found = Folder::default();
    for entry in fs::read_dir(folder).map_err(unusable)? {
        let path = entry.map_err(unusable)?.path();
        if path.is_dir() {
            continue;
        }
        if format_of(&path).is_some() {
            found.files.push(path);
        } else {
            found.others += 1;
        }
    }
    if found.files.is_empty() {
        return Err(PipelineError::unusable("--frames", folder, "there is no .png, .jpg or .jpeg file in it"));
    }
    found.files.sort();
    Ok(found)
}

/// Sends frames through the pipeline.
pub(super) fn process_frames(
    paths: &[PathBuf],
    out: &Path,
    desk: &Desk,
    problems: &mut Problems,
) -> Result<Frames, PipelineError> {
    let names = Names { encode: "encode frames", write: "write frames" };
    // PNG is compressed: to do it again costs more time than all the rest and saves the base64 only.
    let mut archive = Archive::create(out.join("frames.ndjson"), Compression::none(), &desk.monitor, &names)?;
    let mut reading = Stage::new(&desk.monitor, "read frames", "frame");
    let bar = desk.progress.items("encoding frames", paths.len() as u64);
    let (mut batch, mut batch_bytes) = (Vec::new(), 0);
    let (mut kept, mut kept_bytes) = (VecDeque::new(), 0);
    // Decoding is the slow part of reading, and files differ: two for each core, so that none waits long for another.
    let together = 2 * rayon::current_num_threads().max(1);
    for (turn, files) in paths.chunks(together).enumerate() {
        let first = turn * together;
        let loaded: Vec<Result<VideoFrame, (String, String)>> =
            files.par_iter().enumerate().map(|(index, path)| read_frame(path, first + index, &reading)).collect();
        for frame in loaded {
            reading.count(usize::from(frame.is_ok()), usize::from(frame.is_err()));
            match frame {
                Ok(frame) => {
                    batch_bytes += pixel_bytes(&frame);
                    batch.push(frame);
                }
                Err((name, reason)) => problems.other(&name, "frame_error", &reason)?,
            }
            bar.inc(1);
        }
        if batch.len() >= BATCH || batch_bytes >= BATCH_BYTES || first + files.len() == paths.len() {
            if !archive.add(&batch, &desk.codec, problems, |frame| &frame.frame_id)? {
                break;
            }
            batch_bytes = 0;
            for frame in batch.drain(..) {
                kept_bytes += pixel_bytes(&frame);
                kept.push_back(Arc::new(frame));
                while kept_bytes > KEPT_BYTES && kept.len() > 1 {
                    kept_bytes -= kept.pop_front().map_or(0, |frame| pixel_bytes(&frame));
                }
            }
        }
    }
    bar.finish_and_clear();
    Ok(Frames { kept: kept.into(), archived: archive.finish()?, reading })
}

fn pixel_bytes(frame: &VideoFrame) -> usize {
    frame.frame_data.as_bytes().len()
}

/// Reads and validates one frame, timed. The error names the file and says what is wrong with it.
fn read_frame(path: &Path, index: usize, reading: &Stage) -> Result<VideoFrame, (String, String)> {
    let name = file_name(path);
    let mut timer = reading.start();
    match load_frame(path, &name, index) {
        Ok((frame, length)) => {
            timer.bytes_in(length).bytes_out(pixel_bytes(&frame));
            Ok(frame)
        }
        Err(reason) => {
            timer.fail();
            Err((name, reason))
        }
    }
}
