//! The guide's design in Python, in a process that is given its turns by this one.

use optimize_benches::race::Race;
use std::cell::RefCell;
use std::io::{BufRead, BufReader, Error, Result, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// The Python process.
pub(crate) struct Guide {
    child: Child,
    pipes: RefCell<(ChildStdin, BufReader<ChildStdout>)>,
}

impl Guide {
    /// Starts it on L, one video a line. `Err` says what it lacks.
    pub(crate) fn start(lines: &[u8]) -> Result<std::result::Result<Self, String>> {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide.ndjson");
        std::fs::write(&file, lines)?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/runtime/guide.py");
        let program = program();
        let command = Command::new(&program).arg(script).arg(file).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = command else { return Ok(Err(format!("no Python at `{}`", program.display()))) };
        let missing = || Error::other("the process has no pipes");
        let to = child.stdin.take().ok_or_else(missing)?;
        let from = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        let guide = Self { child, pipes: RefCell::new((to, from)) };
        let answer = guide.answer()?;
        if answer == "ready" { Ok(Ok(guide)) } else { Ok(Err(answer)) }
    }

    fn answer(&self) -> Result<String> {
        let mut line = String::new();
        if self.pipes.borrow_mut().1.read_line(&mut line)? == 0 {
            return Err(Error::other("the guide's process broke off; what it said stands above"));
        }
        Ok(line.trim().to_owned())
    }

    fn run(&self, what: &str, count: usize) -> Result<Duration> {
        writeln!(self.pipes.borrow_mut().0, "{what} {count}")?;
        self.pipes.borrow_mut().0.flush()?;
        self.answer()?.parse().map(Duration::from_nanos).map_err(Error::other)
    }
}

impl Drop for Guide {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The race with the guide's way as a contender, if there is one to run.
pub(crate) fn beside_guide<'r>(race: Race<'r>, guide: Option<&'r Guide>, what: &'static str) -> Race<'r> {
    match guide {
        Some(guide) => race.with_clock("the guide", move |count| guide.run(what, count).expect("Python runs")),
        None => race,
    }
}

fn program() -> PathBuf {
    let venv = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(".venv").join("bin/python");
    match std::env::var_os("PYTHON") {
        Some(program) => program.into(),
        None if venv.exists() => venv,
        None => "python3".into(),
    }
}
