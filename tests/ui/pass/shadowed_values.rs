//! Constants, statics, unit structs and variants with the names of fields, and types with those of primitive ones.

#![deny(warnings)]
#![deny(clippy::pedantic)]
#![allow(non_camel_case_types, non_upper_case_globals, clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps)]
#![allow(dead_code, missing_docs, unreachable_pub, clippy::struct_field_names)] // of a program

use optimize_core::Optimized;
use std::collections::BTreeMap;

const title: &str = "a constant";
static count: u8 = 2;
const value: u8 = 3;
const model: u8 = 4;
const function: u8 = 5;
const flat: u8 = 6;
#[derive(Debug)]
struct unit;

#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, validate_assignment, from(Other), check = Self::fine, computed(twice), extra = "allow")]
struct Values {
    title: String,
    #[opt(check = small, exclude_if = never, example = 3)]
    count: u8,
    #[opt(before = seen, after = kept)]
    value: u8,
    #[opt(default = 1)]
    model: u8,
    #[opt(serde, default = 0..1)]
    function: std::ops::Range<u8>,
    unit: Option<u8>,
    #[opt(extra)]
    rest: BTreeMap<String, u8>,
}

impl Values {
    fn twice(&self) -> u8 {
        self.value * 2
    }

    fn fine(&self) -> Result<(), &'static str> {
        if self.count > self.value { Err("too many") } else { Ok(()) }
    }
}

struct Other {
    title: &'static str,
    count: u8,
    value: u8,
    model: u8,
    function: std::ops::Range<u8>,
    unit: Option<u8>,
    rest: BTreeMap<String, u8>,
}

fn small(number: &u8) -> Result<(), &'static str> {
    if *number > 9 { Err("large") } else { Ok(()) }
}

fn never(_: &u8) -> bool {
    false
}

fn seen(json: serde_json::Value) -> Result<serde_json::Value, String> {
    Ok(json)
}

fn kept(number: u8) -> Result<u8, String> {
    Ok(number)
}

#[derive(Optimized)]
struct Flat {
    #[opt(flatten)]
    flat: Inner,
    #[opt(flatten)]
    unit: Option<Choice>,
    #[opt(flatten)]
    finish: Option<Fields>,
    #[opt(flatten)]
    fill: Option<Fields2>,
}

#[derive(Optimized)]
struct Fields {
    finish: u8,
    fill: u8,
}

#[derive(Optimized)]
struct Fields2 {
    y: u8,
}

#[derive(Optimized)]
struct Inner {
    x: u8,
}

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Choice {
    unit { value: u8, model: u8 },
    title,
}

/// Here even the primitive types are others.
pub mod primitive {
    use ::optimize_core::{Optimized, mask};

    #[derive(Optimized)]
    pub struct u8(#[opt(le = 3)] ::core::primitive::u16);

    #[derive(Optimized)]
    pub struct str {
        pub byte: u8,
    }

    #[derive(Optimized)]
    #[opt(builder, validate_assignment, computed(twice))]
    pub struct bool {
        pub text: ::std::boxed::Box<str>,
        #[opt(pattern = "^a|b", min_length = 1)]
        pub name: ::std::string::String,
        #[opt(default = 3)]
        pub number: ::core::primitive::i32,
    }

    impl bool {
        fn twice(&self) -> ::core::primitive::i32 {
            self.number * 2
        }
    }

    #[derive(Optimized)]
    #[opt(tag = "kind", content = "value")]
    pub enum usize {
        Yes(bool),
        Named { byte: u8 },
        Nothing,
    }

    #[derive(Optimized, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum char {
        A,
        B,
    }

    #[derive(Optimized)]
    #[opt(untagged)]
    pub enum f64 {
        List(::std::vec::Vec<usize>),
        Map(::std::collections::HashMap<char, str>),
    }

    pub const BYTE: ::optimize_core::options::Mask = mask!(usize: value.text.byte);
}

fn main() {
    let other = Other {
        title,
        count,
        value,
        model,
        function: function..flat,
        unit: None,
        rest: BTreeMap::from([("more".to_owned(), 7)]),
    };
    let made = Values::try_from(other).unwrap();
    let text = r#"{"title":"a constant","count":2,"value":3,"model":4,"function":{"start":5,"end":6},"unit":null,"more":7,"twice":6}"#;
    assert_eq!(made.to_json_string().unwrap(), text);
    assert_eq!(Values::from_json(text).unwrap(), made);
    let built = Values::builder().title(title).count(count).value(value).model(model).function(5..6);
    let mut built = built.rest(made.rest.clone()).build().unwrap();
    assert_eq!(built, made);
    assert!(built.set_count(9).is_err());
    println!("{unit:?}");
    let text = r#"{"x":1,"kind":"unit","value":2,"model":3}"#;
    assert_eq!(Flat::from_json(text).unwrap().to_json_string().unwrap(), text);
    assert!(Flat::from_json(r#"{"x":1,"kind":"title"}"#).is_ok());

    let text = r#"{"kind":"Yes","value":{"text":{"byte":1},"name":"a","number":3,"twice":6}}"#;
    assert_eq!(primitive::usize::from_json(text).unwrap().to_json_string().unwrap(), text);
    let options = optimize_core::DumpOptions::new().include(primitive::BYTE);
    let some = primitive::usize::from_json(text).unwrap().dump(&options).unwrap();
    assert_eq!(some, br#"{"value":{"text":{"byte":1}}}"#);
    assert!(primitive::f64::from_json(r#"{"A":{"byte":3}}"#).is_ok());
    assert!(primitive::f64::from_json(r#"{"A":{"byte":4}}"#).is_err());
}
