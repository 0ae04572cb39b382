//! One document, every way in: what a model says of a text does not depend on where the text comes from. The texts are made of
//! the models' schemas, in every layout, moved, doubled and damaged.

#[path = "schema_properties/made.rs"]
mod made;
#[path = "schema_properties/models.rs"]
mod models;

use made::Source;
use models::*;
use optimize_core::batch::decode_batch;
use optimize_core::error::ReadError;
use optimize_core::stream::{StreamCause, StreamError, StreamReader};
use optimize_core::{Optimized, OptimizedOwned, ParseOptions, ValidationError};
use serde_json::{Value, json};
use std::io::{self, Read};

/// The value's dump, or every problem with its type, path, text, context and input.
type Outcome = Result<Value, Value>;

fn outcome<T: Optimized>(read: Result<T, ValidationError>) -> Outcome {
    match read {
        Ok(model) => Ok(model.to_value().expect("a model that was read can be written")),
        Err(error) => Err(error.to_value()),
    }
}

/// A reader that gives a few bytes at a time, and is interrupted now and then.
struct Trickle<'t> {
    text: &'t [u8],
    most: usize,
    calls: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        if self.calls.is_multiple_of(5) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.most.min(into.len()).min(self.text.len());
        into[..count].copy_from_slice(&self.text[..count]);
        self.text = &self.text[count..];
        Ok(count)
    }
}

fn of_stream<T: Optimized>(read: Option<Result<T, StreamError>>) -> Outcome {
    match read.expect("a record") {
        Ok(model) => outcome(Ok(model)),
        Err(error) => match error.into_cause() {
            StreamCause::Invalid(error) => Err(error.to_value()),
            other => panic!("{other:?}"),
        },
    }
}

/// What every way in says of a text. `older` is a text that the model reads.
fn ways<T: OptimizedOwned + Send + 'static>(text: &[u8], older: Option<&[u8]>) -> Vec<(&'static str, Outcome)> {
    let options = ParseOptions::new();
    let mut ways = vec![("bytes", outcome(T::from_json(text)))];
    if let Ok(text) = std::str::from_utf8(text) {
        ways.push(("text", outcome(T::from_json(text))));
        ways.push(("owned text", outcome(T::from_json(&text.to_owned()))));
    }
    ways.push(("with options", outcome(T::from_json_with(text, &options))));
    ways.push(("any value", outcome(optimize_core::from_json::<T>(text))));
    ways.push(("tracked", outcome(T::from_json_tracked(text, &options).map(|tracked| tracked.into_inner()))));
    for most in [1, 7, 1 << 16] {
        let read = T::from_json_reader(Trickle { text, most, calls: 0 }, &options).map_err(|error| match error {
            ReadError::Invalid(error) => error,
            other => panic!("{other}"),
        });
        ways.push(("reader", outcome(read)));
    }
    let mut slot = None;
    let read = T::from_json_into(text, &mut slot).map(drop);
    ways.push(("into nothing", outcome(read.map(|()| slot.take().expect("a value")))));
    if let Some(older) = older {
        slot = Some(T::from_json(older).expect("a valid text"));
        let read = T::from_json_into(text, &mut slot).map(drop);
        ways.push(("over another", outcome(read.map(|()| slot.take().expect("a value")))));
    }
    let batch = decode_batch::<T, _>(&[text], &options).pop().expect("a result");
    let batch = batch.map_err(|error| match error {
        optimize_core::batch::BatchError::Invalid(error) => error,
        other => panic!("{other:?}"),
    });
    ways.push(("batch", outcome(batch)));
    // A record is a line.
    if !text.is_empty() && !text.contains(&b'\n') && !text.iter().all(u8::is_ascii_whitespace) {
        for most in [1, 7, 1 << 16] {
            let reader = StreamReader::new(Trickle { text, most, calls: 0 });
            let mut reader = reader.expect("a reader");
            ways.push(("stream", of_stream::<T>(reader.next())));
        }
        let reader = StreamReader::builder().open_parallel::<_, T>(Trickle { text, most: 3, calls: 0 });
        ways.push(("parallel stream", of_stream(reader.expect("a reader").next())));
    }
    ways
}

/// As [`ways`], of a model that borrows.
fn lent_ways<'t>(text: &'t [u8]) -> Vec<(&'static str, Outcome)> {
    let options = ParseOptions::new();
    let mut ways = vec![("bytes", outcome(Borrowed::from_json(text)))];
    if let Ok(text) = std::str::from_utf8(text) {
        ways.push(("text", outcome(Borrowed::from_json(text))));
    }
    ways.push(("with options", outcome(Borrowed::from_json_with(text, &options))));
    ways.push(("tracked", outcome(Borrowed::from_json_tracked(text, &options).map(|tracked| tracked.into_inner()))));
    let mut slot: Option<Borrowed<'t>> = None;
    let read = Borrowed::from_json_into(text, &mut slot).map(drop);
    ways.push(("into nothing", outcome(read.map(|()| slot.take().expect("a value")))));
    ways
}

fn compare(name: &str, text: &[u8], ways: Vec<(&'static str, Outcome)>) -> bool {
    let mut ways = ways.into_iter();
    let (_, expected) = ways.next().expect("the first way");
    for (way, found) in ways {
        assert_eq!(found, expected, "{name} {way}: {}", String::from_utf8_lossy(text));
    }
    expected.is_ok()
}

/// The text in every layout and order, with escapes, with a key twice, and damaged.
fn texts(value: &Value, seed: u64) -> Vec<Vec<u8>> {
    let compact = value.to_string().into_bytes();
    let mut texts = vec![compact.clone(), escaped(value).into_bytes(), serde_json::to_vec_pretty(value).expect("JSON")];
    if let Value::Object(object) = value {
        let reverse = Value::Object(object.iter().rev().map(|(key, inner)| (key.clone(), inner.clone())).collect());
        texts.push(reverse.to_string().into_bytes());
        if let Some((key, _)) = object.iter().next() {
            let (key, rest) = (Value::from(key.as_str()), value.to_string());
            texts.push(format!("{{{key}:[1,{{}}],{}", &rest[1..]).into_bytes());
            texts.push(format!("{},{key}:false}}", &rest[..rest.len() - 1]).into_bytes());
        }
    }
    let at = seed as usize % compact.len();
    texts.push(compact[..at].to_vec());
    for other in [b'"', b'}', b' ', b'\\', b'9', 0xC3] {
        let mut damaged = compact.clone();
        damaged[at] = other;
        texts.push(damaged);
    }
    texts
}

/// Every letter of every string as its number, and spaces where they can be.
fn escaped(value: &Value) -> String {
    let text = |text: &str| {
        let units: Vec<String> = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        format!("\"{}\"", units.concat())
    };
    match value {
        Value::String(inner) => text(inner),
        Value::Array(items) => format!("[ {} ]", items.iter().map(escaped).collect::<Vec<_>>().join(" , ")),
        Value::Object(object) => {
            let entries: Vec<_> =
                object.iter().map(|(key, inner)| format!("{} : {}", text(key), escaped(inner))).collect();
            format!("{{ {} }}\t", entries.join(" ,"))
        }
        other => other.to_string(),
    }
}

fn check<T: OptimizedOwned + Send + 'static>(name: &str) -> (usize, usize) {
    let schema = T::json_schema();
    let older = (0..200).map(|seed| Source::new(seed).value(&schema).to_string().into_bytes());
    let older = older.into_iter().find(|text| T::from_json(text).is_ok());
    let (mut read, mut refused) = (0, 0);
    for seed in 0..25 {
        let value = Source::new(seed).value(&schema);
        for text in texts(&value, seed) {
            match compare(name, &text, ways::<T>(&text, older.as_deref())) {
                true => read += 1,
                false => refused += 1,
            }
        }
    }
    (read, refused)
}

macro_rules! checks {
    ($($name:ident $(($($how:ident),*))?;)*) => {
        #[test]
        fn every_way_in_says_the_same_of_every_model() {
            let (mut read, mut refused) = (0, 0);
            $({
                let counts = check::<$name>(stringify!($name));
                read += counts.0;
                refused += counts.1;
            })*
            assert!(read > 1_000 && refused > 2_000, "{read} are read, {refused} refused");
        }
    };
}

every_model!(checks);

#[derive(Optimized)]
struct Borrowed<'t> {
    #[opt(min_length = 1, alias = "text")]
    name: &'t str,
    either: std::borrow::Cow<'t, str>,
    #[opt(default)]
    bytes: Option<std::borrow::Cow<'t, [u8]>>,
    #[opt(default)]
    many: std::collections::BTreeMap<&'t str, Vec<&'t str>>,
    #[opt(default)]
    any: Value,
}

#[test]
fn every_way_in_says_the_same_of_what_borrows() {
    let schema = Borrowed::json_schema();
    let (mut read, mut refused) = (0, 0);
    for seed in 0..300 {
        let value = Source::new(seed).value(&schema);
        for text in texts(&value, seed) {
            match compare("Borrowed", &text, lent_ways(&text)) {
                true => read += 1,
                false => refused += 1,
            }
        }
    }
    assert!(read > 200 && refused > 500, "{read} are read, {refused} refused");
}

/// A value has no layout: of a text's problems it knows all but where they are.
#[test]
fn a_value_has_the_outcome_of_its_text() {
    let texts = [
        json!({ "letters": { "a": 1 } }),
        json!({ "letters": { "A": 1, "bb": 300 }, "codes": { "a-1": [] }, "some": { "x": 1 } }),
        json!({ "letters": [], "deep": { "a": { "2": true } } }),
        json!([1]),
    ];
    for value in texts {
        let text = value.to_string();
        assert_eq!(outcome(Patterns::from_value(&value)), outcome(Patterns::from_json(&text)), "{text}");
    }
}

#[test]
fn a_reader_that_fails_or_gives_too_much_is_told_so() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let error = Unit::from_json_reader(Broken, &ParseOptions::new()).map(drop).expect_err("nothing was read");
    assert!(matches!(&error, ReadError::Io(error) if error.to_string() == "the disk is gone"), "{error}");
    // It never ends.
    let options = ParseOptions::new().max_bytes(1000);
    let error = Unit::from_json_reader(io::repeat(b' '), &options).map(drop).expect_err("too long");
    assert!(matches!(&error, ReadError::Invalid(error) if error.errors()[0].type_name() == "json_invalid"), "{error}");
    assert!(Unit::from_json_reader(&b"null"[..], &options).is_ok());
    assert!(Unit::from_json_reader(&b"null"[..], &ParseOptions::new().max_bytes(4)).is_ok());
}
