//! A Python process with contenders of its own. It is given its turns by this one, so that the rounds
//! interleave, and times itself.

use std::io::{BufRead, BufReader, Error, Result, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The Python process.
#[derive(Debug)]
pub struct Python {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Python {
    /// Starts a script of `benches/`, with a folder as its argument; or says what it lacks. The script answers
    /// `ready` when it is.
    ///
    /// # Errors
    /// When the process breaks off.
    pub fn start(script: &str, folder: &Path) -> Result<std::result::Result<Self, String>> {
        let program = program();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join(script);
        let command =
            Command::new(&program).arg(script).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = command else {
            return Ok(Err(format!("no Python at `{}`", program.display())));
        };
        let missing = || Error::other("the process has no pipes");
        let to = child.stdin.take().ok_or_else(missing)?;
        let from = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let mut python = Self { child, to, from };
        let answer = python.answer()?;
        if answer == "ready" { Ok(Ok(python)) } else { Ok(Err(answer)) }
    }

    fn answer(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            return Err(Error::other("the Python peers broke off; what they said stands above"));
        }
        Ok(line.trim().to_owned())
    }

    /// Runs a contender so many times.
    ///
    /// # Errors
    /// When the process breaks off.
    pub fn run(&mut self, case: &str, direction: &str, name: &str, count: usize) -> Result<Duration> {
        writeln!(self.to, "{case} {direction} {name} {count}")?;
        self.to.flush()?;
        let answer = self.answer()?;
        answer.parse().map(Duration::from_nanos).map_err(Error::other)
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `$PYTHON`, the checkout's own, or the machine's.
fn program() -> PathBuf {
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(".venv").join("bin/python");
    match std::env::var_os("PYTHON") {
        Some(program) => program.into(),
        None if venv.exists() => venv,
        None => "python3".into(),
    }
}
