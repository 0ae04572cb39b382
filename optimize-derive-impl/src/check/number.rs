//! Numbers that are written out, as values.

use crate::ty::{FLOATS, INTS};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use std::cmp::Ordering;
use std::fmt;
use syn::{BinOp, Expr, ExprBinary, Lit, Stmt, UnOp};

/// A value that is known while compiling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Int(i128),
    /// Beyond an `i128`.
    Big(u128),
    Float(f64),
}

impl Number {
    /// The number that an expression spells: a literal, the limit of a type (`u8::MAX`), or a calculation with
    /// such. The paths of constants are not known here.
    pub(super) fn of(value: &Expr) -> Option<Self> {
        match value {
            Expr::Lit(value) => match &value.lit {
                Lit::Int(int) => Self::of_digits(int.base10_digits()),
                Lit::Float(float) => float.base10_digits().parse().ok().map(Self::Float),
                _ => None,
            },
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Self::of(&unary.expr)?.negated(),
            Expr::Binary(binary) => Self::calculated(binary),
            Expr::Path(path) if path.qself.is_none() => {
                let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
                match &names[..] {
                    [ty, limit] => primitive_limit(ty, limit),
                    [root, ty, limit] if root == "std" || root == "core" => primitive_limit(ty, limit),
                    _ => None,
                }
            }
            Expr::Group(group) => Self::of(&group.expr),
            Expr::Paren(paren) => Self::of(&paren.expr),
            _ => None,
        }
    }

    fn of_digits(digits: &str) -> Option<Self> {
        digits.parse().map(Self::Int).or_else(|_| digits.parse().map(Self::Big)).ok()
    }

    fn negated(self) -> Option<Self> {
        match self {
            Self::Int(int) => int.checked_neg().map(Self::Int),
            Self::Big(big) => (big == i128::MIN.unsigned_abs()).then_some(Self::Int(i128::MIN)),
            Self::Float(float) => Some(Self::Float(-float)),
        }
    }

    /// `60 * 60`. What leaves the range is left to the compiler, which refuses it.
    fn calculated(binary: &ExprBinary) -> Option<Self> {
        let (left, right) = (Self::of(&binary.left)?, Self::of(&binary.right)?);
        match (left, right) {
            (Self::Int(left), Self::Int(right)) => {
                let int = match binary.op {
                    BinOp::Add(_) => left.checked_add(right),
                    BinOp::Sub(_) => left.checked_sub(right),
                    BinOp::Mul(_) => left.checked_mul(right),
                    BinOp::Div(_) => left.checked_div(right),
                    BinOp::Rem(_) => left.checked_rem(right),
                    BinOp::Shl(_) if (0..120).contains(&right) => left.checked_mul(1 << right),
                    _ => None,
                };
                int.map(Self::Int)
            }
            (Self::Float(left), Self::Float(right)) => {
                let float = match binary.op {
                    BinOp::Add(_) => left + right,
                    BinOp::Sub(_) => left - right,
                    BinOp::Mul(_) => left * right,
                    BinOp::Div(_) => left / right,
                    _ => return None,
                };
                (!float.is_nan()).then_some(Self::Float(float))
            }
            _ => None,
        }
    }

    /// Whether it is zero, of whatever sign.
    pub(super) fn is_zero(self) -> bool {
        self.order(Self::Int(0)).is_eq()
    }

    /// The nearest float.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn to_float(self) -> f64 {
        match self {
            Self::Int(int) => int as f64,
            Self::Big(big) => big as f64,
            Self::Float(float) => float,
        }
    }

    /// The whole number, if it is one that an `i128` holds.
    pub(super) fn to_int(self) -> Option<i128> {
        match self {
            Self::Int(int) => Some(int),
            Self::Big(_) | Self::Float(_) => None,
        }
    }

    /// The order of two numbers, none of which is NaN: both zeros are one number.
    pub(super) fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => left.cmp(&right),
            (Self::Big(left), Self::Big(right)) => left.cmp(&right),
            (Self::Int(_), Self::Big(_)) => Ordering::Less,
            (Self::Big(_), Self::Int(_)) => Ordering::Greater,
            (left, right) => left.to_float().partial_cmp(&right.to_float()).unwrap_or(Ordering::Equal),
        }
    }

    /// Whether it is a multiple of a step, as the run time says it.
    pub(super) fn is_multiple(self, step: Self) -> bool {
        match (self, step) {
            (Self::Int(number), Self::Int(step)) => number.checked_rem(step).is_none_or(|rest| rest == 0),
            (Self::Big(number), Self::Int(step)) => {
                number.checked_rem(step.unsigned_abs()).is_none_or(|rest| rest == 0)
            }
            (Self::Big(number), Self::Big(step)) => number == step,
            (number, step) => {
                let (number, step) = (number.to_float(), step.to_float());
                (number - (number / step).round() * step).abs() <= TOLERANCE
            }
        }
    }
}

/// By how much a float may miss a multiple.
pub(super) const TOLERANCE: f64 = 1e-9;

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => int.fmt(formatter),
            Self::Big(big) => big.fmt(formatter),
            Self::Float(float) => write!(formatter, "{float:?}"),
        }
    }
}

/// The expression with whole numbers written as fractions, so that `ge = 0` fits a float.
pub(super) fn as_fraction(value: &Expr) -> Expr {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(int) if int.suffix().is_empty() => match int.base10_digits().parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    let mut fraction = Literal::f64_unsuffixed(number);
                    fraction.set_span(int.span());
                    syn::parse2(fraction.into_token_stream()).unwrap_or_else(|_| value.clone())
                }
                _ => value.clone(),
            },
            _ => value.clone(),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
            let mut unary = unary.clone();
            unary.expr = Box::new(as_fraction(&unary.expr));
            Expr::Unary(unary)
        }
        Expr::Binary(binary) if matches!(Number::of(value), Some(Number::Int(_))) => {
            // Of whole numbers alone, which would stay whole: `7 / 2` is 3.
            match binary.op {
                BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) => {
                    let mut binary = binary.clone();
                    binary.left = Box::new(as_fraction(&binary.left));
                    binary.right = Box::new(as_fraction(&binary.right));
                    Expr::Binary(binary)
                }
                _ => value.clone(),
            }
        }
        Expr::Paren(paren) => {
            let mut paren = paren.clone();
            paren.expr = Box::new(as_fraction(&paren.expr));
            Expr::Paren(paren)
        }
        value => value.clone(),
    }
}

/// Whether an expression is, by its name, no number at all.
pub(super) fn is_nan(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "NAN"))
}

/// The expression as people write it.
pub(super) fn shown(value: &Expr) -> String {
    let text = value.to_token_stream().to_string().replace(" :: ", "::").replace(" (", "(").replace(" ,", ",");
    text.strip_prefix("- ").map(|number| format!("-{number}")).unwrap_or(text)
}

/// The expression as a part of a larger one.
pub(super) fn operand(value: &Expr) -> TokenStream {
    match value {
        Expr::Binary(_) | Expr::Cast(_) => quote!((#value)),
        value => value.to_token_stream(),
    }
}

/// Whether an expression is surely one that the compiler can work out: a constant's path, and calculations with it.
pub(super) fn is_constant(value: &Expr) -> bool {
    match value {
        Expr::Lit(_) | Expr::Path(_) => !is_nan(value),
        Expr::Unary(unary) => matches!(unary.op, UnOp::Neg(_) | UnOp::Not(_)) && is_constant(&unary.expr),
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(value, None)] => block.label.is_none() && is_constant(value),
            _ => false,
        },
        Expr::Binary(binary) => is_constant(&binary.left) && is_constant(&binary.right),
        Expr::Cast(cast) => is_constant(&cast.expr),
        Expr::Group(group) => is_constant(&group.expr),
        Expr::Paren(paren) => is_constant(&paren.expr),
        _ => false,
    }
}

/// `u8::MAX`, `f64::INFINITY` and the like. A path of that name is the compiler's own type, or hides it.
fn primitive_limit(ty: &str, limit: &str) -> Option<Number> {
    if let Some(int) = INTS.iter().find(|int| int.name == ty) {
        return match limit {
            "MIN" => Some(Number::Int(int.min)),
            "MAX" => Some(int.max.map_or(Number::Big(u128::MAX), Number::Int)),
            _ => None,
        };
    }
    let max = FLOATS.iter().find(|float| float.name == ty)?.max;
    match limit {
        "MIN" => Some(Number::Float(-max)),
        "MAX" => Some(Number::Float(max)),
        "INFINITY" => Some(Number::Float(f64::INFINITY)),
        "NEG_INFINITY" => Some(Number::Float(f64::NEG_INFINITY)),
        _ => None,
    }
}
