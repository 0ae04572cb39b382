//! Models in MessagePack and postcard: the same values, the same checks, the same options as in JSON.

use optimize_core::binary::{BinaryError, BinaryFormat};
use optimize_core::{DumpOptions, Optimized, ParseOptions};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const BOTH: [BinaryFormat; 2] = [BinaryFormat::MessagePack, BinaryFormat::Postcard];

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(extra = "forbid", computed(double))]
struct Video {
    #[opt(min_length = 1, max_length = 50, rename = "videoId")]
    video_id: String,
    #[opt(ge = 0.0)]
    duration: f64,
    quality: Quality,
    #[opt(default)]
    tags: Vec<String>,
    metadata: Map<String, Value>,
    #[opt(max_length = 20)]
    description: Option<String>,
    sizes: BTreeMap<String, (u16, i64)>,
    parts: Vec<Part>,
    anything: Value,
}

impl Video {
    fn double(&self) -> f64 {
        self.duration * 2.0
    }
}

#[derive(Optimized, Debug, Clone, Copy, PartialEq)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    High,
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Part {
    #[opt(le = 100)]
    number: u8,
    inner: Option<Box<Part>>,
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9_f64).prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".{0,4}", inner, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn part() -> impl Strategy<Value = Part> {
    let leaf = (0..=100_u8).prop_map(|number| Part { number, inner: None });
    leaf.prop_recursive(4, 8, 1, |inner| {
        (0..=100_u8, inner).prop_map(|(number, inner)| Part { number, inner: Some(Box::new(inner)) })
    })
}

fn video() -> impl Strategy<Value = Video> {
    let texts = (".{1,50}", prop::option::of(".{0,20}"), prop::collection::vec(".{0,9}", 0..4));
    let sizes = prop::collection::btree_map(".{0,6}", any::<(u16, i64)>(), 0..3);
    let rest =
        (sizes, prop::collection::vec(part(), 0..3), value(), prop::collection::btree_map(".{0,6}", value(), 0..3));
    (texts, 0.0..1e12_f64, any::<bool>(), rest).prop_map(|((video_id, description, tags), duration, high, rest)| {
        Video {
            video_id,
            duration,
            quality: if high { Quality::High } else { Quality::Low },
            tags,
            metadata: rest.3.into_iter().collect(),
            description,
            sizes: rest.0,
            parts: rest.1,
            anything: rest.2,
        }
    })
}

fn sample() -> Video {
    Video {
        video_id: "v1".into(),
        duration: 1.5,
        quality: Quality::High,
        tags: Vec::new(),
        metadata: [("a".to_owned(), json!([1, {"b": null}]))].into_iter().collect(),
        description: None,
        sizes: [("x".to_owned(), (3, -4))].into(),
        parts: vec![Part { number: 1, inner: Some(Box::new(Part { number: 2, inner: None })) }],
        anything: json!({"z": 1.25}),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn there_and_back(video in video()) {
        for format in BOTH {
            let bytes = format.encode(&video, &DumpOptions::new()).unwrap();
            prop_assert_eq!(&format.decode::<Video>(&bytes, &ParseOptions::new()).unwrap(), &video);
        }
    }

    /// MessagePack says what JSON says, by either way.
    #[test]
    fn message_pack_is_the_json(video in video()) {
        let every = DumpOptions::new();
        let options = [
            every.clone(),
            every.clone().exclude_none(),
            every.clone().exclude_defaults(),
            every.clone().round_trip(),
            every.clone().by_name(),
            every.clone().include(["videoId", "parts", "sizes"]),
            every.exclude(["metadata", "anything"]).spaced().ensure_ascii(),
        ];
        for options in options {
            let bytes = BinaryFormat::MessagePack.encode(&video, &options).unwrap();
            let found: Value = rmp_serde::from_slice(&bytes).unwrap();
            let expected: Value = serde_json::from_slice(&video.dump(&options).unwrap()).unwrap();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in BOTH {
            for options in [ParseOptions::new(), ParseOptions::new().strict()] {
                let _ = format.decode::<Video>(&bytes, &options);
            }
        }
    }
}

#[test]
fn every_problem_at_once_in_the_words_of_json() {
    let wrong = json!({
        "videoId": "", "duration": -1.0, "quality": "medium", "metadata": {}, "description": "x".repeat(21),
        "sizes": {"s": [70_000, 1]}, "parts": [{"number": 101}], "anything": null, "unknown": 1,
    });
    let bytes = rmp_serde::to_vec_named(&wrong).unwrap();
    let error = BinaryFormat::MessagePack.decode::<Video>(&bytes, &ParseOptions::new()).unwrap_err();
    let BinaryError::Invalid(error) = error else { panic!("{error}") };
    let json_error = Video::from_json(&serde_json::to_vec(&wrong).unwrap()).unwrap_err();
    assert_eq!(error.to_string(), json_error.to_string());
    assert_eq!(error.errors().len(), 7);

    // postcard has no names to be missing or unknown; what is there is checked.
    let bad = Video { video_id: String::new(), duration: -1.0, ..sample() };
    let bytes = BinaryFormat::Postcard.encode(&bad, &DumpOptions::new()).unwrap();
    let error = BinaryFormat::Postcard.decode::<Video>(&bytes, &ParseOptions::new()).unwrap_err();
    let BinaryError::Invalid(error) = error else { panic!("{error}") };
    let found: Vec<String> = error.errors().iter().map(|error| error.loc().to_string()).collect();
    assert_eq!(found, ["videoId", "duration"]);
}

#[test]
fn options_on_the_way_in() {
    let text = json!({"number": "7", "inner": null});
    let bytes = rmp_serde::to_vec_named(&text).unwrap();
    let decode = |options: &ParseOptions| BinaryFormat::MessagePack.decode::<Part>(&bytes, options);
    assert_eq!(decode(&ParseOptions::new().coerce()).unwrap().number, 7);
    assert!(matches!(decode(&ParseOptions::new().strict()), Err(BinaryError::Invalid(_))));
    assert!(matches!(decode(&ParseOptions::new().max_bytes(5)), Err(BinaryError::Malformed { .. })));
    let postcard = BinaryFormat::Postcard;
    assert!(matches!(
        postcard.decode::<Part>(&[7, 0], &ParseOptions::new().coerce()),
        Err(BinaryError::Options { .. })
    ));
    assert_eq!(postcard.decode::<Part>(&[7, 0], &ParseOptions::new()).unwrap().number, 7);
    let error = postcard.encode(&sample(), &DumpOptions::new().exclude_none()).unwrap_err();
    assert!(error.to_string().starts_with("postcard tells fields by their place"), "{error}");
    assert!(postcard.encode(&sample(), &DumpOptions::new().round_trip().indent(2)).is_ok());
}

#[test]
fn cut_off_flipped_and_followed_by_more() {
    for format in BOTH {
        let bytes = format.encode(&sample(), &DumpOptions::new()).unwrap();
        for end in 0..bytes.len() {
            assert!(format.decode::<Video>(&bytes[..end], &ParseOptions::new()).is_err(), "{format} cut at {end}");
        }
        let longer = [&bytes[..], b"\0"].concat();
        let error = format.decode::<Video>(&longer, &ParseOptions::new()).unwrap_err();
        assert!(error.to_string().contains("1 bytes follow"), "{error}");
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            if let Ok(video) = format.decode::<Video>(&damaged, &ParseOptions::new()) {
                assert!(video.validate().is_ok(), "{format} bit {bit}");
            }
        }
        let mut buffer = b"before".to_vec();
        format.encode_into(&sample(), &DumpOptions::new(), &mut buffer).unwrap();
        assert_eq!(buffer, [b"before", &bytes[..]].concat());
    }
}

/// Levels without end, and lengths without bytes behind them, on a thread with a small stack.
#[test]
fn hostile_depth_and_lengths() {
    let check = || {
        // number 1, an inner part, and so on.
        let postcard = [1, 1].repeat(1_000_000);
        assert!(BinaryFormat::Postcard.decode::<Part>(&postcard, &ParseOptions::new()).is_err());
        // {"inner": {"inner": …
        let msgpack = b"\x81\xa5inner".repeat(1_000_000);
        assert!(BinaryFormat::MessagePack.decode::<Part>(&msgpack, &ParseOptions::new()).is_err());
        assert!(BinaryFormat::MessagePack.decode::<Value1>(&[0x91; 1_000_000], &ParseOptions::new()).is_err());
        for lengths in
            [&[0xdd, 0xff, 0xff, 0xff, 0xff][..], &[0xdf, 0xff, 0xff, 0xff, 0xff], &[0xdb, 0xff, 0xff, 0xff, 0xff]]
        {
            let mut input = b"\x81\xa5value".to_vec();
            input.extend_from_slice(lengths);
            assert!(BinaryFormat::MessagePack.decode::<Value1>(&input, &ParseOptions::new()).is_err());
        }
        let length = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        assert!(BinaryFormat::Postcard.decode::<Value1>(&length, &ParseOptions::new()).is_err());
        assert!(BinaryFormat::Postcard.decode::<Numbers>(&length, &ParseOptions::new()).is_err());
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(check).unwrap().join().unwrap();
}

#[derive(Optimized, Debug)]
struct Value1 {
    value: Value,
}

#[derive(Optimized, Debug)]
struct Numbers {
    numbers: Vec<u64>,
}
