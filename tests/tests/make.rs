//! Models made in Rust: builders, setters that validate, conversions from other structs.

use optimize_core::{Optimized, ValidationError};
use serde_json::{Map, Value};

#[derive(Optimized, Debug, Clone, PartialEq)]
#[opt(builder, validate_assignment, from(Row), check = Self::ordered)]
struct Clip {
    /// The key.
    #[opt(min_length = 1)]
    id: String,
    start: f64,
    #[opt(default = 10.0)]
    end: f64,
    #[opt(max_length = 3)]
    title: Option<String>,
    #[opt(frozen)]
    r#type: u8,
}

impl Clip {
    fn ordered(&self) -> Result<(), &'static str> {
        if self.start <= self.end { Ok(()) } else { Err("start is behind end") }
    }
}

struct Row {
    id: &'static str,
    start: f32,
    end: f64,
    title: Option<String>,
    r#type: u8,
}

fn problems(error: &ValidationError) -> Vec<String> {
    error.errors().iter().map(|item| format!("{} {}", item.type_name(), item.loc())).collect()
}

#[test]
fn a_builder_validates() {
    let clip = Clip::builder().id("a").start(1.0).r#type(3).title("abc").build().expect("all is there");
    assert_eq!(clip, Clip { id: "a".into(), start: 1.0, end: 10.0, title: Some("abc".into()), r#type: 3 });
    let error = Clip::builder().title("abc").build().expect_err("three are missing");
    assert_eq!(problems(&error), ["missing id", "missing start", "missing type"]);
    let error = Clip::builder().id("").start(1.0).r#type(3).title("abcd").build().expect_err("two rules");
    assert_eq!(problems(&error), ["string_too_short id", "string_too_long title"]);
    let error = Clip::builder().id("a").start(11.0).r#type(3).build().expect_err("the whole");
    assert_eq!(problems(&error), ["value_error "]);
}

#[test]
fn assignments_validate() {
    let mut clip = Clip::builder().id("a").start(1.0).r#type(3).build().expect("fine");
    let before = clip.clone();
    assert_eq!(problems(&clip.set_id(String::new()).expect_err("empty")), ["string_too_short id"]);
    assert_eq!(problems(&clip.set_start(11.0).expect_err("behind the end")), ["value_error "]);
    assert_eq!(clip, before, "a refused value changes nothing");
    clip.set_start(2.0).expect("before the end");
    clip.set_title(Some("x".into())).expect("short");
    assert_eq!((clip.start, clip.title.as_deref()), (2.0, Some("x")));
}

#[test]
fn other_structs_convert() {
    let row = |id, start| Row { id, start, end: 3.0, title: None, r#type: 1 };
    assert_eq!(Clip::try_from(row("a", 1.5)).expect("fine").start, 1.5);
    assert_eq!(problems(&Clip::try_from(row("", 1.5)).expect_err("empty")), ["string_too_short id"]);
    assert_eq!(problems(&Clip::try_from(row("a", 4.0)).expect_err("the whole")), ["value_error "]);
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(builder, extra = "allow")]
struct Generic<'a, T: Clone> {
    name: &'a str,
    items: Vec<T>,
    #[opt(extra)]
    rest: Map<String, Value>,
}

#[test]
fn generic_builders() {
    let name = String::from("n");
    let made = Generic::<u8>::builder().name(&name).items(vec![1]).rest(Map::new()).build().expect("fine");
    assert_eq!(made.to_json_string().expect("written"), r#"{"name":"n","items":[1]}"#);
}
