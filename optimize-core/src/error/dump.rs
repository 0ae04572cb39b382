//! [`DumpError`]: why a value could not be written.

use std::fmt;
use std::io;

/// Why a value could not be written as JSON.
#[derive(Debug)]
pub struct DumpError {
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    Refused { reason: String, path: String },
    TooDeep { limit: usize },
    Io(io::Error),
}

impl DumpError {
    pub(crate) fn refused(reason: String, path: String) -> Self {
        Self { reason: Reason::Refused { reason, path } }
    }

    pub(crate) fn too_deep(limit: usize) -> Self {
        Self { reason: Reason::TooDeep { limit } }
    }

    /// The field that could not be written, with dots between its steps; empty for the root.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.reason {
            Reason::Refused { path, .. } => path,
            Reason::TooDeep { .. } | Reason::Io(_) => "",
        }
    }
}

impl fmt::Display for DumpError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Refused { reason, path } if path.is_empty() => write!(formatter, "can't dump the value: {reason}"),
            Reason::Refused { reason, path } => write!(formatter, "can't dump `{path}`: {reason}"),
            Reason::TooDeep { limit } => write!(formatter, "can't dump the value: it nests deeper than {limit} levels"),
            Reason::Io(error) => write!(formatter, "can't write the dump: {error}"),
        }
    }
}

impl std::error::Error for DumpError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            Reason::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<io::Error> for DumpError {
    fn from(error: io::Error) -> Self {
        Self { reason: Reason::Io(error) }
    }
}
