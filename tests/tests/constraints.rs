//! Each constraint at its edge, while parsing and on values made in Rust.

use optimize_core::error::{ErrorKind, Problem};
use optimize_core::{Optimized, ValidationError};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU8;

const MOST: usize = 3;

#[derive(Optimized, Debug, Clone)]
struct Limits {
    #[opt(gt = 0, lt = 10, multiple_of = 3)]
    open: u8,
    #[opt(ge = -1.5, le = 1.5)]
    closed: f64,
    #[opt(ge = 2, le = 4)]
    inside: Option<Box<NonZeroU8>>,
    #[opt(min_length = 2, max_length = MOST)]
    text: String,
    #[opt(max_length = 4, length_unit = "bytes")]
    bytes: String,
    #[opt(pattern = r"^[a-z]+\d$")]
    word: Option<String>,
    #[opt(min_length = 1, max_length = 2)]
    list: Vec<u8>,
    #[opt(max_length = 2)]
    set: BTreeSet<u8>,
    #[opt(min_length = 1)]
    map: BTreeMap<String, u8>,
    #[opt(check = even)]
    checked: u32,
}

fn even(value: &u32) -> Result<(), Problem> {
    match value {
        13 => Err(Problem::custom("unlucky", "thirteen")),
        value if value % 2 == 1 => Err(Problem::value_error("must be even")),
        _ => Ok(()),
    }
}

/// Makes fine limits less so.
type Change = fn(&mut Limits);

fn fine() -> Limits {
    Limits {
        open: 9,
        closed: 1.5,
        inside: None,
        text: "äöü".to_owned(),
        bytes: "äö".to_owned(),
        word: Some("abc1".to_owned()),
        list: vec![1],
        set: BTreeSet::from([1, 2]),
        map: BTreeMap::from([("a".to_owned(), 1)]),
        checked: 2,
    }
}

/// The one error's place and type.
fn only(error: &ValidationError) -> (String, String) {
    let [item] = error.errors() else { panic!("one error is expected: {error}") };
    (item.loc().to_string(), item.type_name().to_owned())
}

#[test]
fn values_at_the_edges_pass() {
    let edges: [Change; 8] = [
        |limits| limits.open = 3,
        |limits| limits.closed = -1.5,
        |limits| limits.inside = NonZeroU8::new(2).map(Box::new),
        |limits| limits.inside = NonZeroU8::new(4).map(Box::new),
        |limits| limits.text = "ab".to_owned(),
        |limits| limits.bytes = "abcd".to_owned(),
        |limits| limits.list = vec![1, 2],
        |limits| limits.set.clear(),
    ];
    for (index, edge) in edges.into_iter().enumerate() {
        let mut limits = fine();
        edge(&mut limits);
        limits.validate().unwrap_or_else(|error| panic!("{index}: {error}"));
        let text = limits.to_json().expect("it can be written");
        Limits::from_json(&text).unwrap_or_else(|error| panic!("{index}: {error}"));
    }
}

#[test]
fn values_beyond_the_edges_fail_alike_in_json_and_in_rust() {
    let mistakes: [(&str, &str, Change); 19] = [
        ("open", "greater_than", |limits| limits.open = 0),
        ("open", "less_than", |limits| limits.open = 12),
        ("open", "multiple_of", |limits| limits.open = 4),
        ("closed", "less_than_equal", |limits| limits.closed = 1.500_000_000_000_000_2),
        ("closed", "greater_than_equal", |limits| limits.closed = -1.6),
        ("inside", "greater_than_equal", |limits| limits.inside = NonZeroU8::new(1).map(Box::new)),
        ("inside", "less_than_equal", |limits| limits.inside = NonZeroU8::new(5).map(Box::new)),
        ("text", "string_too_short", |limits| limits.text = "ä".to_owned()),
        ("text", "string_too_long", |limits| limits.text = "abcd".to_owned()),
        ("bytes", "bytes_too_long", |limits| limits.bytes = "äöü".to_owned()),
        ("word", "string_pattern_mismatch", |limits| limits.word = Some("Abc1".to_owned())),
        ("word", "string_pattern_mismatch", |limits| limits.word = Some(String::new())),
        ("list", "too_short", |limits| limits.list.clear()),
        ("list", "too_long", |limits| limits.list = vec![1, 2, 3]),
        ("set", "too_long", |limits| limits.set = BTreeSet::from([1, 2, 3])),
        ("map", "too_short", |limits| limits.map.clear()),
        ("checked", "value_error", |limits| limits.checked = 1),
        ("checked", "unlucky", |limits| limits.checked = 13),
        ("checked", "value_error", |limits| limits.checked = u32::MAX),
    ];
    for (field, kind, mistake) in mistakes {
        let mut limits = fine();
        mistake(&mut limits);
        let expected = (field.to_owned(), kind.to_owned());
        let in_rust = limits.validate().expect_err(kind);
        assert_eq!(only(&in_rust), expected);
        let text = limits.to_json().expect("a wrong value can be written");
        let in_json = Limits::from_json(&text).expect_err(kind);
        assert_eq!(only(&in_json), expected, "{}", String::from_utf8_lossy(&text));
        assert_eq!(in_rust.errors()[0].message(), in_json.errors()[0].message());
        assert_eq!(in_rust.errors()[0].input(), in_json.errors()[0].input());
        let in_serde = serde_json::from_slice::<Limits>(&text).expect_err(kind).to_string();
        assert!(in_serde.contains(&in_rust.errors()[0].message()[..]), "{in_serde}");
    }
}

#[test]
fn nan_breaks_every_bound() {
    let mut limits = fine();
    limits.closed = f64::NAN;
    assert_eq!(only(&limits.validate().expect_err("NaN")).0, "closed");
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(trim)]
struct Trimmed {
    #[opt(min_length = 1, max_length = 2)]
    name: String,
    #[opt(default)]
    tags: Vec<String>,
    inner: Option<Plain>,
}

#[derive(Optimized, Debug, PartialEq)]
struct Plain {
    text: String,
    #[opt(trim)]
    cut: Option<String>,
}

#[test]
fn trimming_comes_before_the_checks_and_stops_at_models() {
    let text = r#"{"name":"\t ab \n","tags":[" a","b "],"inner":{"text":" c ","cut":" d "}}"#;
    let read = Trimmed::from_json(text).expect("two letters");
    assert_eq!((read.name.as_str(), read.tags), ("ab", vec!["a".to_owned(), "b".to_owned()]));
    let inner = read.inner.expect("an inner model");
    assert_eq!((inner.text.as_str(), inner.cut.as_deref()), (" c ", Some("d")));
    assert_eq!(only(&Trimmed::from_json(r#"{"name":"   "}"#).expect_err("nothing is left")).1, "string_too_short");
}

#[derive(Optimized, Debug)]
#[opt(check = Self::ordered)]
struct Span {
    #[opt(ge = 0)]
    start: i32,
    end: i32,
}

impl Span {
    fn ordered(&self) -> Result<(), Problem> {
        if self.start <= self.end {
            return Ok(());
        }
        Err(Problem::new(ErrorKind::AssertionError { message: format!("{} is behind {}", self.start, self.end) }))
    }
}

#[derive(Optimized, Debug)]
struct Spans {
    spans: Vec<Span>,
}

#[test]
fn the_whole_model_is_checked_once_its_fields_are_fine() {
    let error = Spans::from_json(r#"{"spans":[{"start":2,"end":1},{"start":-1,"end":-2},{"start":0,"end":0}]}"#)
        .expect_err("two spans are wrong");
    let found: Vec<_> =
        error.errors().iter().map(|item| (item.loc().to_string(), item.message().into_owned())).collect();
    assert_eq!(
        found,
        [
            ("spans.0".to_owned(), "Assertion failed, 2 is behind 1".to_owned()),
            ("spans.1.start".to_owned(), "Input should be greater than or equal to 0".to_owned()),
        ]
    );
    let spans = Spans { spans: vec![Span { start: 2, end: 1 }] };
    assert_eq!(only(&spans.validate().expect_err("a span is wrong")), ("spans.0".into(), "assertion_error".into()));
}

#[derive(Optimized, Debug, PartialEq)]
struct Lax {
    #[opt(coerce)]
    lax: u8,
    #[opt(coerce)]
    flags: Vec<bool>,
    strict: u8,
}

#[test]
fn conversions_happen_where_they_are_asked_for() {
    let read = Lax::from_json(r#"{"lax":"7","flags":["yes",0,true],"strict":1}"#).expect("lax fields convert");
    assert_eq!(read, Lax { lax: 7, flags: vec![true, false, true], strict: 1 });
    let error = Lax::from_json(r#"{"lax":1.5,"flags":[2],"strict":"1"}"#).expect_err("all three are wrong");
    let found: Vec<_> = error.errors().iter().map(|item| item.type_name().to_owned()).collect();
    assert_eq!(found, ["int_from_float", "bool_parsing", "int_type"]);
}
