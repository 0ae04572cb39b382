//! Values that are written out: what an expression surely is, as far as its tokens tell. What it does not recognise
//! is left to the run time.

use super::instant;
use super::number::{Number, is_nan};
use crate::attr::literal_of;
use proc_macro2::TokenStream;
use std::cmp::Ordering;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprCall, ExprMethodCall, Lit, Token};

/// Something that has an order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scalar {
    Number(Number),
    /// A float that is none.
    NaN,
    /// In nanoseconds.
    Duration(i128),
    /// What kind of date or time, and a count of its least parts.
    Moment(&'static str, i128),
}

impl Scalar {
    /// The value of a bound, or one that is held against it.
    pub(super) fn of(value: &Expr) -> Option<Self> {
        if is_nan(value) {
            return Some(Self::NaN);
        }
        Number::of(value)
            .map(Self::Number)
            .or_else(|| instant::duration_of(value).map(Self::Duration))
            .or_else(|| instant::moment_of(value).map(|(kind, count)| Self::Moment(kind, count)))
    }

    /// The order, where both are of a kind. NaN has none.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(left), Self::Number(right)) => Some(left.order(right)),
            (Self::Duration(left), Self::Duration(right)) => Some(left.cmp(&right)),
            (Self::Moment(kind, left), Self::Moment(other, right)) if kind == other => Some(left.cmp(&right)),
            _ => None,
        }
    }
}

/// A value, without what is put around it to make it one of the field's type.
pub(super) enum Written {
    Scalar(Scalar),
    Text(String),
    Char,
    List(List),
    Map(Vec<(Expr, Expr)>),
    /// `String::new()`, `Default::default()`.
    Standard,
    Unknown,
}

/// A list that is written out.
pub(super) struct List {
    pub(super) items: Vec<Expr>,
    /// How many there are: more than `items` where one is repeated, nothing where that is not known.
    pub(super) length: Option<usize>,
}

/// Takes off `Some(…)`, `Box::new(…)`, `….into()` and the like. Whether there was something to take off.
pub(super) fn peel(value: &Expr) -> (&Expr, bool) {
    match value {
        Expr::Group(group) => peel(&group.expr),
        Expr::Paren(paren) => peel(&paren.expr),
        Expr::Reference(reference) => peel(&reference.expr),
        Expr::Call(call) => match call.args.first() {
            Some(inside) if call.args.len() == 1 && is_wrapper(call) => (peel(inside).0, true),
            _ => (value, false),
        },
        Expr::MethodCall(call) if is_conversion(call) => (peel(&call.receiver).0, true),
        Expr::MethodCall(call) if call.method == "unwrap" || call.method == "expect" => {
            match non_zero(&call.receiver) {
                Some(number) => (number, true),
                None => (value, false),
            }
        }
        value => (value, false),
    }
}

/// The last two names of a path: `Box::new`.
fn function(call: &ExprCall) -> Option<(String, String)> {
    let Expr::Path(path) = &*call.func else { return None };
    let mut names = path.path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let last = names.next()?;
    Some((names.next().unwrap_or_default(), last))
}

/// The number in `NonZeroU8::new(3)`.
fn non_zero(value: &Expr) -> Option<&Expr> {
    let Expr::Call(call) = value else { return None };
    let (ty, name) = function(call)?;
    (ty.starts_with("NonZero") && name == "new").then_some(call.args.first()?)
}

fn is_wrapper(call: &ExprCall) -> bool {
    let Some((ty, name)) = function(call) else { return false };
    const COLLECTIONS: [&str; 6] = ["Vec", "VecDeque", "HashSet", "BTreeSet", "HashMap", "BTreeMap"];
    match name.as_str() {
        "Some" => true,
        "new" => ["Box", "Rc", "Arc"].contains(&ty.as_str()),
        "from_iter" => COLLECTIONS.contains(&ty.as_str()),
        "from" => ["Box", "Rc", "Arc", "String", "Cow"].contains(&ty.as_str()) || COLLECTIONS.contains(&ty.as_str()),
        "Borrowed" | "Owned" => ty == "Cow",
        _ => false,
    }
}

/// A method that leaves a text a text and a list a list.
fn is_conversion(call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    if !call.args.is_empty() {
        return false;
    }
    let inside = peel(&call.receiver).0;
    if list_of(inside).is_some() {
        return ["into", "to_vec", "to_owned", "into_iter", "collect"].contains(&name.as_str());
    }
    match literal_of(inside) {
        Some(Lit::Str(_)) => ["into", "to_owned", "to_string"].contains(&name.as_str()),
        Some(Lit::ByteStr(_)) => ["into", "to_vec", "to_owned"].contains(&name.as_str()),
        Some(Lit::Char(_)) => name == "into",
        Some(Lit::Int(_) | Lit::Float(_)) => name == "into",
        _ => false,
    }
}

/// What a peeled expression is.
pub(super) fn written(value: &Expr) -> Written {
    if let Some(scalar) = Scalar::of(value) {
        return Written::Scalar(scalar);
    }
    match literal_of(value) {
        Some(Lit::Str(text)) => return Written::Text(text.value()),
        Some(Lit::Char(_)) => return Written::Char,
        Some(Lit::ByteStr(bytes)) => {
            return Written::List(List { items: Vec::new(), length: Some(bytes.value().len()) });
        }
        _ => {}
    }
    if let Some(list) = list_of(value) {
        return pairs_of(&list).map_or(Written::List(list), Written::Map);
    }
    match value {
        Expr::Call(call) if is_standard(call) => Written::Standard,
        _ => Written::Unknown,
    }
}

fn is_standard(call: &ExprCall) -> bool {
    const TYPES: [&str; 9] =
        ["String", "Vec", "VecDeque", "HashSet", "BTreeSet", "HashMap", "BTreeMap", "Default", "Map"];
    call.args.is_empty()
        && function(call).is_some_and(|(ty, name)| {
            (name == "new" && TYPES.contains(&ty.as_str())) || (name == "default" && TYPES.contains(&ty.as_str()))
        })
}

/// The items of `vec![…]` and `[…]`.
fn list_of(value: &Expr) -> Option<List> {
    match value {
        Expr::Array(array) => Some(List::of(array.elems.iter().cloned().collect())),
        Expr::Repeat(repeat) => Some(List::repeated(&repeat.expr, &repeat.len)),
        Expr::Macro(call) if call.mac.path.is_ident("vec") => {
            let tokens: TokenStream = call.mac.tokens.clone();
            List::parse.parse2(tokens).ok()
        }
        _ => None,
    }
}

impl List {
    fn of(items: Vec<Expr>) -> Self {
        let length = Some(items.len());
        Self { items, length }
    }

    fn repeated(item: &Expr, length: &Expr) -> Self {
        let length = Number::of(length).and_then(Number::to_int).and_then(|length| usize::try_from(length).ok());
        let items = if length == Some(0) { Vec::new() } else { vec![item.clone()] };
        Self { items, length }
    }
}

/// What stands in `vec![…]`.
impl Parse for List {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.is_empty() {
            return Ok(Self::of(Vec::new()));
        }
        let first: Expr = input.parse()?;
        if input.parse::<Option<Token![;]>>()?.is_some() {
            return Ok(Self::repeated(&first, &input.parse()?));
        }
        let mut items = vec![first];
        if input.parse::<Option<Token![,]>>()?.is_some() {
            items.extend(Punctuated::<Expr, Token![,]>::parse_terminated(input)?);
        }
        Ok(Self::of(items))
    }
}

/// `[(key, value), …]`, what maps are made of.
fn pairs_of(list: &List) -> Option<Vec<(Expr, Expr)>> {
    let pair = |item: &Expr| match item {
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => Some((tuple.elems[0].clone(), tuple.elems[1].clone())),
        _ => None,
    };
    let all: Option<Vec<_>> = list.items.iter().map(pair).collect();
    all.filter(|pairs| !pairs.is_empty() && list.length == Some(pairs.len()))
}
