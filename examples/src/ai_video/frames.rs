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
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::{self, Scope};
use std::{fs, io};

/// How many frames are encoded at once, about.
const BATCH: usize = 16;

/// A batch ends at so many bytes of pixels: 16 MiB.
const BATCH_BYTES: usize = 16 << 20;

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
    let (mut batch, mut batch_bytes, mut kept) = (Vec::new(), 0, Kept::default());
    let (mut left, mut failures) = (paths.len(), 0);
    thread::scope(|scope| {
        for group in read_ahead(scope, paths, &reading) {
            left -= group.len();
            for frame in group {
                match frame {
                    Ok(frame) => {
                        batch_bytes += pixel_bytes(&frame);
                        batch.push(frame);
                    }
                    Err((name, reason)) => {
                        failures += 1;
                        problems.other(&name, "frame_error", &reason)?;
                    }
                }
                bar.inc(1);
            }
            if batch.len() >= BATCH || batch_bytes >= BATCH_BYTES || left == 0 {
                if !archive.add(&batch, &desk.codec, problems, |frame| &frame.frame_id)? {
                    break;
                }
                batch_bytes = 0;
                batch.drain(..).for_each(|frame| kept.push(frame));
            }
        }
        Ok(())
    })?;
    reading.count(paths.len() - left - failures, failures);
    bar.finish_and_clear();
    Ok(Frames { kept: kept.frames.into(), archived: archive.finish()?, reading })
}

/// The last frames.
#[derive(Default)]
struct Kept {
    frames: VecDeque<Arc<VideoFrame>>,
    bytes: usize,
}

impl Kept {
    fn push(&mut self, frame: VideoFrame) {
        self.bytes += pixel_bytes(&frame);
        self.frames.push_back(Arc::new(frame));
        while self.bytes > KEPT_BYTES && self.frames.len() > 1 {
            self.bytes -= self.frames.pop_front().map_or(0, |frame| pixel_bytes(&frame));
        }
    }
}

fn pixel_bytes(frame: &VideoFrame) -> usize {
    frame.frame_data.as_bytes().len()
}

/// A frame, or the name of its file and what is wrong with it.
type Read = Result<VideoFrame, (String, String)>;

/// Reads frames on a thread of its own while those before them are encoded, so that no core waits for the last of a
/// group. One group waits at most.
fn read_ahead<'scope>(
    scope: &'scope Scope<'scope, '_>,
    paths: &'scope [PathBuf],
    reading: &'scope Stage,
) -> Receiver<Vec<Read>> {
    let (groups, coming) = sync_channel(1);
    // Decoding is the slow part, and files differ: two for each core.
    let together = 2 * rayon::current_num_threads().max(1);
    scope.spawn(move || {
        for (turn, files) in paths.chunks(together).enumerate() {
            let read = |(place, path): (usize, &PathBuf)| read_frame(path, turn * together + place, reading);
            // Nobody takes them when the results can't be written.
            if groups.send(files.par_iter().enumerate().map(read).collect()).is_err() {
                break;
            }
        }
    });
    coming
}

/// Reads and validates one frame, timed. The error names the file and says what is wrong with it.
fn read_frame(path: &Path, index: usize, reading: &Stage) -> Read {
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
