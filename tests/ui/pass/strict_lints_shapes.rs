//! Every shape of type under the strictest lints.

#![deny(warnings, missing_docs, unused_qualifications, unreachable_pub, missing_debug_implementations)]
#![deny(rust_2018_idioms, non_snake_case, non_camel_case_types, single_use_lifetimes, unused_lifetimes)]
#![deny(explicit_outlives_requirements, trivial_casts, trivial_numeric_casts, unsafe_code)]
#![deny(impl_trait_redundant_captures, unnameable_types, clippy::impl_trait_in_params)]
#![forbid(unused_results, let_underscore_drop)]
#![deny(clippy::pedantic)]
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)] // what validators take

use optimize_core::Optimized;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A newtype.
#[derive(Optimized, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Age(#[opt(ge = 0, lt = 150)] i64);

/// A tuple.
#[derive(Optimized, Debug)]
struct Pair<T>(T, u8);

/// Nothing.
#[derive(Optimized, Debug)]
struct Nothing;

/// An enum with data.
#[derive(Optimized, Debug)]
#[opt(rename_all = "snake_case", trim)]
enum External<'a, T> {
    /// Nothing.
    Off,
    /// A text.
    Text(Cow<'a, str>),
    /// A line.
    Line(&'a str),
    /// Two.
    Both(T, Age),
    /// An object.
    Rect {
        /// How wide.
        width: u32,
        /// How high.
        height: Option<T>,
    },
}

/// With a tag.
#[derive(Optimized, Debug)]
#[opt(tag = "kind")]
enum Internal {
    /// Nothing.
    Off,
    /// A model.
    Named(Size),
    /// An object.
    Rect {
        /// How wide.
        width: u32,
    },
}

/// Without one.
#[derive(Optimized, Debug)]
#[opt(untagged)]
enum Untagged {
    /// A number.
    Number(u8),
    /// More of itself.
    List(Vec<Untagged>),
}

/// A size.
#[derive(Optimized, Debug, Clone)]
struct Size {
    /// How wide.
    width: u32,
}

/// What is flattened.
#[derive(Optimized, Debug)]
struct Flat<T> {
    /// A model.
    #[opt(flatten)]
    size: T,
    /// One that may be absent.
    #[opt(flatten)]
    place: Option<Place>,
    /// The rest.
    #[opt(flatten)]
    rest: BTreeMap<String, u8>,
}

/// A place.
#[derive(Optimized, Debug)]
struct Place {
    /// Left.
    left: i32,
}

/// What is made.
#[derive(Optimized, Debug)]
#[opt(builder, validate_assignment, from(Row, Size))]
struct Made {
    /// How wide.
    #[opt(ge = 1)]
    width: u32,
    /// Not on the wire.
    #[opt(skip, default)]
    made: bool,
}

/// A row.
#[derive(Debug)]
struct Row {
    width: u8,
}

/// Bytes and texts.
#[derive(Optimized, Debug)]
#[opt(bound = "T: optimize_core::ParseFieldOwned")]
struct Lent<'a, T> {
    /// Bytes.
    #[opt(min_length = 1)]
    bytes: &'a [u8],
    /// A text of its own.
    language: Vec<Cow<'static, str>>,
    /// Anything.
    value: T,
    /// By name.
    ages: BTreeMap<&'a str, Age>,
    /// By age.
    names: BTreeMap<Age, Option<char>>,
}

/// What others see, and what they do not.
pub mod closed {
    use optimize_core::Optimized;

    /// Seen.
    #[derive(Optimized, Debug)]
    #[opt(builder, validate_assignment, computed(first: Hidden))]
    pub struct Seen<T> {
        parts: Vec<Hidden>,
        title: String,
        value: T,
    }

    impl<T> Seen<T> {
        fn first(&self) -> Hidden {
            Hidden { x: self.parts.first().map_or(0, |part| part.x) }
        }
    }

    #[derive(Optimized, Debug)]
    struct Hidden {
        x: u8,
    }
}

fn main() {
    println!("{:?}", closed::Seen::<u8>::from_json(r#"{"parts": [{"x": 1}], "title": "a", "value": 2}"#).unwrap());
    println!("{:?}", Pair::<u8>::from_json("[1, 2]").unwrap());
    println!("{:?}", Nothing::from_json("null").unwrap());
    println!("{:?}", External::<'_, u8>::from_json(r#"{"text": "a"}"#).unwrap());
    println!("{:?}", Internal::from_json(r#"{"kind": "Rect", "width": 2}"#).unwrap());
    println!("{:?}", Untagged::from_json("[1, [2]]").unwrap());
    let flat = Flat::<Size>::from_json(r#"{"width": 1, "left": 2, "x": 3}"#).unwrap();
    println!("{:?} {:?} {:?}", flat.size, flat.place, flat.rest);
    let mut made = Made::builder().width(3).build().unwrap();
    made.set_width(4).unwrap();
    println!("{} {:?} {:?}", made.made, Made::try_from(Row { width: 1 }), Made::try_from(Size { width: 0 }));
    let text = r#"{"bytes": "ab", "language": ["en"], "value": 1, "ages": {"a": 1}, "names": {"3": "x"}}"#;
    println!("{:?}", Lent::<'_, u8>::from_json(text).unwrap());
}
