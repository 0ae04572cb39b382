//! The files of a sink: their names, and what is done to them.

use super::SinkError;
use super::journal::Commit;
use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions, TryLockError};
use std::hash::Hasher as _;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_64;

#[derive(Debug)]
pub(super) struct Paths {
    pub(super) file: PathBuf,
    pub(super) partial: PathBuf,
    pub(super) commits: PathBuf,
}

impl Paths {
    pub(super) fn of(path: &Path) -> Result<Self, SinkError> {
        let name =
            path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path names no file"))?;
        let beside = |ending: &str| {
            let mut name = OsString::from(name);
            name.push(ending);
            path.with_file_name(name)
        };
        Ok(Self { file: path.to_owned(), partial: beside(".partial"), commits: beside(".commits") })
    }
}

/// A file that this sink alone is at work on.
///
/// It is unlocked when it goes, rather than closed alone: while another thread starts a process, that has a copy of each open
/// file for a moment, and a copy would keep the lock.
#[derive(Debug)]
pub(super) struct Alone(File);

impl Deref for Alone {
    type Target = File;

    fn deref(&self) -> &File {
        &self.0
    }
}

impl DerefMut for Alone {
    fn deref_mut(&mut self) -> &mut File {
        &mut self.0
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        // Where there are no locks there is none to give back.
        let _ = self.0.unlock();
    }
}

/// Opens the unfinished file for one sink alone, or makes it.
///
/// Two sinks on one file would each cut off, or write over, what the other has committed. The lock goes with the process,
/// however that ends.
pub(super) fn open_alone(path: &Path) -> Result<Alone, SinkError> {
    loop {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        // Where the file system has no locks, a second sink is found out at commit points alone.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(SinkError::InUse);
        }
        let file = Alone(file);
        if fs::symlink_metadata(path).is_ok_and(|there| there.is_symlink()) {
            let text = format!("`{}` is a symbolic link: what it leads to would be written over", path.display());
            return Err(io::Error::new(io::ErrorKind::InvalidInput, text).into());
        }
        // Its sink may have finished or given up before the lock was there for this one.
        if is_at(&file, path)? {
            return Ok(file);
        }
    }
}

/// Whether a file is the one of this name.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::metadata(path) {
        Ok(there) => Ok(same_file(&there, &file.metadata()?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere open files keep their names.
#[cfg(not(unix))]
fn same_file(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Checks that the committed bytes are there and what they were. Returns their hash, to go on with.
pub(super) fn verify(file: &mut File, commit: &Commit) -> Result<XxHash3_64, SinkError> {
    let found = file.metadata()?.len();
    let committed = commit.stats.written;
    if found < committed {
        return Err(SinkError::Damaged { committed: Some(committed), found });
    }
    file.seek(SeekFrom::Start(0))?;
    let (mut bytes, mut hash) = (file.take(committed), XxHash3_64::new());
    let mut buffer = vec![0; 64 << 10];
    loop {
        match bytes.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => hash.write(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    if hash.finish() != commit.hash {
        return Err(SinkError::Damaged { committed: Some(committed), found });
    }
    Ok(hash)
}

/// Removes a file, unless somebody has put another one in its place.
pub(super) fn remove_own(file: &File, path: &Path) -> io::Result<()> {
    if is_at(file, path)? { remove(path) } else { Ok(()) }
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in a file's folder safe.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    // Only Unix can open folders.
    if cfg!(unix) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
