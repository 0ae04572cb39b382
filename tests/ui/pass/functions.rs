//! Functions that fit: by coercion, generic, by turbofish, from traits, constants; with keys and descriptions around them.

#![deny(warnings)]

use optimize_core::Optimized;
use std::borrow::Cow;
use std::fmt::{Debug, Display};
use std::ops::Deref;
use std::sync::LazyLock;

type Checked = Result<(), String>;

/// With a description, which stands behind the validator in the definition.
#[derive(Optimized, Debug)]
#[opt(check = Text::check, computed(length, doubled: usize, shout: Cow<'_, str>))]
struct Text<'a> {
    /// A `String` as a `str`.
    #[opt(check = is_lower, exclude_if = str::is_empty, default)]
    owned: String,
    /// A list as a slice.
    #[opt(check = is_sorted, exclude_if = <[_]>::is_empty, default)]
    list: Vec<u32>,
    /// Borrowed.
    #[opt(check = is_lower)]
    borrowed: Cow<'a, str>,
    #[opt(check = is_lower)]
    /// Borrowed too.
    lent: &'a str,
    /// In a box.
    #[opt(check = is_lower)]
    boxed: Box<String>,
    /// An array as a slice.
    #[opt(check = is_sorted)]
    array: [u8; 2],
    /// As an object of a trait.
    #[opt(check = is_shown)]
    shown: u8,
    /// As a type that it derefs to.
    #[opt(check = is_lower)]
    wrapped: Wrapped,
    #[opt(check = by_reference)]
    /// Of any type, by reference.
    a: String,
    #[opt(check = by_value)]
    /// Of any type, by value.
    b: String,
    #[opt(check = by_impl)]
    /// `impl Trait`.
    c: String,
    #[opt(check = at_most::<3>)]
    /// With a turbofish.
    d: u8,
    /// Of a trait.
    #[opt(check = Valid::valid)]
    e: u8,
    /// Of a trait, in full.
    #[opt(check = <u8 as Valid>::valid)]
    f: u8,
    /// A closure in a constant.
    #[opt(check = SMALL)]
    g: u8,
    /// One that is made late.
    #[opt(check = LATE)]
    h: u8,
    /// With a name of the derive's own.
    #[opt(check = __value)]
    i: u8,
    /// Under an adapter.
    #[opt(serde, check = is_range)]
    j: std::ops::Range<u8>,
}

impl Text<'_> {
    fn check(&self) -> Checked {
        Ok(())
    }

    fn length(&self) -> usize {
        self.owned.len()
    }

    fn doubled(&self) -> usize {
        2 * self.owned.len()
    }

    fn shout(&self) -> Cow<'_, str> {
        self.owned.to_uppercase().into()
    }
}

#[derive(Optimized, Debug)]
struct Wrapped(String);

impl Deref for Wrapped {
    type Target = String;

    fn deref(&self) -> &String {
        &self.0
    }
}

/// Of a parameter.
#[derive(Optimized, Debug)]
#[opt(check = any)]
struct Page<T> {
    /// The items.
    #[opt(check = any_list)]
    items: Vec<T>,
    /// One of them.
    #[opt(check = any)]
    one: T,
}

fn is_lower(text: &str) -> Checked {
    if text.chars().all(char::is_lowercase) { Ok(()) } else { Err("must be in small letters".into()) }
}

fn is_sorted<T: Ord>(list: &[T]) -> Checked {
    if list.is_sorted() { Ok(()) } else { Err("must be sorted".into()) }
}

fn is_shown(value: &dyn Display) -> Checked {
    if value.to_string().is_empty() { Err("must not be empty".into()) } else { Ok(()) }
}

fn by_reference<T: AsRef<str> + ?Sized>(text: &T) -> Checked {
    is_lower(text.as_ref())
}

fn by_value<T: AsRef<str>>(text: T) -> Checked {
    is_lower(text.as_ref())
}

fn by_impl(text: impl AsRef<str>) -> Checked {
    is_lower(text.as_ref())
}

fn at_most<const N: u8>(value: &u8) -> Checked {
    if *value <= N { Ok(()) } else { Err(format!("at most {N}")) }
}

trait Valid {
    fn valid(&self) -> Checked;
}

impl Valid for u8 {
    fn valid(&self) -> Checked {
        at_most::<100>(self)
    }
}

const SMALL: fn(&u8) -> Checked = |value| at_most::<9>(value);

static LATE: LazyLock<Box<dyn Fn(&u8) -> Checked + Send + Sync>> = LazyLock::new(|| Box::new(|value| at_most::<9>(value)));

fn __value(value: &u8) -> Checked {
    at_most::<9>(value)
}

fn is_range(range: &std::ops::Range<u8>) -> Checked {
    if range.is_empty() { Err("must not be empty".into()) } else { Ok(()) }
}

fn any<T>(_: &T) -> Checked {
    Ok(())
}

fn any_list<T>(_: &[T]) -> Checked {
    Ok(())
}

fn main() {
    let text = r#"{"owned": "a", "list": [1, 2], "borrowed": "b", "lent": "c", "boxed": "d", "array": [1, 2], "shown": 1,
        "wrapped": "e", "a": "a", "b": "b", "c": "c", "d": 3, "e": 4, "f": 5, "g": 6, "h": 7, "i": 8,
        "j": {"start": 1, "end": 2}}"#;
    let read = Text::from_json(text).unwrap();
    let dumped = read.to_json_string().unwrap();
    assert!(dumped.ends_with(r#""length":1,"doubled":2,"shout":"A"}"#), "{dumped}");
    let wrong = text.replace(r#""owned": "a""#, r#""owned": "A""#).replace("[1, 2], \"b", "[2, 1], \"b");
    let error = Text::from_json(&wrong).unwrap_err();
    assert_eq!(error.errors()[0].message(), "Value error, must be in small letters");
    assert_eq!(error.errors()[1].message(), "Value error, must be sorted");
    assert!(Page::<u8>::from_json(r#"{"items": [], "one": 1}"#).is_ok());
}
