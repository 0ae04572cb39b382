//! The user's own types have the names of the prelude's, the runtime's and the derive's locals.

#![deny(warnings)]
#![deny(clippy::pedantic)]
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // what validators take
#![allow(clippy::unnecessary_wraps, clippy::unused_self, clippy::struct_field_names)]

use optimize_core::Optimized as Derive;

#[derive(Derive)]
struct Option {
    value: u8,
}

#[derive(Derive)]
struct Result {
    value: u8,
}

#[derive(Derive)]
struct Vec {
    value: u8,
}

#[derive(Derive)]
struct Field {
    parser: Parser,
    writer: Writer,
}

#[derive(Derive)]
struct Parser {
    value: u8,
}

#[derive(Derive)]
struct Writer {
    value: u8,
}

#[derive(Derive)]
struct Optimized {
    value: u8,
}

#[derive(Derive)]
struct Model {
    option: Option,
    result: Result,
    vec: Vec,
    field: Field,
    optimized: Optimized,
    stop: Stop,
}

#[derive(Derive)]
enum Stop {
    Some,
    None,
    Ok,
    Err,
}

/// Every trait that generated code could call by accident.
#[allow(dead_code)]
trait Tempting {
    fn field(&self) {}
    fn parse(&self) {}
    fn write(&self) {}
    fn info(&self) {}
    fn empty(&self) {}
    fn default(&self) {}
    fn rules(&self) {}
}
impl<T> Tempting for T {}

#[derive(Derive)]
#[opt(extra = "allow", computed(finish))]
struct Locals {
    __visitor: u8,
    __describer: u8,
    __source: u8,
    __index: u8,
    __finish: u8,
    __key: u8,
    __value: u8,
    __parser: u8,
    __writer: u8,
    parser: u8,
    self_: u8,
    field: u8,
    read: u8,
    empty: u8,
    model: u8,
    info: u8,
    rules: u8,
    shape: u8,
    #[opt(default = 7, check = fine, exclude_if = never)]
    index: u8,
    r#type: u8,
    r#fn: u8,
    größe: u8,
    名前: u8,
    _unused: u8,
    #[opt(extra)]
    __extra: std::collections::BTreeMap<String, u8>,
}

impl Locals {
    fn finish(&self) -> u8 {
        self.index
    }
}

fn fine(_: &u8) -> std::result::Result<(), &'static str> {
    Ok(())
}

fn never(_: &u8) -> bool {
    false
}

#[derive(Derive)]
#[allow(non_camel_case_types)]
enum Words {
    r#type,
    Self_,
    Größe,
}

fn main() {
    let text = r#"{"option":{"value":1},"result":{"value":2},"vec":{"value":3},"field":{"parser":{"value":4},"writer":{"value":5}},"optimized":{"value":6},"stop":"None"}"#;
    let model = <Model as Derive>::from_json(text).unwrap();
    assert_eq!(model.to_json_string().unwrap(), text);

    let text = r#"{"__visitor":1,"__describer":2,"__source":3,"__index":4,"__finish":5,"__key":6,"__value":7,"__parser":8,"__writer":9,"parser":10,"self_":11,"field":12,"read":13,"empty":14,"model":15,"info":16,"rules":17,"shape":18,"index":19,"type":20,"fn":21,"größe":22,"名前":23,"_unused":24,"more":25,"finish":19}"#;
    let locals = Locals::from_json(text).unwrap();
    assert_eq!(locals.to_json_string().unwrap(), text);
    assert_eq!(locals.__extra["more"], 25);

    for (word, text) in [(Words::r#type, "\"type\""), (Words::Self_, "\"Self_\""), (Words::Größe, "\"Größe\"")] {
        assert_eq!(word.to_json_string().unwrap(), text);
    }
}
