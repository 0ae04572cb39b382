//! The command line.

use super::{PipelineError, Sample};
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub const HELP: &str = "\
The AI video pipeline: reads video records and frames, validates them, encodes them in batches through a
cache, compresses them, writes them to disk, reads them back, compares, and serves them from the cache.

Usage: ai_video [--records FILE] [--frames DIR] [--out DIR]

  --records FILE  video records, one JSON object a line; gzip, lz4 and zstd are recognised
  --frames DIR    a folder of PNG and JPEG files, taken in the order of their names
  --out DIR       where the results go; target/ai_video unless said otherwise
  --help          this text

Without --records and --frames it makes 10,000 records and 24 frames of its own, in DIR/input.

In DIR it writes
  results.ndjson.zst  the valid records, one JSON object a line, in zstd frames
  frames.ndjson       the frames, their pixels as `pil_image`, a preview as `numpy_array`
  errors.ndjson       what was wrong with which record or frame, as pydantic's error JSON
  report.json, report.txt

The exit status is 0 if every record and frame went through, 1 if one did not, 2 for unusable arguments.
";

/// What the program is asked to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Run the pipeline.
    Run(Config),
}

/// What a run reads and where it writes. Without records and frames it makes a sample of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The NDJSON file of records.
    pub records: Option<PathBuf>,
    /// The folder of frames.
    pub frames: Option<PathBuf>,
    /// The folder that is written to. It is made if it is not there.
    pub out: PathBuf,
    /// What is made where neither records nor frames are given.
    pub sample: Sample,
}

impl Default for Config {
    fn default() -> Self {
        Self { records: None, frames: None, out: PathBuf::from("target/ai_video"), sample: Sample::default() }
    }
}

/// Reads the arguments, without the program's name.
///
/// # Errors
/// [`PipelineError::Unusable`] for what is unknown, given twice or lacks its value.
pub fn parse_arguments(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, PipelineError> {
    let (mut records, mut frames, mut out) = (None, None, None);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        let (flag, value) = match text.split_once('=') {
            Some((flag, value)) if flag.starts_with("--") => (flag.to_owned(), Some(OsString::from(value))),
            _ => (text, None),
        };
        let place = match &*flag {
            "--help" | "-h" => return Ok(Command::Help),
            "--records" => &mut records,
            "--frames" => &mut frames,
            "--out" => &mut out,
            _ => return Err(unusable(format!("unknown argument `{}`", flag.escape_debug()))),
        };
        let value = value.or_else(|| arguments.next()).filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| unusable(format!("`{flag}` lacks its value")))?;
        if place.replace(PathBuf::from(value)).is_some() {
            return Err(unusable(format!("`{flag}` is given twice")));
        }
    }
    let defaults = Config::default();
    Ok(Command::Run(Config { records, frames, out: out.unwrap_or(defaults.out), sample: defaults.sample }))
}

fn unusable(reason: String) -> PipelineError {
    PipelineError::Unusable(format!("{reason}; `--help` tells what there is"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Command, String> {
        parse_arguments(arguments.iter().map(OsString::from)).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_become_a_config() {
        assert_eq!(parse(&[]), Ok(Command::Run(Config::default())));
        assert_eq!(parse(&["--out", "x", "--help"]), Ok(Command::Help));
        let config = Config {
            records: Some("a b.ndjson".into()),
            frames: Some("dir".into()),
            out: "-x".into(),
            ..Config::default()
        };
        assert_eq!(parse(&["--records=a b.ndjson", "--out", "-x", "--frames", "dir"]), Ok(Command::Run(config)));
    }

    #[test]
    fn mistakes_are_named() {
        for (arguments, words) in [
            (&["--record", "x"][..], "unknown argument `--record`"),
            (&["videos.ndjson"], "unknown argument `videos.ndjson`"),
            (&["--records"], "`--records` lacks its value"),
            (&["--out="], "`--out` lacks its value"),
            (&["--out", "a", "--out", "b"], "`--out` is given twice"),
        ] {
            let error = parse(arguments).unwrap_err();
            assert!(error.starts_with(words) && error.contains("--help"), "{error}");
        }
    }
}
