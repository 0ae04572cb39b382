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
        let no_file = || {
            let text = format!("`{}` names no file", path.display());
            io::Error::new(io::ErrorKind::InvalidInput, text)
        };
        let name = path.file_name().ok_or_else(no_file)?;
        // The name alone would pass over what stands behind it.
        if path.as_os_str().as_encoded_bytes().last().is_some_and(|&last| std::path::is_separator(last.into())) {
            return Err(no_file().into());
        }
        // The process may be in another folder when it finishes.
        let file = std::path::absolute(path).map_err(at(path))?.with_file_name(name);
        let beside = |ending: &str| {
            let mut name = OsString::from(name);
            name.push(ending);
            file.with_file_name(name)
        };
        Ok(Self { partial: beside(".partial"), commits: beside(".commits"), file })
    }

    /// Checks that the file's name can be given: what stands there is a file, or a link to one or to nothing. Anything else
    /// can't be replaced, or was not meant to be: a device.
    pub(super) fn check_target(&self) -> io::Result<()> {
        let kind = match fs::metadata(&self.file) {
            Ok(there) if there.is_file() => return Ok(()),
            Ok(there) if there.is_dir() => "is a folder",
            Ok(_) => "is no ordinary file",
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(at(&self.file)(error)),
        };
        let text = format!("`{}` {kind}: no file can take its place", self.file.display());
        Err(io::Error::new(io::ErrorKind::AlreadyExists, text))
    }
}

/// An error that says where it came from.
pub(super) fn at(path: &Path) -> impl Fn(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}

/// A file that this sink alone is at work on.
///
/// It is unlocked when it goes, rather than closed alone: while another thread starts a process, that has a copy of each open
/// file for a moment, and a copy would keep the lock.
#[derive(Debug)]
pub(super) struct Alone {
    file: File,
    /// Its name, as long as it is to go with this.
    fleeting: Option<PathBuf>,
}

impl Alone {
    /// The file stays when this goes.
    pub(super) fn keep(&mut self) {
        self.fleeting = None;
    }
}

impl Deref for Alone {
    type Target = File;

    fn deref(&self) -> &File {
        &self.file
    }
}

impl DerefMut for Alone {
    fn deref_mut(&mut self) -> &mut File {
        &mut self.file
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(path) = &self.fleeting {
            // An empty file that stays does no harm.
            let _ = remove_own(&self.file, path);
        }
        // Where there are no locks there is none to give back.
        let _ = self.file.unlock();
    }
}

/// Opens the unfinished file for one sink alone, or makes it: one that was made goes again unless it is
/// [kept](Alone::keep).
///
/// Two sinks on one file would each cut off, or write over, what the other has committed. The lock goes with the process,
/// however that ends.
pub(super) fn open_alone(path: &Path) -> Result<Alone, SinkError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    loop {
        let (file, made) = match options.clone().create_new(true).open(path) {
            Ok(file) => (file, true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let kind = match fs::symlink_metadata(path) {
                    Ok(there) if there.is_file() => None,
                    Ok(there) if there.is_symlink() => {
                        Some("is a symbolic link: what it leads to would be written over")
                    }
                    Ok(_) => Some("is no ordinary file"),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(at(path)(error).into()),
                };
                if let Some(kind) = kind {
                    let text = format!("`{}` {kind}", path.display());
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, text).into());
                }
                match options.open(path) {
                    Ok(file) => (file, false),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    Err(error) => return Err(at(path)(error).into()),
                }
            }
            Err(error) => return Err(at(path)(error).into()),
        };
        if let Some(mut file) = lock(file, path)? {
            file.fleeting = made.then(|| path.to_owned());
            return Ok(file);
        }
    }
}

/// Locks a file of this name. `None` if it has another one by now, or none: its sink has finished or given up before the
/// lock was there for this one.
pub(super) fn lock(file: File, path: &Path) -> Result<Option<Alone>, SinkError> {
    // Where the file system has no locks, a second sink is found out at commit points alone.
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return Err(SinkError::InUse);
    }
    let file = Alone { file, fleeting: None };
    Ok(is_at(&file, path).map_err(at(path))?.then_some(file))
}

/// Whether a file is the one of this name, which is no link to it.
pub(super) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
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
    if is_at(file, path).map_err(at(path))? { remove(path) } else { Ok(()) }
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}

/// Makes the names in a file's folder safe.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    // Only Unix can open folders.
    if cfg!(unix) {
        let folder = file.parent().unwrap_or(Path::new("/"));
        File::open(folder).and_then(|open| open.sync_all()).map_err(at(folder))?;
    }
    Ok(())
}
