//! Frames: found, read, validated, encoded, written.

use super::archive::{Archive, Archived, Names};
use super::error::reason;
use super::load::{format_of, load_frame};
use super::problems::{Problems, file_name};
use super::run::Desk;
use super::stage::Stage;
use super::{PipelineError, VideoFrame};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// How many frames are encoded at once, at most.
const BATCH: usize = 16;

/// A batch ends at so many bytes of pixels: 64 MiB.
const BATCH_BYTES: usize = 64 << 20;

/// Frames of so many bytes of pixels are kept in memory, to be asked for again: 128 MiB.
const KEPT_BYTES: usize = 128 << 20;

/// What became of the frames.
pub(super) struct Frames {
    /// The first valid ones.
    pub(super) kept: Vec<VideoFrame>,
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
    let mut archive = Archive::create(out.join("frames.ndjson.zst"), &desk.monitor, &names)?;
    let mut reading = Stage::new(&desk.monitor, "read frames", "frame");
    let bar = desk.progress.items("encoding frames", paths.len() as u64);
    let (mut batch, mut batch_bytes) = (Vec::new(), 0);
    let (mut kept, mut kept_bytes) = (Vec::new(), 0);
    for (index, path) in paths.iter().enumerate() {
        let name = file_name(path);
        let mut timer = reading.start();
        match load_frame(path, &name, index) {
            Ok((frame, length)) => {
                let pixels = frame.frame_data.as_bytes().len();
                timer.bytes_in(length).bytes_out(pixels);
                drop(timer);
                reading.count(1, 0);
                batch_bytes += pixels;
                batch.push(frame);
            }
            Err(reason) => {
                timer.fail();
                drop(timer);
                reading.count(0, 1);
                problems.other(&name, "frame_error", &reason)?;
            }
        }
        if batch.len() == BATCH || batch_bytes >= BATCH_BYTES || index + 1 == paths.len() {
            archive.add(&batch, &desk.codec, problems, |frame| &frame.frame_id)?;
            batch_bytes = 0;
            for frame in batch.drain(..) {
                kept_bytes += frame.frame_data.as_bytes().len();
                if kept_bytes <= KEPT_BYTES {
                    kept.push(frame);
                }
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Frames { kept, archived: archive.finish()?, reading })
}
