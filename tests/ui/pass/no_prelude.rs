//! The derive names nothing of the prelude, and finds the crate under another name.

#![no_implicit_prelude]
#![deny(warnings)]
#![deny(clippy::pedantic)]
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // what validators take
#![allow(clippy::unnecessary_wraps, clippy::unused_self, clippy::struct_field_names)]

extern crate optimize_core as renamed;
extern crate std;

use renamed::Optimized as Model;

#[derive(Model)]
#[opt(crate = ::renamed, extra = "allow", trim, rename_all = "camelCase", computed(half as "halfOfIt"), check = Self::check)]
struct Video<'a, T> {
    #[opt(min_length = 1, max_length = 9, pattern = "^[a-z]+$", default = "none")]
    short_title: std::string::String,
    #[opt(ge = 0, lt = 10.5, multiple_of = 0.5, exclude_default, default)]
    score: f64,
    #[opt(gt = 0, check = is_even)]
    views: std::option::Option<u32>,
    #[opt(required, exclude_if = std::option::Option::is_none)]
    language: std::option::Option<&'a str>,
    #[opt(default = Quality::Low)]
    quality: Quality,
    #[opt(serde, default_with = nothing)]
    marker: (),
    inner: std::vec::Vec<T>,
    #[opt(extra)]
    rest: std::collections::BTreeMap<std::string::String, u8>,
}

impl<T> Video<'_, T> {
    fn half(&self) -> f64 {
        self.score / 2.0
    }

    fn check(&self) -> std::result::Result<(), &'static str> {
        if self.rest.len() < 3 { std::result::Result::Ok(()) } else { std::result::Result::Err("too much") }
    }
}

fn is_even(views: &std::option::Option<u32>) -> std::result::Result<(), &'static str> {
    match views {
        std::option::Option::Some(views) if views % 2 == 1 => std::result::Result::Err("odd"),
        _ => std::result::Result::Ok(()),
    }
}

fn nothing() {}

#[derive(Model)]
#[opt(crate = ::renamed, rename_all = "lowercase")]
enum Quality {
    Low,
    #[opt(alias = "hi")]
    High,
}

fn main() {
    let text = r#"{"shortTitle": " a ", "views": 2, "language": "en", "quality": "hi", "inner": [1], "more": 3}"#;
    let video: Video<'_, u8> = Model::from_json(text).unwrap();
    std::assert_eq!(
        Model::to_json_string(&video).unwrap(),
        r#"{"shortTitle":"a","views":2,"language":"en","quality":"High","inner":[1],"more":3,"halfOfIt":0.0}"#
            .replace("High", "high")
            .replace(r#""inner""#, r#""marker":null,"inner""#)
    );
}
