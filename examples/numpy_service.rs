//! A service in Python sends arrays; this one reads, checks and answers them.
//! `cargo run --release --example numpy_service`
//!
//! On Python's side an array is
//! `{"__type__": "numpy_array", "data": base64(a.tobytes()), "dtype": str(a.dtype), "shape": a.shape}`.

use ndarray::{Array1, Array2, Axis};
use optimize_core::Optimized;
use std::error::Error;

/// What the service is asked: rows of features.
#[derive(Optimized, Debug)]
#[opt(extra = "forbid")]
struct Request {
    #[opt(min_length = 1)]
    request_id: String,
    /// One row a video, four features each.
    #[opt(tensor(shape = [_, 4], dtype = "float32"))]
    features: Array2<f32>,
}

/// What it answers.
#[derive(Optimized, Debug, PartialEq)]
struct Response {
    request_id: String,
    /// The mean of every feature.
    #[opt(tensor)]
    means: Array1<f32>,
    /// The same for people, as a list of numbers.
    #[opt(tensor(format = "list"))]
    readable: Array1<f32>,
}

/// `np.arange(8, dtype="float32").reshape(2, 4)`, as Python sends it.
const FROM_PYTHON: &str = r#"{"request_id": "r1", "features": {"__type__": "numpy_array",
    "data": "AAAAAAAAgD8AAABAAABAQAAAgEAAAKBAAADAQAAA4EA=", "dtype": "float32", "shape": [2, 4]}}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let request = Request::from_json(FROM_PYTHON)?;
    println!("request {}:\n{}\n", request.request_id, request.features);

    let means = request.features.mean_axis(Axis(0)).ok_or("no rows")?;
    let response = Response { request_id: request.request_id, readable: means.clone(), means };
    let json = response.to_json_string()?;
    println!("answer:\n{json}\n");
    assert_eq!(Response::from_json(&json)?, response);

    println!("what does not fit is refused before memory is taken for it:");
    for (part, wrong) in [("[2, 4]", "[4, 2]"), ("float32", "float64"), ("[2, 4]", "[4000000000, 4]"), ("4EA=", "4E?=")]
    {
        let error = Request::from_json(&FROM_PYTHON.replace(part, wrong)).expect_err("it does not fit");
        println!("  {part} → {wrong}: {:#}", error.errors()[0]);
    }
    Ok(())
}
