//! Types of every shape named like the prelude's, the runtime's and the derive's own, made by macros too.

#![deny(warnings)]
#![deny(clippy::pedantic)]
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // what validators take
#![allow(clippy::unnecessary_wraps, clippy::unused_self, clippy::struct_field_names)]

use optimize_core::Optimized as Derive;

#[derive(Derive, Debug, PartialEq)]
enum Option {
    Some(u8),
    None { value: u8 },
    Ok(Vec, Result),
}

#[derive(Derive, Debug, PartialEq)]
struct Vec(u8);

#[derive(Derive, Debug, PartialEq)]
struct Result(u8, u8);

#[derive(Derive, Debug, PartialEq)]
struct String {
    text: Text,
}

#[derive(Derive, Debug, PartialEq)]
struct Text {
    text: std::string::String,
}

#[derive(Derive, Debug, PartialEq)]
struct Box {
    boxed: u8,
}

#[derive(Derive, Debug, PartialEq)]
#[opt(tag = "r#type")]
#[allow(non_camel_case_types)]
enum Partial {
    Model { r#fn: u8, __of: u8, __finish: u8, __source: u8 },
    r#struct(Text),
    Größe,
}

#[derive(Derive, Debug, PartialEq)]
#[opt(untagged)]
enum Field {
    Fields(Vec),
    Finish { finish: u8 },
}

#[derive(Derive, Debug, PartialEq)]
struct Flat {
    __fields: u8,
    #[opt(flatten)]
    __made: Box,
    #[opt(flatten)]
    __other: std::option::Option<Text>,
}

#[derive(Derive, Debug, PartialEq)]
#[opt(builder, validate_assignment, from(Other))]
struct Made {
    __made: u8,
    __value: std::string::String,
    __report: Vec,
    r#type: std::option::Option<u8>,
    größe: u8,
    builder: u8,
}

struct Other {
    __made: u8,
    __value: &'static str,
    __report: Vec,
    r#type: std::option::Option<u8>,
    größe: u8,
    builder: u8,
}

/// Constants named like locals must not become patterns.
#[allow(dead_code, non_upper_case_globals)]
mod constants {
    pub(crate) const width: u8 = 1;
    pub(crate) const value: u8 = 2;
    pub(crate) const id: u8 = 3;
}
#[allow(unused_imports)]
use constants::{id, value, width};

#[derive(Derive, Debug, PartialEq)]
struct Constants {
    id: u8,
    value: u8,
    width: u8,
}

macro_rules! shapes {
    ($name:ident, $inner:ident, $field:ident, $variant:ident, $type:ty, $limit:expr) => {
        #[derive(Derive, Debug, PartialEq)]
        struct $inner(#[opt(le = $limit)] $type);

        #[derive(Derive, Debug, PartialEq)]
        #[opt(tag = "kind", content = "content")]
        enum $name {
            $variant { $field: $type, own: $inner },
            Other($type, $inner),
        }
    };
}

shapes!(Generated, Inner, field, Variant, u8, 7);

macro_rules! made {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        #[derive(Derive, Debug, PartialEq)]
        #[opt(builder, validate_assignment)]
        struct $name { $(#[opt(default)] $field: $type,)* }
    };
}

made!(ByMacro { one: u8, two: std::option::Option<std::string::String>, three: std::vec::Vec<u8> });

fn round<T: Derive + PartialEq + std::fmt::Debug + optimize_core::ParseFieldOwned>(text: &str) -> T {
    let read: T = optimize_core::from_json(text).unwrap();
    assert_eq!(read.to_json_string().unwrap(), text);
    assert_eq!(serde_json::from_str::<serde_json::Value>(text).unwrap(), read.to_value().unwrap());
    read
}

fn main() {
    round::<Option>(r#"{"Some":1}"#);
    round::<Option>(r#"{"None":{"value":1}}"#);
    round::<Option>(r#"{"Ok":[1,[2,3]]}"#);
    round::<Partial>(r#"{"r#type":"Model","fn":1,"__of":2,"__finish":3,"__source":4}"#);
    round::<Partial>(r#"{"r#type":"struct","text":"a"}"#);
    round::<Partial>(r#"{"r#type":"Größe"}"#);
    round::<String>(r#"{"text":{"text":"a"}}"#);
    round::<Field>("1");
    round::<Field>(r#"{"finish":1}"#);
    round::<Flat>(r#"{"__fields":1,"boxed":2,"text":"a"}"#);
    round::<Constants>(r#"{"id":7,"value":8,"width":9}"#);
    round::<Generated>(r#"{"kind":"Variant","content":{"field":1,"own":2}}"#);
    assert_eq!(round::<Generated>(r#"{"kind":"Other","content":[1,2]}"#), Generated::Other(1, Inner(2)));
    assert!(Inner::from_json("8").is_err());
    let made = Made::builder().__made(1).__value("a").__report(Vec(2)).größe(3).builder(5).r#type(6);
    let mut made = made.build().unwrap();
    made.set___value("b".into()).unwrap();
    made.set_type(None).unwrap();
    let other = Other { __made: 1, __value: "b", __report: Vec(2), r#type: None, größe: 3, builder: 5 };
    assert_eq!(Made::try_from(other).unwrap(), made);
    let mut by_macro = ByMacro::builder().two("x").build().unwrap();
    by_macro.set_three(vec![1]).unwrap();
    assert_eq!(by_macro.to_json_string().unwrap(), r#"{"one":0,"two":"x","three":[1]}"#);
}
