//! What a field's type looks like: enough to refuse a constraint that can't apply.
//!
//! A macro sees names, not types. What it does not recognise is [`Kind::Unknown`] and is left to the
//! type checker.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{
    Expr, GenericArgument, Generics, Lit, PathArguments, PathSegment, Token, Type, TypeParamBound, WherePredicate,
};

/// An integer type's name and range. A limit beyond `i128` is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Int {
    pub(crate) name: &'static str,
    pub(crate) min: i128,
    pub(crate) max: Option<i128>,
}

/// A float type's name, and the greatest number that it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Float {
    pub(crate) name: &'static str,
    pub(crate) max: f64,
}

/// What a type is, under `Option` and smart pointers.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'a> {
    Text,
    /// `&[u8]` or `Cow<[u8]>`: text on the wire.
    Bytes,
    Int(Int),
    NonZero(Int),
    Float(Float),
    /// `rust_decimal::Decimal`.
    Decimal,
    Duration,
    Bool,
    Char,
    List(&'a Type),
    /// `[T; N]`: its length is part of the type.
    Array(&'a Type),
    Set(&'a Type),
    Map(&'a Type, &'a Type),
    Tuple,
    /// One of the model's own type parameters.
    Param,
    Unknown,
}

pub(crate) const INTS: [Int; 12] = [
    Int { name: "u8", min: 0, max: Some(u8::MAX as i128) },
    Int { name: "u16", min: 0, max: Some(u16::MAX as i128) },
    Int { name: "u32", min: 0, max: Some(u32::MAX as i128) },
    Int { name: "u64", min: 0, max: Some(u64::MAX as i128) },
    Int { name: "u128", min: 0, max: None },
    Int { name: "usize", min: 0, max: Some(u64::MAX as i128) },
    Int { name: "i8", min: i8::MIN as i128, max: Some(i8::MAX as i128) },
    Int { name: "i16", min: i16::MIN as i128, max: Some(i16::MAX as i128) },
    Int { name: "i32", min: i32::MIN as i128, max: Some(i32::MAX as i128) },
    Int { name: "i64", min: i64::MIN as i128, max: Some(i64::MAX as i128) },
    Int { name: "i128", min: i128::MIN, max: Some(i128::MAX) },
    Int { name: "isize", min: i64::MIN as i128, max: Some(i64::MAX as i128) },
];

pub(crate) const FLOATS: [Float; 2] =
    [Float { name: "f32", max: f32::MAX as f64 }, Float { name: "f64", max: f64::MAX }];

impl<'a> Kind<'a> {
    /// What a field of this type holds. `params` are the model's type parameters.
    pub(crate) fn of(ty: &'a Type, params: &[Ident]) -> Self {
        match peel_holders(ty) {
            Type::Reference(reference) => match bare(&reference.elem) {
                Type::Path(path) if path.path.is_ident("str") => Self::Text,
                Type::Slice(slice) if is_byte(&slice.elem) => Self::Bytes,
                Type::Slice(slice) => Self::List(&slice.elem),
                _ => Self::Unknown,
            },
            Type::Slice(slice) => Self::List(&slice.elem),
            Type::Array(array) => Self::Array(&array.elem),
            Type::Tuple(_) => Self::Tuple,
            ty if is_decimal(ty) => Self::Decimal,
            ty if !is_standard(ty) => Self::Unknown,
            ty => last_segment(ty).map_or(Self::Unknown, |segment| Self::of_segment(segment, ty, params)),
        }
    }

    fn of_segment(segment: &'a PathSegment, ty: &Type, params: &[Ident]) -> Self {
        let name = segment.ident.to_string();
        if is_single(ty) && params.contains(&segment.ident) {
            return Self::Param;
        }
        let arguments = type_arguments(segment);
        match (name.as_str(), arguments.as_slice()) {
            ("String" | "str", []) => Self::Text,
            ("Cow", [inner]) if matches!(Kind::of(inner, params), Self::Text) => Self::Text,
            ("Cow", [Type::Slice(slice)]) if is_byte(&slice.elem) => Self::Bytes,
            ("Cow", [Type::Slice(slice)]) => Self::List(&slice.elem),
            ("f32", []) => Self::Float(FLOATS[0]),
            ("f64", []) => Self::Float(FLOATS[1]),
            ("bool", []) => Self::Bool,
            ("char", []) => Self::Char,
            ("Duration", []) => Self::Duration,
            ("Vec" | "VecDeque", [item]) => Self::List(item),
            ("HashSet" | "BTreeSet", [item, ..]) => Self::Set(item),
            ("HashMap" | "BTreeMap", [key, value, ..]) => Self::Map(key, value),
            ("NonZero", [inner]) => match Kind::of(inner, params) {
                Self::Int(int) => Self::NonZero(int),
                _ => Self::Unknown,
            },
            (name, []) => {
                let of_name = |wanted: &str| INTS.iter().find(|int| int.name == wanted).copied();
                let non_zero = name.strip_prefix("NonZero").map(str::to_lowercase);
                of_name(name)
                    .map(Self::Int)
                    .or_else(|| non_zero.and_then(|name| of_name(&name)).map(Self::NonZero))
                    .unwrap_or(Self::Unknown)
            }
            _ => Self::Unknown,
        }
    }

    /// What to call the type in a message, with its article.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Int(_) | Self::NonZero(_) | Self::Float(_) => "a number",
            Self::Decimal => "a decimal",
            Self::Duration => "a duration",
            Self::Bytes => "bytes",
            Self::Bool => "a bool",
            Self::Char => "a char",
            Self::List(_) => "a list",
            Self::Array(_) => "an array",
            Self::Set(_) => "a set",
            Self::Map(..) => "a map",
            Self::Tuple => "a tuple",
            Self::Param => "a type parameter",
            Self::Unknown => "a type of its own",
        }
    }

    /// Whether the type is the one of its kind that literals have or turn into, with nothing around it.
    pub(crate) fn is_plain(self, ty: &Type) -> bool {
        let around = single_argument(ty, &["Option", "Box", "Rc", "Arc"]).is_some();
        match self {
            Self::Text => !around || !is_option(ty),
            Self::Int(_) | Self::Float(_) | Self::Decimal | Self::Bool | Self::Char | Self::Duration => !around,
            _ => false,
        }
    }

    /// Whether a string may be in it, however deep.
    pub(crate) fn may_hold_text(self, params: &[Ident]) -> bool {
        match self {
            Self::Text | Self::Tuple | Self::Param | Self::Unknown => true,
            Self::List(item) | Self::Array(item) | Self::Set(item) => Kind::of(item, params).may_hold_text(params),
            Self::Map(key, value) => {
                Kind::of(key, params).may_hold_text(params) || Kind::of(value, params).may_hold_text(params)
            }
            Self::Int(_)
            | Self::NonZero(_)
            | Self::Float(_)
            | Self::Decimal
            | Self::Duration
            | Self::Bool
            | Self::Char
            | Self::Bytes => false,
        }
    }
}

fn is_byte(ty: &Type) -> bool {
    matches!(bare(ty), Type::Path(path) if path.path.is_ident("u8"))
}

/// Whether a text of the type is the input's own: `&str`, in an `Option` or without.
pub(crate) fn borrows_text(ty: &Type) -> bool {
    matches!(peel_holders(ty), Type::Reference(reference)
        if matches!(bare(&reference.elem), Type::Path(path) if path.path.is_ident("str")))
}

/// The type without invisible groups and parentheses.
pub(crate) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}

/// The `T` of an `Option<T>`.
pub(crate) fn option_item(ty: &Type) -> Option<&Type> {
    single_argument(ty, &["Option"])
}

/// The `T` of a `Box<T>`.
pub(crate) fn box_item(ty: &Type) -> Option<&Type> {
    single_argument(ty, &["Box"])
}

/// The `T` of a `Box<T>`, an `Rc<T>` or an `Arc<T>`.
pub(crate) fn pointer_item(ty: &Type) -> Option<&Type> {
    single_argument(ty, &["Box", "Rc", "Arc"])
}

/// The `T` of a `Vec<T>`.
pub(crate) fn vec_item(ty: &Type) -> Option<&Type> {
    single_argument(ty, &["Vec"])
}

/// The `T` of a `HashMap<String, T>` or `BTreeMap<String, T>`.
pub(crate) fn map_value(ty: &Type) -> Option<&Type> {
    let segment = last_segment(bare(ty))?;
    match type_arguments(segment).as_slice() {
        [key, value, ..] if segment.ident == "HashMap" || segment.ident == "BTreeMap" => {
            last_segment(bare(key)).is_some_and(|key| key.ident == "String").then_some(*value)
        }
        _ => None,
    }
}

/// The length of an array, where it is written out.
pub(crate) fn array_length(ty: &Type) -> Option<usize> {
    match (bare(ty), single_argument(ty, &["Box", "Rc", "Arc"])) {
        (_, Some(inner)) => array_length(inner),
        (Type::Array(array), None) => match &array.len {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(length) => length.base10_parse().ok(),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Whether the type is an `Option`, as far as its name tells.
pub(crate) fn is_option(ty: &Type) -> bool {
    option_item(ty).is_some()
}

/// Whether the type is a number, a bool or one of `half`'s floats.
pub(crate) fn is_scalar(ty: &Type) -> bool {
    last_segment(bare(ty)).is_some_and(|segment| {
        let name = segment.ident.to_string();
        matches!(name.as_str(), "f16" | "bf16" | "f32" | "f64" | "bool") || INTS.iter().any(|int| int.name == name)
    })
}

/// Whether the type can be a tensor's element, as far as its name tells.
pub(crate) fn is_element(ty: &Type) -> bool {
    let complex = |name: &str| matches!(name, "Complex" | "Complex32" | "Complex64");
    is_scalar(ty) || last_segment(bare(ty)).is_some_and(|segment| complex(&segment.ident.to_string()))
}

/// The type parameters that are a tensor's elements, as their bounds tell: `T: Element`.
pub(crate) fn element_params(generics: &Generics) -> Vec<Ident> {
    let is_bound = |bounds: &Punctuated<TypeParamBound, Token![+]>| {
        bounds.iter().any(|bound| {
            matches!(bound, TypeParamBound::Trait(bound)
                if bound.path.segments.last().is_some_and(|segment| segment.ident == "Element"))
        })
    };
    let inline = generics.type_params().filter(|param| is_bound(&param.bounds)).map(|param| param.ident.clone());
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let apart = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) if is_bound(&predicate.bounds) => param_name(&predicate.bounded_ty).cloned(),
        _ => None,
    });
    inline.chain(apart).collect()
}

/// The name of a type that is a name alone, as a type parameter is.
pub(crate) fn param_name(ty: &Type) -> Option<&Ident> {
    match bare(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

/// Whether every name in the type is one of those that surely are fields: `Vec<Option<String>>`.
pub(crate) fn is_built_in(ty: &Type) -> bool {
    fn all(tokens: TokenStream) -> bool {
        tokens.into_iter().all(|token| match token {
            TokenTree::Ident(name) => {
                let known = ["String", "str", "f32", "f64", "bool", "char", "Option", "Vec"];
                known.iter().any(|known| name == known) || INTS.iter().any(|int| name == int.name)
            }
            TokenTree::Group(group) => all(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => true,
        })
    }
    all(ty.to_token_stream())
}

/// Whether the type has the name of one of jiff's dates and times that have no zone.
pub(crate) fn is_civil(ty: &Type) -> bool {
    let name = last_segment(peel_holders(ty)).map(|segment| segment.ident.to_string());
    matches!(name.as_deref(), Some("Date" | "Time" | "DateTime"))
}

/// Whether the type surely keeps the keys that no field has: `serde_json`'s map, and those from strings to what surely
/// is a field.
pub(crate) fn is_keeper(ty: &Type) -> bool {
    match name_and_arguments(ty) {
        Some((name, arguments)) if name == "Map" => arguments.len() == 2,
        _ => map_value(ty).is_some_and(is_built_in),
    }
}

/// The last name of a path and its type arguments: `("Array3", [u8])`.
pub(crate) fn name_and_arguments(ty: &Type) -> Option<(String, Vec<&Type>)> {
    let segment = last_segment(bare(ty))?;
    Some((segment.ident.to_string(), type_arguments(segment)))
}

/// The type that constraints apply to: under `Option` and smart pointers.
fn peel_holders(ty: &Type) -> &Type {
    let ty = bare(ty);
    single_argument(ty, &["Option", "Box", "Rc", "Arc"]).map_or(ty, peel_holders)
}

fn single_argument<'a>(ty: &'a Type, names: &[&str]) -> Option<&'a Type> {
    let segment = last_segment(bare(ty))?;
    match type_arguments(segment).as_slice() {
        [inner] if names.iter().any(|name| segment.ident == name) => Some(*inner),
        _ => None,
    }
}

/// The last segment of a path without `<T as Trait>`.
fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    }
}

/// Whether a path leads, by its names, to `rust_decimal`'s type.
fn is_decimal(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let first = path.path.segments.first();
    last_segment(ty).is_some_and(|last| last.ident == "Decimal" && last.arguments.is_none())
        && (path.path.segments.len() == 1 || first.is_some_and(|first| first.ident == "rust_decimal"))
}

/// Whether a path can be one of the standard library: a bare name, or one from `std`, `core` or `alloc`.
fn is_standard(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let first = path.path.segments.first();
    path.path.segments.len() == 1
        || first.is_some_and(|first| ["std", "core", "alloc"].iter().any(|name| first.ident == name))
}

fn is_single(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.get_ident().is_some())
}

fn type_arguments(segment: &PathSegment) -> Vec<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether what a newtype holds is nothing but its own type: `Option<Box<Link>>`. Asking what is inside would never
/// end.
pub(crate) fn is_chain(ty: &Type, own: &Ident) -> bool {
    let mut ty = ty;
    while let Type::Path(path) = ty {
        let Some(last) = path.path.segments.last() else { return false };
        if last.ident == *own || last.ident == "Self" {
            return true;
        }
        let inner = match &last.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.first(),
            _ => None,
        };
        match inner {
            Some(GenericArgument::Type(inner))
                if ["Option", "Box", "Rc", "Arc"].iter().any(|name| last.ident == name) =>
            {
                ty = inner;
            }
            _ => return false,
        }
    }
    false
}

/// Whether a value stands behind a pointer, so that it may be another type whose value is this one's.
pub(crate) fn is_behind_pointer(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return matches!(ty, Type::Reference(_)) };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
            matches!(arguments.args.first(), Some(GenericArgument::Type(inner)) if is_behind_pointer(inner))
        }
        _ => ["Box", "Rc", "Arc"].iter().any(|name| last.ident == name),
    }
}
