//! What the golden files of numpy and torch have in common: envelopes beside the values in them.

use half::{bf16, f16};
use num_complex::Complex;
use optimize_core::Adapted;
use optimize_tensor::{Element, RawTensor, Tensor};
use serde_json::Value;
use std::fmt::Debug;

/// One line: an envelope and the values that Python saw in it, in C order.
pub(crate) struct Golden {
    pub(crate) envelope: Value,
    pub(crate) values: Vec<Value>,
}

impl Golden {
    pub(crate) fn read(text: &str) -> Vec<Self> {
        text.lines()
            .map(|line| {
                // Not through serde_json, whose floats can be off by the last bit.
                let line: Value = optimize_core::from_json(line).unwrap();
                Self { envelope: line["envelope"].clone(), values: line["values"].as_array().unwrap().clone() }
            })
            .collect()
    }

    pub(crate) fn json(&self) -> String {
        self.envelope.to_string()
    }

    pub(crate) fn dtype(&self) -> &str {
        self.envelope["dtype"].as_str().unwrap()
    }

    pub(crate) fn shape(&self) -> Vec<usize> {
        self.envelope["shape"].as_array().unwrap().iter().map(|length| length.as_u64().unwrap() as usize).collect()
    }
}

/// An element as Python's `repr` of a float, an integer, a bool or a pair has it.
pub(crate) trait Shown: Element + Debug + PartialEq {
    fn shown(value: &Value) -> Self;
    /// Equal as bits: NaN is itself, and zero has a sign.
    fn same(self, other: Self) -> bool;
}

macro_rules! shown {
    ($($type:ty: |$value:ident| $shown:expr, |$left:ident, $right:ident| $same:expr;)*) => {$(
        impl Shown for $type {
            fn shown($value: &Value) -> Self {
                $shown
            }
            fn same(self, other: Self) -> bool {
                let ($left, $right) = (self, other);
                $same
            }
        }
    )*};
}

shown!(
    bool: |value| value.as_bool().unwrap(), |left, right| left == right;
    i8: |value| value.as_i64().unwrap().try_into().unwrap(), |left, right| left == right;
    i16: |value| value.as_i64().unwrap().try_into().unwrap(), |left, right| left == right;
    i32: |value| value.as_i64().unwrap().try_into().unwrap(), |left, right| left == right;
    i64: |value| value.as_i64().unwrap(), |left, right| left == right;
    u8: |value| value.as_u64().unwrap().try_into().unwrap(), |left, right| left == right;
    u16: |value| value.as_u64().unwrap().try_into().unwrap(), |left, right| left == right;
    u32: |value| value.as_u64().unwrap().try_into().unwrap(), |left, right| left == right;
    u64: |value| value.as_u64().unwrap(), |left, right| left == right;
    f16: |value| f16::from_f64(float(value)), |left, right| left.to_bits() == right.to_bits();
    bf16: |value| bf16::from_f64(float(value)), |left, right| left.to_bits() == right.to_bits();
    f32: |value| float(value) as f32, |left, right| left.to_bits() == right.to_bits();
    f64: |value| float(value), |left, right| left.to_bits() == right.to_bits();
    Complex<f32>: |value| Complex::new(float(&value[0]) as f32, float(&value[1]) as f32),
        |left, right| left.re.same(right.re) && left.im.same(right.im);
    Complex<f64>: |value| Complex::new(float(&value[0]), float(&value[1])),
        |left, right| left.re.same(right.re) && left.im.same(right.im);
);

fn float(value: &Value) -> f64 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        value => value.as_f64().unwrap(),
    }
}

pub(crate) fn parse_raw(json: &str) -> RawTensor {
    optimize_core::from_json::<Adapted<RawTensor, Tensor>>(json).unwrap().into_inner()
}

/// The tensor has the golden values.
pub(crate) fn check_values<A: Shown>(golden: &Golden, found: &[A]) {
    assert_eq!(found.len(), golden.values.len(), "{}", golden.json());
    for (found, value) in found.iter().zip(&golden.values) {
        let expected = A::shown(value);
        assert!(found.same(expected), "{found:?} is not {expected:?} in {}", golden.json());
    }
}
