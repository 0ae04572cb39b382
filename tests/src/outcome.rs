//! What a parse came to, in the form in which pydantic's outcomes are recorded, and how the two differ.

use optimize_core::{Optimized, ValidationError};
use serde_json::{Value, json};
use std::fmt::Write;

/// A parsed model as JSON, or the error.
pub type Outcome = Result<Value, ValidationError>;

/// A parsed model as its dump.
///
/// # Panics
/// When a model that was just parsed can't be dumped.
pub fn dumped<T: Optimized>(result: Result<T, ValidationError>) -> Outcome {
    result.map(|model| model.to_value().expect("a parsed model can be dumped"))
}

/// The members of one error that clients rely on: `type`, `loc` and `msg`.
#[must_use]
pub fn essence(error: &Value) -> Value {
    json!({ "type": error["type"], "loc": error["loc"], "msg": error["msg"] })
}

/// The errors of an outcome, each cut down to its [`essence`].
#[must_use]
pub fn essences(error: &ValidationError) -> Vec<Value> {
    error.to_value().as_array().into_iter().flatten().map(essence).collect()
}

/// How an outcome differs from the recorded one in verdict, value, or an error's `type`, `loc` and
/// `msg`. `None` when it does not.
#[must_use]
pub fn difference(recorded: &Value, ours: &Outcome) -> Option<String> {
    match (recorded.get("ok"), recorded.get("errors"), ours) {
        // A value that JSON can't hold is recorded by its repr: the verdict is all there is.
        (Some(value), _, Ok(_)) if value.get("repr").is_some() => None,
        (Some(value), _, Ok(ours)) if value == ours => None,
        (Some(value), _, Ok(ours)) => Some(format!("pydantic reads {value}, ours {ours}")),
        (Some(value), _, Err(error)) => {
            Some(format!("pydantic reads {value}, ours refuses: {}", shown(&essences(error))))
        }
        (None, Some(errors), Ok(ours)) => Some(format!("pydantic refuses: {}, ours reads {ours}", shown(list(errors)))),
        (None, Some(errors), Err(error)) => {
            let expected: Vec<Value> = list(errors).iter().map(essence).collect();
            let ours = essences(error);
            (expected != ours).then(|| format!("pydantic: {}, ours: {}", shown(&expected), shown(&ours)))
        }
        (None, None, _) => Some(format!("no outcome is recorded: {recorded}")),
    }
}

/// How the errors' `ctx`, and `input` where it is recorded, differ from the recorded ones.
#[must_use]
pub fn context_difference(recorded: &Value, ours: &Outcome) -> Option<String> {
    let (errors, Err(error)) = (list(recorded.get("errors")?), ours) else { return None };
    let found = error.to_value();
    for (expected, ours) in errors.iter().zip(list(&found)) {
        if expected.get("ctx") != ours.get("ctx") {
            return Some(format!("ctx: pydantic {}, ours {}", expected["ctx"], ours["ctx"]));
        }
        if let Some(input) = expected.get("input")
            && ours.get("input") != Some(input)
        {
            return Some(format!("input: pydantic {input}, ours {}", ours["input"]));
        }
    }
    None
}

/// How the error's text differs from the recorded one.
#[must_use]
pub fn text_difference(recorded: &Value, ours: &Outcome) -> Option<String> {
    let (Some(text), Err(error)) = (recorded.get("text").and_then(Value::as_str), ours) else { return None };
    let ours = error.to_string();
    (text != ours).then(|| format!("text: pydantic\n{text}\nours\n{ours}"))
}

/// Fails with every difference at once.
///
/// # Panics
/// When there is a difference.
pub fn assert_none(what: &str, total: usize, differences: &[String]) {
    if differences.is_empty() {
        return;
    }
    let mut message = format!("{what}: {} of {total} differ\n", differences.len());
    for difference in differences {
        let _ = writeln!(message, "{difference}");
    }
    panic!("{message}");
}

fn list(errors: &Value) -> &[Value] {
    errors.as_array().map_or(&[], Vec::as_slice)
}

fn shown(errors: &[Value]) -> String {
    let each: Vec<String> =
        errors.iter().map(|error| format!("{} {} {}", error["type"], error["loc"], error["msg"])).collect();
    each.join("; ")
}
