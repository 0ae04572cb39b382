//! Adapters: foreign types by `with`, by `serde`, alone and in an `Option`.

use optimize_core::error::{ErrorKind, Report};
use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::json::{Parser, Stop, Style, Writer};
use optimize_core::rules::NoRules;
use optimize_core::schema::{Schema, SchemaGenerator};
use optimize_core::{Adapter, DumpOptions, Optimized};
use serde::{Deserialize, Serialize};
use std::net::Ipv4Addr;
use std::ops::RangeInclusive;

/// A range as `[start, end]`, and never an empty one.
struct AsPair;

impl Adapter<RangeInclusive<u8>> for AsPair {
    type Rules = NoRules;

    fn write<S: Style>(value: &RangeInclusive<u8>, _: &NoRules, writer: &mut Writer<'_, S>) {
        if *value.start() == 255 {
            return writer.fail("255 can not be written");
        }
        writer.array([*value.start(), *value.end()].iter(), &optimize_core::rules::rules::<u8>());
    }

    fn parse(parser: &mut Parser<'_>, _: &NoRules) -> Result<RangeInclusive<u8>, Stop> {
        let start = parser.start()?;
        let (low, high) = parser.value::<(u8, u8)>()?;
        if low > high {
            return Err(parser.reject(start, ErrorKind::ValueError { message: "the range is empty".to_owned() }));
        }
        Ok(low..=high)
    }

    fn check(value: &RangeInclusive<u8>, _: &NoRules, report: &mut Report) {
        if value.is_empty() {
            report.error(ErrorKind::ValueError { message: "the range is empty".to_owned() });
        }
    }

    fn fingerprint(value: &RangeInclusive<u8>, hasher: &mut FingerprintHasher) {
        hasher.write_u8(*value.start());
        hasher.write_u8(*value.end());
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("array").with("maxItems", 2.into())
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
enum Event {
    Started { at: u32 },
    Named { name: String },
}

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Session {
    #[opt(with = AsPair)]
    range: RangeInclusive<u8>,
    #[opt(with = AsPair, exclude_none)]
    maybe: Option<RangeInclusive<u8>>,
    #[opt(with = AsPair, default = 1..=2, exclude_default)]
    standard: RangeInclusive<u8>,
    #[opt(serde)]
    host: Ipv4Addr,
    #[opt(serde, check = not_started_late)]
    event: Event,
    #[opt(serde)]
    events: Option<Vec<Event>>,
    #[opt(serde, default)]
    pairs: Vec<(u8, Event)>,
}

fn not_started_late(event: &Event) -> Result<(), String> {
    match event {
        Event::Started { at } if *at > 9 => Err(format!("{at} is late")),
        _ => Ok(()),
    }
}

const TEXT: &str = r#"{"range":[1,9],"host":"127.0.0.1","event":{"kind":"Started","at":1},"events":null,"pairs":[]}"#;

fn session() -> Session {
    Session {
        range: 1..=9,
        maybe: None,
        standard: 1..=2,
        host: Ipv4Addr::LOCALHOST,
        event: Event::Started { at: 1 },
        events: None,
        pairs: vec![],
    }
}

#[test]
fn adapted_fields_come_and_go() {
    let read = Session::from_json(TEXT).expect("a session");
    assert_eq!(read, session());
    assert_eq!(read.to_json_string().expect("a dump"), TEXT);
    let short = Session::from_json(r#"{"range":[1,9],"host":"127.0.0.1","event":{"at":1,"kind":"Started"}}"#);
    assert_eq!(short.expect("options may be absent"), session());
    let full = Session {
        maybe: Some(3..=4),
        standard: 5..=6,
        events: Some(vec![Event::Named { name: "a\"b".to_owned() }]),
        pairs: vec![(1, Event::Started { at: 2 })],
        ..session()
    };
    let text = full.to_json_string().expect("a dump");
    assert!(text.contains(r#""maybe":[3,4],"standard":[5,6]"#), "{text}");
    assert_eq!(Session::from_json(&text).expect("its own dump"), full);
    let indented = full.dump(&DumpOptions::new().indent(2)).expect("a dump");
    assert_eq!(Session::from_json(&indented).expect("its own dump"), full);
    let through_serde: Session = serde_json::from_str(&text).expect("its own dump");
    assert_eq!(through_serde, full);
    assert_eq!(serde_json::to_value(&full).expect("serde"), full.to_value().expect("a value"));
}

#[test]
fn adapters_report_like_fields() {
    let text = r#"{"range":[9,1],"maybe":[1],"standard":"x","host":"nowhere","event":{"kind":"Started","at":10},"events":[{"kind":"Stopped"}]}"#;
    let error = Session::from_json(text).expect_err("everything is wrong");
    let found: Vec<_> =
        error.errors().iter().map(|item| (item.loc().to_string(), item.message().into_owned())).collect();
    let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(places, ["range", "maybe.1", "standard", "host", "event", "events"], "{error}");
    assert_eq!(found[0].1, "Value error, the range is empty");
    assert_eq!(found[4].1, "Value error, 10 is late");
    assert!(found[3].1.contains("IPv4") && found[5].1.contains("Stopped"), "{error}");
    let lines: Vec<_> = error.errors().iter().map(|item| item.offset()).collect();
    assert_eq!(lines[0], Some(9));
    let wrong = Session { range: RangeInclusive::new(9, 1), event: Event::Started { at: 11 }, ..session() };
    let in_rust = wrong.validate().expect_err("two are wrong");
    let places: Vec<_> = in_rust.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["range", "event"]);
}

#[test]
fn what_can_not_be_written_ends_the_dump_with_its_path() {
    #[derive(Optimized)]
    struct Sessions {
        sessions: Vec<Session>,
    }
    let wrong = Session { maybe: Some(255..=255), ..session() };
    let error = Sessions { sessions: vec![session(), wrong] }.to_json().expect_err("255 is refused").to_string();
    assert!(error.contains("255 can not be written") && error.contains("sessions.1.maybe"), "{error}");
}

#[test]
fn schemas_and_fingerprints_ask_the_adapter() {
    let schema = Session::json_schema();
    let properties = &schema["$defs"]["Session"]["properties"];
    assert_eq!(properties["range"], serde_json::json!({ "type": "array", "maxItems": 2 }));
    assert_eq!(properties["standard"]["default"], serde_json::json!([1, 2]));
    assert_ne!(session().fingerprint(), Session { range: 1..=8, ..session() }.fingerprint());
    assert_ne!(session().fingerprint(), Session { event: Event::Started { at: 2 }, ..session() }.fingerprint());
    assert_eq!(session().fingerprint(), session().clone().fingerprint());
}
