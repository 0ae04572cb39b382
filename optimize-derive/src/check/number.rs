//! Numbers that are written out, as values.

use proc_macro2::Literal;
use quote::ToTokens;
use std::cmp::Ordering;
use std::fmt;
use syn::{Expr, Lit, UnOp};

/// A literal's value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Number {
    Int(i128),
    Float(f64),
}

impl Number {
    /// The number that an expression spells, unless it is a path or a calculation.
    pub(super) fn of(value: &Expr) -> Option<Self> {
        match value {
            Expr::Lit(value) => match &value.lit {
                Lit::Int(int) => int.base10_digits().parse().ok().map(Self::Int),
                Lit::Float(float) => float.base10_digits().parse().ok().map(Self::Float),
                _ => None,
            },
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match Self::of(&unary.expr)? {
                Self::Int(int) => int.checked_neg().map(Self::Int),
                Self::Float(float) => Some(Self::Float(-float)),
            },
            Expr::Group(group) => Self::of(&group.expr),
            Expr::Paren(paren) => Self::of(&paren.expr),
            _ => None,
        }
    }

    /// The nearest float.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn to_float(self) -> f64 {
        match self {
            Self::Int(int) => int as f64,
            Self::Float(float) => float,
        }
    }

    /// The whole number, if it is one.
    pub(super) fn to_int(self) -> Option<i128> {
        match self {
            Self::Int(int) => Some(int),
            Self::Float(_) => None,
        }
    }

    /// The order of two numbers.
    pub(super) fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => left.cmp(&right),
            (left, right) => left.to_float().total_cmp(&right.to_float()),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => int.fmt(formatter),
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
        value => value.clone(),
    }
}

/// Whether an expression is, by its name, no number at all.
pub(super) fn is_nan(value: &Expr) -> bool {
    matches!(value, Expr::Path(path) if path.path.segments.last().is_some_and(|segment| segment.ident == "NAN"))
}
