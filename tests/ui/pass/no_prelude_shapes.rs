//! Every shape of type without the prelude, with the crate under another name.

#![no_implicit_prelude]
#![deny(warnings)]
#![deny(clippy::pedantic)]
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // what validators take
#![allow(clippy::unnecessary_wraps, clippy::unused_self, clippy::struct_field_names)]

extern crate optimize_core as renamed;
#[allow(unused_extern_crates)] // without the prelude its paths need it
extern crate serde_json;
extern crate std;

use renamed::Optimized as Model;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::option::Option::{self, None, Some};
use std::string::String;

#[derive(Model, std::fmt::Debug)]
#[opt(crate = ::renamed, transparent)]
struct Age(#[opt(ge = 0, lt = 150)] i64);

#[derive(Model, std::cmp::PartialEq, std::cmp::Eq, std::cmp::PartialOrd, std::cmp::Ord)]
#[opt(crate = ::renamed)]
struct Name<'a>(#[opt(trim, max_length = 9)] &'a str);

#[derive(Model)]
#[opt(crate = ::renamed)]
struct Pair<T>(T, #[opt(default = 3)] u8);

#[derive(Model)]
#[opt(crate = ::renamed)]
struct Nothing;

#[derive(Model)]
#[opt(crate = ::renamed, trim, rename_all = "snake_case", rename_all_fields = "camelCase", check = fine)]
enum External<'a, T> {
    Off,
    Text(Cow<'a, str>),
    Both(T, u8),
    Rect { full_width: u32, height: Option<T> },
}

fn fine<T>(_: &External<'_, T>) -> std::result::Result<(), &'static str> {
    std::result::Result::Ok(())
}

#[derive(Model)]
#[opt(crate = ::renamed, tag = "kind")]
enum Internal {
    Off,
    Named(Size),
    Rect { width: u32 },
}

#[derive(Model)]
#[opt(crate = ::renamed, tag = "t", content = "c")]
enum Adjacent {
    Off,
    One(u8),
    Two(u8, u8),
    Rect { width: u32 },
}

#[derive(Model)]
#[opt(crate = ::renamed, untagged)]
enum Untagged {
    Number(u8),
    Rect { width: u32 },
    Texts(std::vec::Vec<String>),
}

#[derive(Model, std::clone::Clone)]
#[opt(crate = ::renamed)]
struct Size {
    width: u32,
}

#[derive(Model)]
#[opt(crate = ::renamed)]
struct Position {
    left: Option<i32>,
}

#[derive(Model)]
#[opt(crate = ::renamed)]
struct Flat {
    id: u8,
    #[opt(flatten)]
    size: Size,
    #[opt(flatten)]
    position: Option<std::boxed::Box<Position>>,
    #[opt(flatten)]
    rest: BTreeMap<String, u8>,
}

#[derive(Model)]
#[opt(crate = ::renamed, builder, validate_assignment, from(Row), check = Self::whole)]
struct Made {
    #[opt(trim, min_length = 1, check = text)]
    title: String,
    #[opt(before = as_it_is, default = 1)]
    count: u8,
    #[opt(default = "en")]
    language: Cow<'static, str>,
    #[opt(frozen, default)]
    tags: std::vec::Vec<String>,
}

impl Made {
    fn whole(&self) -> std::result::Result<(), &'static str> {
        std::result::Result::Ok(())
    }
}

fn text(_: &str) -> std::result::Result<(), &'static str> {
    std::result::Result::Ok(())
}

fn as_it_is(value: serde_json::Value) -> std::result::Result<serde_json::Value, String> {
    std::result::Result::Ok(value)
}

struct Row {
    title: &'static str,
    count: u8,
    language: &'static str,
    tags: [String; 0],
}

#[derive(Model)]
#[opt(crate = ::renamed, bound = "T: renamed::ParseFieldOwned")]
struct Bounded<'a, T> {
    bytes: &'a [u8],
    items: std::vec::Vec<T>,
}

fn main() {
    let age: Age = Model::from_json("3").unwrap();
    std::assert_eq!(age.0, 3);
    let names: BTreeMap<Name<'_>, u8> = renamed::from_json(r#"{"Ann":1}"#).unwrap();
    std::assert!(names.contains_key(&Name("Ann")));
    let pair: Pair<u8> = Model::from_json("[1, 2]").unwrap();
    std::assert_eq!((pair.0, pair.1), (1, 2));
    let _: Nothing = Model::from_json("null").unwrap();
    for text in [r#""off""#, r#"{"text":"a"}"#, r#"{"both":[1,2]}"#, r#"{"rect":{"fullWidth":1,"height":null}}"#] {
        let value: External<'_, u8> = Model::from_json(text).unwrap();
        std::assert_eq!(Model::to_json_string(&value).unwrap(), text);
    }
    for text in [r#"{"kind":"Off"}"#, r#"{"kind":"Named","width":1}"#, r#"{"kind":"Rect","width":1}"#] {
        let value: Internal = Model::from_json(text).unwrap();
        std::assert_eq!(Model::to_json_string(&value).unwrap(), text);
    }
    for text in
        [r#"{"t":"Off"}"#, r#"{"t":"One","c":1}"#, r#"{"t":"Two","c":[1,2]}"#, r#"{"t":"Rect","c":{"width":1}}"#]
    {
        let value: Adjacent = Model::from_json(text).unwrap();
        std::assert_eq!(Model::to_json_string(&value).unwrap(), text);
    }
    for text in ["7", r#"{"width":1}"#, r#"["a"]"#] {
        let value: Untagged = Model::from_json(text).unwrap();
        std::assert_eq!(Model::to_json_string(&value).unwrap(), text);
    }
    for text in [r#"{"id":1,"width":2}"#, r#"{"id":1,"width":2,"left":3,"more":4}"#] {
        let value: Flat = Model::from_json(text).unwrap();
        std::assert_eq!(Model::to_json_string(&value).unwrap(), text);
    }
    let mut made = Made::builder().title(" a ").count(3).build().unwrap();
    std::assert_eq!(made.title, "a");
    made.set_title(std::convert::Into::into(" b ")).unwrap();
    made.set_count(4).unwrap();
    std::assert_eq!((&*made.title, made.count, &*made.language), ("b", 4, "en"));
    let row = Row { title: " c ", count: 5, language: "de", tags: [] };
    let made = <Made as std::convert::TryFrom<Row>>::try_from(row).unwrap();
    std::assert_eq!((&*made.title, made.tags.len()), ("c", 0));
    let bounded: Bounded<'_, u8> = Model::from_json(r#"{"bytes":"ab","items":[1]}"#).unwrap();
    std::assert_eq!((bounded.bytes, bounded.items.len()), (&b"ab"[..], 1));
    let options = renamed::DumpOptions::new().include(renamed::mask!(Flat: id, width));
    let flat: Flat = Model::from_json(r#"{"id":1,"width":2,"left":3}"#).unwrap();
    std::assert_eq!(Model::dump(&flat, &options).unwrap(), br#"{"id":1,"width":2}"#);
    let _ = (None::<u8>, Some(1));
}
