//! What pydantic dumps of 60 videos under eight sets of options, byte for byte.

use optimize_core::{DumpOptions, Optimized, ParseOptions};
use optimize_tests::data;
use optimize_tests::video::VideoData;

/// The options of a recorded dump.
fn options(name: &str) -> DumpOptions {
    let plain = DumpOptions::new();
    match name {
        "plain" => plain,
        "exclude_none" => plain.exclude_none(),
        "exclude_defaults" => plain.exclude_defaults(),
        "exclude_unset" => plain.exclude_unset(),
        "indent2" => plain.indent(2),
        "include" => plain.include(["video_id", "title", "duration_minutes"]),
        "exclude" => plain.exclude(["metadata", "tags"]),
        "round_trip" => plain.round_trip(),
        other => panic!("no options for `{other}`"),
    }
}

#[test]
fn every_dump_is_pydantics_byte_for_byte() {
    let mut compared = 0;
    for (index, row) in data::rows("dumps.ndjson").iter().enumerate() {
        let input = data::text(row, "input");
        let tracked = VideoData::from_json_tracked(input, &ParseOptions::new().coerce())
            .unwrap_or_else(|error| panic!("line {}: {error}", index + 1));
        for (name, expected) in row["dumps"].as_object().expect("dumps by name") {
            let dump =
                tracked.dump(&options(name)).unwrap_or_else(|error| panic!("line {}, {name}: {error}", index + 1));
            let dump = String::from_utf8(dump).expect("a dump is UTF-8");
            assert_eq!(Some(dump.as_str()), expected.as_str(), "line {}, {name}", index + 1);
            compared += 1;
        }
    }
    assert_eq!(compared, 60 * 8);
}

#[test]
fn a_plain_model_dumps_as_its_tracked_one_does() {
    for row in data::rows("dumps.ndjson") {
        let video = VideoData::from_json(data::text(&row, "input")).expect("a recorded input is valid");
        for name in ["plain", "exclude_none", "exclude_defaults", "indent2", "include", "exclude", "round_trip"] {
            let dump = video.dump(&options(name)).expect("a video can be dumped");
            assert_eq!(String::from_utf8_lossy(&dump), data::text(&row["dumps"], name), "{name}");
        }
        assert_eq!(video.to_json_string().expect("a video can be dumped"), data::text(&row["dumps"], "plain"));
    }
}

#[test]
fn every_dump_reads_back() {
    for row in data::rows("dumps.ndjson") {
        let video = VideoData::from_json(data::text(&row, "input")).expect("a recorded input is valid");
        for name in ["plain", "exclude_none", "exclude_defaults", "exclude_unset", "indent2", "round_trip"] {
            let again = VideoData::from_json(data::text(&row["dumps"], name)).expect("a dump is valid input");
            assert_eq!(again, video, "{name}");
        }
    }
}
