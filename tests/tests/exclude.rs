//! What a dump leaves out: by attribute, by option, by mask.

use optimize_core::{DumpOptions, Optimized};
use std::collections::BTreeMap;

fn is_zero(value: &u8) -> bool {
    *value == 0
}

#[derive(Optimized, Debug, Default)]
#[opt(computed(maybe))]
struct Fields {
    plain: u8,
    #[opt(exclude, default)]
    secret: u8,
    #[opt(exclude_none)]
    none: Option<u8>,
    #[opt(exclude_default, default = 5)]
    five: u8,
    #[opt(exclude_if = is_zero)]
    zero: u8,
    kept: Option<u8>,
    #[opt(exclude_none, exclude_if = Self::is_one)]
    both: Option<u8>,
    #[opt(exclude_none, lossy_ok, default = Some(3))]
    lossy: Option<u8>,
}

impl Fields {
    fn is_one(value: &Option<u8>) -> bool {
        *value == Some(1)
    }

    fn maybe(&self) -> Option<u8> {
        self.kept
    }
}

fn dump<T: Optimized>(value: &T, options: &DumpOptions) -> String {
    String::from_utf8(value.dump(options).expect("a dump")).expect("a dump is UTF-8")
}

#[test]
fn attributes_leave_fields_out() {
    let fields = Fields { five: 5, ..Fields::default() };
    let plain = DumpOptions::new();
    assert_eq!(dump(&fields, &plain), r#"{"plain":0,"kept":null,"maybe":null}"#);
    assert_eq!(dump(&fields, &plain.clone().spaced()), r#"{"plain": 0, "kept": null, "maybe": null}"#);
    assert_eq!(serde_json::to_string(&fields).expect("serde"), dump(&fields, &plain));
    let full =
        Fields { plain: 1, secret: 2, none: Some(3), five: 4, zero: 6, kept: Some(7), both: Some(8), lossy: Some(3) };
    let text = r#"{"plain":1,"none":3,"five":4,"zero":6,"kept":7,"both":8,"lossy":3,"maybe":7}"#;
    assert_eq!(dump(&full, &plain), text);
    assert_eq!(
        dump(&full, &plain.indent(0)),
        text.replace(',', ",\n").replace(':', ": ").replace('{', "{\n").replace('}', "\n}")
    );
    assert_eq!(
        dump(&Fields { both: Some(1), five: 5, ..Fields::default() }, &DumpOptions::new().exclude_none()),
        r#"{"plain":0}"#
    );
}

#[test]
fn options_leave_fields_out() {
    let fields = Fields { five: 5, kept: Some(1), zero: 9, ..Fields::default() };
    assert_eq!(dump(&fields, &DumpOptions::new().exclude_computed()), r#"{"plain":0,"zero":9,"kept":1}"#);
    assert_eq!(dump(&fields, &DumpOptions::new().round_trip()), r#"{"plain":0,"zero":9,"kept":1}"#);
    let defaults = Fields { lossy: Some(3), ..fields };
    assert_eq!(dump(&defaults, &DumpOptions::new().exclude_defaults()), r#"{"plain":0,"zero":9,"kept":1,"maybe":1}"#);
}

#[derive(Optimized, Debug)]
#[opt(exclude_none, exclude_default)]
struct Everywhere {
    none: Option<u8>,
    #[opt(default = 3)]
    three: u8,
    inner: Vec<Fields>,
}

#[test]
fn attributes_of_the_struct_are_those_of_every_field() {
    let value = Everywhere { none: None, three: 3, inner: vec![Fields { kept: None, five: 5, ..Fields::default() }] };
    assert_eq!(dump(&value, &DumpOptions::new()), r#"{"inner":[{"plain":0,"kept":null,"maybe":null}]}"#);
    let value = Everywhere { none: Some(1), three: 4, inner: vec![] };
    assert_eq!(dump(&value, &DumpOptions::new()), r#"{"none":1,"three":4,"inner":[]}"#);
}

#[derive(Optimized, Debug)]
#[opt(rename_all = "camelCase", computed(frame_count as "count"))]
struct Video {
    video_id: u8,
    frames: Vec<Frame>,
    by_name: BTreeMap<String, Frame>,
    pair: (Frame, u8),
    maybe: Option<Box<Frame>>,
}

#[derive(Optimized, Debug, Clone)]
struct Frame {
    width: u8,
    #[opt(rename = "h")]
    height: u8,
}

impl Video {
    fn frame_count(&self) -> usize {
        self.frames.len()
    }
}

fn video() -> Video {
    let frame = |size| Frame { width: size, height: size + 1 };
    Video {
        video_id: 7,
        frames: vec![frame(1), frame(3), frame(5)],
        by_name: BTreeMap::from([("a".to_owned(), frame(10)), ("b".to_owned(), frame(20))]),
        pair: (frame(30), 9),
        maybe: Some(Box::new(frame(40))),
    }
}

#[test]
fn included_paths_are_all_there_is() {
    for (paths, expected) in [
        (&["video_id"][..], r#"{"videoId":7}"#),
        (&[], "{}"),
        (&["frame_count", "unknown"], r#"{"count":3}"#),
        (&["frames.*.width", "video_id"], r#"{"videoId":7,"frames":[{"width":1},{"width":3},{"width":5}]}"#),
        (&["frames.1"], r#"{"frames":[{"width":3,"h":4}]}"#),
        (&["frames.0.height", "frames.2"], r#"{"frames":[{"h":2},{"width":5,"h":6}]}"#),
        (&["by_name.b.width"], r#"{"byName":{"b":{"width":20}}}"#),
        (&["by_name.*.height"], r#"{"byName":{"a":{"h":11},"b":{"h":21}}}"#),
        (&["pair.1"], r#"{"pair":[9]}"#),
        (&["maybe.width"], r#"{"maybe":{"width":40}}"#),
        (&["frames", "frames.0"], r#"{"frames":[{"width":1,"h":2},{"width":3,"h":4},{"width":5,"h":6}]}"#),
        (&["frames.0", "frames"], r#"{"frames":[{"width":1,"h":2},{"width":3,"h":4},{"width":5,"h":6}]}"#),
    ] {
        assert_eq!(dump(&video(), &DumpOptions::new().include(paths)), expected, "{paths:?}");
    }
}

#[test]
fn excluded_paths_are_left_out() {
    for (paths, expected) in [
        (&["frames", "by_name", "pair", "maybe", "frame_count"][..], r#"{"videoId":7}"#),
        (
            &["frames.*.width", "by_name.*", "pair", "maybe", "frame_count"],
            r#"{"videoId":7,"frames":[{"h":2},{"h":4},{"h":6}],"byName":{}}"#,
        ),
        (
            &[
                "frames.0",
                "frames.1.height",
                "by_name.a",
                "by_name.b.width",
                "pair.0.width",
                "maybe.height",
                "frame_count",
            ],
            r#"{"videoId":7,"frames":[{"width":3},{"width":5,"h":6}],"byName":{"b":{"h":21}},"pair":[{"h":31},9],"maybe":{"width":40}}"#,
        ),
    ] {
        assert_eq!(dump(&video(), &DumpOptions::new().exclude(paths)), expected, "{paths:?}");
    }
}

#[test]
fn masks_add_up_and_exclusion_wins() {
    let options =
        DumpOptions::new().include(["frames.0"]).include(["video_id", "frames.1"]).exclude(["frames.*.height"]);
    assert_eq!(dump(&video(), &options), r#"{"videoId":7,"frames":[{"width":1},{"width":3}]}"#);
    let options = DumpOptions::new().include(["video_id"]).exclude(["video_id"]);
    assert_eq!(dump(&video(), &options), "{}");
    let options = DumpOptions::new().include(["video_id", "maybe"]).by_name().indent(2);
    assert_eq!(
        dump(&video(), &options),
        "{\n  \"video_id\": 7,\n  \"maybe\": {\n    \"width\": 40,\n    \"height\": 41\n  }\n}"
    );
}
