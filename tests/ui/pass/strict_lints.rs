//! The derive's output passes the strictest lints, `macro_rules!` included.

#![deny(warnings, missing_docs, unused_qualifications, unreachable_pub, missing_debug_implementations)]
#![deny(rust_2018_idioms, non_snake_case, non_camel_case_types, single_use_lifetimes, unused_lifetimes)]
#![deny(explicit_outlives_requirements, trivial_casts, trivial_numeric_casts, variant_size_differences, unsafe_code)]
#![forbid(unused_results, let_underscore_drop)]
#![deny(clippy::pedantic)]
#![allow(clippy::cast_lossless)] // `From` is not const
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)] // what validators take

use optimize_core::Optimized;
use std::collections::HashMap;

macro_rules! models {
    ($($(#[$attribute:meta])* $name:ident { $($(#[$key:meta])* $field:ident: $type:ty = $limit:expr,)* })*) => {$(
        /// A model made by a macro.
        #[derive(Optimized, Debug, PartialEq)]
        $(#[$attribute])*
        pub struct $name {
            $(
                /// A field made by a macro.
                $(#[$key])*
                #[opt(le = $limit, default = $limit)]
                pub $field: $type,
            )*
        }
    )*};
}

models! {
    Small { views: u8 = 9, score: f64 = 1.5, #[opt(ge = 1)] likes: u32 = LIMIT, }
    #[opt(rename_all = "camelCase")]
    Large { view_count: u64 = LIMIT as u64 + 1, }
}

/// Attributes, types and names from different macros.
macro_rules! mixed {
    ($name:ident, $field:ident, $type:ty, $method:ident, $check:path) => {
        /// A model whose attributes stem from the macro.
        #[derive(Optimized, Debug)]
        #[opt(computed(total, $method), check = Self::fine)]
        pub struct $name {
            /// Checked by a function from outside, left out by one from here.
            #[opt(check = $check, exclude_if = is_zero)]
            pub $field: $type,
            /// Checked by a function from here.
            #[opt(check = not_zero, default = 3)]
            pub inner: u8,
        }

        impl $name {
            fn total(&self) -> u8 {
                self.inner
            }

            fn $method(&self) -> u8 {
                self.inner * 2
            }

            fn fine(&self) -> Result<(), &'static str> {
                if self.inner < 9 { Ok(()) } else { Err("too much") }
            }
        }
    };
}

fn is_zero(value: &u8) -> bool {
    *value == 0
}

fn not_zero(value: &u8) -> Result<(), &'static str> {
    if *value == 0 { Err("zero") } else { Ok(()) }
}

fn small(value: &u8) -> Result<(), String> {
    if *value > 5 { Err(format!("{value} is large")) } else { Ok(()) }
}

mixed!(Mixed, outer, u8, twice, small);

const LIMIT: u32 = 10;

/// A list of anything.
#[derive(Optimized, Debug)]
pub struct Page<T> {
    /// What it holds.
    pub items: Vec<T>,
    /// Where to go on.
    pub next: Option<Box<Page<T>>>,
}

/// What is borrowed.
#[derive(Optimized, Debug)]
#[opt(trim)]
pub struct Line<'a> {
    /// The text.
    #[opt(max_length = 80, pattern = "^.")]
    pub text: std::borrow::Cow<'a, str>,
    /// By name.
    pub labels: HashMap<std::borrow::Cow<'a, str>, Vec<Option<u8>>>,
}

/// A kind.
#[derive(Optimized, Debug)]
#[opt(rename_all = "kebab-case")]
pub enum Kind {
    /// One.
    FirstKind,
    /// Two.
    SecondKind,
}

/// An old model.
#[deprecated]
#[derive(Optimized, Debug)]
pub struct Old {
    /// An old field.
    #[deprecated]
    pub old: u8,
}

fn main() {
    let small = Small::from_json("{}").unwrap();
    assert_eq!(small, Small { views: 9, score: 1.5, likes: 10 });
    let error = Small::from_json(r#"{"views": 10, "score": 2.0, "likes": 0}"#).unwrap_err();
    assert_eq!(error.errors().len(), 3);
    assert_eq!(Large::from_json("{}").unwrap().to_json_string().unwrap(), r#"{"viewCount":11}"#);
    let mixed = Mixed::from_json(r#"{"outer": 0}"#).unwrap();
    assert_eq!(mixed.to_json_string().unwrap(), r#"{"inner":3,"total":3,"twice":6}"#);
    assert_eq!(Mixed::from_json(r#"{"outer": 6, "inner": 0}"#).unwrap_err().errors().len(), 2);
    let page = Page::<u8>::from_json(r#"{"items": [1], "next": {"items": []}}"#).unwrap();
    assert_eq!(page.to_json_string().unwrap(), r#"{"items":[1],"next":{"items":[],"next":null}}"#);
    let line = Line::from_json(r#"{"text": " a ", "labels": {"b": [1, null]}}"#).unwrap();
    assert_eq!(line.to_json_string().unwrap(), r#"{"text":"a","labels":{"b":[1,null]}}"#);
    assert_eq!(Kind::SecondKind.to_json_string().unwrap(), r#""second-kind""#);
}
