//! [`PipelineError`]: why a run ended before its end.

use std::fmt;
use std::io;
use std::path::Path;

/// What ends a run. What is wrong with one record or frame does not.
#[derive(Debug)]
pub enum PipelineError {
    /// The arguments can't be used: an unknown flag, an input that is not there or has nothing in it.
    Unusable(String),
    /// Something failed on the way: the disk is full, a file vanished.
    Failed(String),
}

impl PipelineError {
    /// An input or folder that an argument names can't be used.
    pub(super) fn unusable(flag: &str, path: &Path, reason: impl fmt::Display) -> Self {
        Self::Unusable(format!("{flag} {}: {reason}", path.display()))
    }

    /// What turns an error of this file into the run's.
    pub(super) fn at<E: fmt::Display>(path: &Path) -> impl Fn(E) -> Self + '_ {
        move |error| Self::Failed(format!("{}: {error}", path.display()))
    }

    /// The program's exit status: 2 for arguments, 1 for the rest.
    #[must_use]
    pub const fn exit_status(&self) -> u8 {
        match self {
            Self::Unusable(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

impl fmt::Display for PipelineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(reason) | Self::Failed(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for PipelineError {}

/// An I/O error in words; the common ones without the number that the system gave them.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "not allowed to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        io::ErrorKind::NotADirectory => "it is a file, not a folder".to_owned(),
        io::ErrorKind::AlreadyExists => "a file of that name is in the way".to_owned(),
        _ => error.to_string(),
    }
}
