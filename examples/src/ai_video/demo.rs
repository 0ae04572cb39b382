//! What is said about records that are wrong, shown on three of them.

use super::VideoData;
use super::problems::describe;
use optimize_core::stream::{StreamCause, StreamReader};
use std::io::{self, Write};

/// A misspelt key, figures out of range, and a line that is cut off.
const WRONG: &str = r#"{"video_id": "demo_1", "titel": "Harbour at dawn", "duration": 42.0}
{"video_id": "demo_2", "title": "Bees", "duration": 7200.5, "quality": "best", "tags": ["4k", 7]}
{"video_id": "demo_3", "title": "Night tr
"#;

/// Prints every problem of the wrong records.
pub(super) fn show_wrong_records(out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Records that are wrong do not stop a run. Three of them would be reported so:\n")?;
    for record in StreamReader::<_, VideoData>::new(WRONG.as_bytes())? {
        let Err(error) = record else { continue };
        if let StreamCause::Invalid(invalid) = error.cause() {
            for item in invalid.errors() {
                writeln!(out, "  {}", describe("demo.ndjson", error.line(), item))?;
            }
        }
    }
    Ok(())
}
