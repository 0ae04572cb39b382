//! Deep nesting ends in an error on a small stack: in parsing, skipping, dumping, cloning and dropping.

use optimize_core::{DumpOptions, Optimized, ParseField, ParseOptions, ValidationError};
use serde_json::Value;
use std::thread;

/// The stack of a thread that Rust starts unless told otherwise.
const STACK_BYTES: usize = 2 << 20;

/// Levels of nesting: a large and an absurd number.
const DEPTHS: [usize; 2] = [100_000, 10_000_000];

#[derive(Optimized, Debug)]
struct Skip {
    #[opt(default = 0)]
    absent: u8,
}

#[derive(Optimized, Debug, Clone)]
struct Tree {
    #[opt(default)]
    a: Vec<Tree>,
}

#[derive(Optimized, Debug, Clone)]
struct Chain {
    a: Option<Box<Chain>>,
}

fn on_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(run)
        .expect("a thread starts")
        .join()
        .expect("the thread does not panic")
}

/// Documents of so many levels, opened only and closed too.
fn documents(depth: usize) -> impl Iterator<Item = (&'static str, String)> {
    [("[", "]"), ("{\"a\":", "}"), ("{\"a\":[", "]}"), ("[{\"a\":", "}]")].into_iter().flat_map(move |(open, close)| {
        let levels = depth / open.bytes().filter(|byte| b"[{".contains(byte)).count();
        [(open, open.repeat(levels)), (open, format!("{}1{}", open.repeat(levels), close.repeat(levels)))]
    })
}

fn assert_refused<T>(what: &str, result: Result<T, ValidationError>) {
    let error = result.err().unwrap_or_else(|| panic!("{what} is accepted"));
    assert!(!error.errors().is_empty(), "{what}");
}

fn refuses<T: for<'de> ParseField<'de>>(what: &'static str) {
    on_small_stack(move || {
        for depth in DEPTHS {
            for (open, document) in documents(depth) {
                assert_refused(
                    &format!("{depth} levels of {open} as {what}"),
                    optimize_core::from_json::<T>(&document),
                );
            }
        }
    });
}

#[test]
fn a_value_refuses_deep_input() {
    refuses::<Value>("a value");
}

#[test]
fn recursive_models_refuse_deep_input() {
    refuses::<Tree>("a tree");
    refuses::<Chain>("a chain");
}

#[test]
fn an_unknown_field_refuses_deep_input() {
    on_small_stack(|| {
        for depth in DEPTHS {
            for (open, document) in documents(depth) {
                let document = format!("{{\"unknown\":{document}}}");
                assert_refused(&format!("{depth} levels of {open}, skipped"), Skip::from_json(&document));
            }
        }
    });
}

#[test]
fn the_limit_can_be_moved() {
    let options = ParseOptions::new().max_depth(10);
    let of_depth = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(optimize_core::from_json_with::<Value>(&of_depth(10), &options).is_ok());
    assert_refused("eleven levels", optimize_core::from_json_with::<Value>(&of_depth(11), &options));
    assert!(optimize_core::from_json::<Value>(&of_depth(128)).is_ok());
    assert_refused("129 levels", optimize_core::from_json::<Value>(&of_depth(129)));
}

#[test]
fn deep_values_are_not_dumped() {
    on_small_stack(|| {
        let mut chain = Chain { a: None };
        for _ in 0..100_000 {
            chain = Chain { a: Some(Box::new(chain)) };
        }
        let error = chain.to_json().expect_err("100,000 levels are too many");
        assert!(!error.to_string().is_empty());
        assert!(chain.dump(&DumpOptions::new().indent(1)).is_err());
        assert!(chain.to_value().is_err());
        // Level by level: the compiler's own drop would recurse.
        while let Some(next) = chain.a.take() {
            chain = *next;
        }
    });
}

#[test]
fn what_is_as_deep_as_it_may_be_is_cloned_dumped_checked_and_dropped() {
    /// Everything that walks a value.
    fn walk<T: for<'de> ParseField<'de> + Clone>(document: &str) {
        let value = optimize_core::from_json::<T>(document).expect("the limit is not reached");
        let copy = value.clone();
        let text = optimize_core::to_json(&copy).expect("written");
        drop(value);
        let indented = optimize_core::to_json_with(&copy, &DumpOptions::new().indent(1)).expect("written");
        assert!(indented.len() > text.len());
        assert_eq!(optimize_core::json::to_value(&copy).expect("written").to_string().as_bytes(), text);
    }
    on_small_stack(|| {
        let levels = 128;
        let tree = format!("{}{}", "{\"a\":[".repeat(levels / 2), "]}".repeat(levels / 2));
        let chain = format!("{}{{\"a\":null}}{}", "{\"a\":".repeat(levels - 1), "}".repeat(levels - 1));
        let list = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        walk::<Tree>(&tree);
        walk::<Chain>(&chain);
        walk::<Value>(&list);
        let chain = Chain::from_json(&chain).expect("valid");
        assert!(chain.validate().is_ok());
        assert_eq!(chain.fingerprint(), chain.clone().fingerprint());
    });
}

#[test]
fn what_was_read_before_the_limit_is_dropped() {
    on_small_stack(|| {
        for depth in DEPTHS {
            // A hundred and twenty levels with a sibling each, and then too many.
            let inside = "{\"a\":[{\"a\":[]},".repeat(60);
            let document = format!("{inside}{}", "[".repeat(depth));
            assert_refused("a tree that grew", optimize_core::from_json::<Tree>(&document));
            let document = format!("{}{}", "[1,".repeat(120), "[".repeat(depth));
            assert_refused("a list that grew", optimize_core::from_json::<Value>(&document));
        }
    });
}
