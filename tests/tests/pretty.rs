//! Errors beside their source, as miette shows them.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use optimize_core::{Optimized, ParseOptions};

#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct Video {
    #[opt(min_length = 3)]
    title: String,
    #[opt(ge = 0.0)]
    duration: f64,
    tags: Vec<String>,
}

fn shown(text: &[u8]) -> String {
    let error = Video::from_json(text).expect_err("wrong").with_source("video.json", text);
    let mut out = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .render_report(&mut out, &error)
        .expect("a report");
    out
}

#[test]
fn every_problem_has_its_line_and_its_caret() {
    let text = "{\n  \"title\": \"é\",\n  \"duration\": -12.5,\n  \"tags\": [\"a\", 7]\n}";
    let report = shown(text.as_bytes());
    let expected = "  × 3 validation errors for Video
   ╭─[video.json:2:12]
 1 │ {
 2 │   \"title\": \"é\",
   ·            ─┬─
   ·             ╰── title: String should have at least 3 characters
 3 │   \"duration\": -12.5,
   ·               ──┬──
   ·                 ╰── duration: Input should be greater than or equal to 0
 4 │   \"tags\": [\"a\", 7]
   ·                 ┬
   ·                 ╰── tags.1: Input should be a valid string
 5 │ }
   ╰────
";
    assert_eq!(report.trim_start_matches('\n'), expected, "{report}");
}

#[test]
fn a_missing_field_points_at_its_object_and_a_syntax_error_at_its_byte() {
    let report = shown(b"{\n\"title\": \"abc\",\n\"duration\": 1\n}");
    assert!(report.starts_with("missing"), "{report}");
    assert!(report.contains("[video.json:1:1]") && report.contains("tags: Field required"), "{report}");
    let report = shown(b"{\"title\": \"abc\",\n}");
    assert!(report.contains("trailing comma") && report.contains("[video.json:2:1]"), "{report}");
    for hostile in [&b"\xff\xfe"[..], b"", b"{", b"{\"title\": \"\xff", b"\r\n\r\n[", "{\"é".as_bytes()] {
        assert!(shown(hostile).contains("Invalid JSON"));
    }
}

#[test]
fn what_is_not_kept_is_counted() {
    let text = br#"{"title": "", "duration": -1, "tags": 5}"#;
    let error = Video::from_json_with(text, &ParseOptions::new().max_errors(1)).expect_err("wrong");
    let error = error.with_source("video.json", text);
    assert_eq!(error.to_string(), "3 validation errors for Video");
    assert_eq!(error.help().expect("help").to_string(), "2 more are not shown");
    assert_eq!(error.into_inner().errors().len(), 1);
}
