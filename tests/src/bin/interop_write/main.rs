//! Writes files of every kind for the Python libraries to read, and reads what they wrote: `interop_write OUT`.
//!
//! `tests/interop/check.py make OUT` goes before it and `check.py read OUT` after it.

mod bytes;
mod containers;
mod images;
mod models;
mod tensors;

use std::path::PathBuf;
use std::process::ExitCode;

/// Whatever stops the program.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let Some(out) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: interop_write OUT");
        return ExitCode::from(2);
    };
    let written = models::write_dumps(&out)
        .and_then(|()| models::write_errors(&out))
        .and_then(|()| bytes::write_envelopes(&out))
        .and_then(|()| bytes::write_streams(&out))
        .and_then(|()| bytes::exchange_dictionaries(&out))
        .and_then(|()| bytes::exchange_messagepack(&out))
        .and_then(|()| tensors::write_arrays(&out))
        .and_then(|()| images::write_images(&out))
        .and_then(|()| containers::write_containers(&out));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("interop_write: {error}");
            ExitCode::FAILURE
        }
    }
}
