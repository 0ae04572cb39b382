//! Dumps of models and errors of inputs.

use crate::Failure;
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use optimize_tests::video::VideoData;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The sets of options that `video.py` names.
fn dump_options() -> [(&'static str, DumpOptions); 8] {
    let plain = DumpOptions::new;
    [
        ("plain", plain()),
        ("exclude_none", plain().exclude_none()),
        ("exclude_defaults", plain().exclude_defaults()),
        ("exclude_unset", plain().exclude_unset()),
        ("indent2", plain().indent(2)),
        ("include", plain().include(["video_id", "title", "duration_minutes"])),
        ("exclude", plain().exclude(["metadata", "tags"])),
        ("round_trip", plain().round_trip()),
    ]
}

/// The inputs that `check.py make` has left in the folder.
fn inputs(out: &Path) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(out.join("inputs.ndjson"))?;
    text.lines()
        .map(|line| {
            let row: Value = serde_json::from_str(line)?;
            Ok(row["input"].as_str().ok_or("an input is no string")?.to_owned())
        })
        .collect()
}

/// The inputs that are valid videos.
pub(crate) fn videos(out: &Path) -> Result<Vec<VideoData>, Failure> {
    Ok(inputs(out)?.iter().filter_map(|input| VideoData::from_json(input).ok()).collect())
}

/// Writes `dumps.ndjson`: every input that is valid in lax mode, dumped in every way.
pub(crate) fn write_dumps(out: &Path) -> Result<(), Failure> {
    let mut lines = String::new();
    for input in inputs(out)? {
        let Ok(video) = VideoData::from_json_tracked(&input, &ParseOptions::new().coerce()) else { continue };
        let mut dumps = Map::new();
        for (name, options) in dump_options() {
            dumps.insert(name.to_owned(), String::from_utf8(video.dump(&options)?)?.into());
        }
        writeln!(lines, "{}", json!({ "input": input, "dumps": dumps }))?;
    }
    Ok(fs::write(out.join("dumps.ndjson"), lines)?)
}

/// Writes `errors.ndjson`: what became of every input in both modes.
pub(crate) fn write_errors(out: &Path) -> Result<(), Failure> {
    let mut lines = String::new();
    for input in inputs(out)? {
        let outcome = |options: ParseOptions| -> Result<Value, Failure> {
            Ok(match VideoData::from_json_with(&input, &options) {
                Ok(video) => json!({ "ok": video.to_value()? }),
                Err(error) => json!({ "errors": error.to_value(), "text": error.to_string() }),
            })
        };
        let (lax, strict) = (outcome(ParseOptions::new().coerce())?, outcome(ParseOptions::new().strict())?);
        writeln!(lines, "{}", json!({ "input": input, "lax": lax, "strict": strict }))?;
    }
    Ok(fs::write(out.join("errors.ndjson"), lines)?)
}
