//! `tensor(…)` against the field's type.

use super::adapter::push;
use super::number::Number;
use super::rules::Findings;
use super::structs::FieldParts;
use crate::attr::{Dim, Keyed, Order, TensorArgs, TensorFormat};
use crate::errors::Errors;
use crate::ty::{bare, name_and_arguments};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, Type};

/// Checks the settings, and turns them into calls on the rules.
pub(super) fn check_tensor(
    args: &TensorArgs,
    adapter: &Ident,
    inner: &Type,
    parts: &FieldParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let subject = parts.subject;
    if let Some(Keyed { key, value }) = &args.shape {
        if let Some(rank) = rank_of(inner).filter(|rank| *rank != value.len()) {
            errors.refuse(
                key,
                format_args!("`shape` on {subject} names {} sizes, but the field's type has {rank}", value.len()),
                format_args!("name {rank} sizes, with `_` for any: `shape = [{}]`", vec!["_"; rank].join(", ")),
            );
        } else {
            check_length(value, inner, parts, errors);
        }
        let sizes = value.iter().map(|dim| match dim {
            Dim::Any => quote!(_opt::None),
            Dim::Exactly(size) => quote!(_opt::Some(#size)),
        });
        push(findings, "shape", key.span(), quote!(&[#(#sizes),*]));
    }
    if let Some(Keyed { key, value }) = &args.dtype {
        if let Some(dtype) = dtype_of(inner).filter(|dtype| *dtype != value.value()) {
            errors.refuse(
                value,
                format_args!("`dtype` on {subject} is `{}`, but the field's type holds `{dtype}`", value.value()),
                format_args!("write `dtype = \"{dtype}\"`, or remove it: the type says it"),
            );
        }
        push(findings, "dtype", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value: TensorFormat::List }) = &args.format {
        if args.dtype.is_none() && is_dynamic(inner) {
            errors.refuse_both(
                key,
                adapter,
                format_args!(
                    "`format = \"list\"` on {subject} needs a `dtype`: a list of numbers does not say its own"
                ),
                "add `dtype = \"float32\"`",
            );
        }
        push(findings, "list", key.span(), TokenStream::new());
    }
    if let Some(Keyed { key, value: Order::Fortran }) = &args.order {
        if let Some(reason) = unordered(inner) {
            errors.refuse(key, format_args!("`order = \"F\"` on {subject} has no effect: {reason}"), "remove `order`");
        }
        push(findings, "fortran", key.span(), TokenStream::new());
    }
}

/// A size that is written out against the length of `[T; N]`.
fn check_length(shape: &[Dim], inner: &Type, parts: &FieldParts<'_>, errors: &mut Errors) {
    let (Type::Array(array), [Dim::Exactly(size)]) = (bare(inner), shape) else { return };
    let (Some(length), Some(asked)) = (int_of(&array.len), int_of(size)) else { return };
    if length != asked {
        errors.refuse(
            size,
            format_args!("`shape` on {} asks for {asked} elements, but the field's type has {length}", parts.subject),
            format_args!("write `shape = [{length}]`, or remove it: the type says it"),
        );
    }
}

fn int_of(value: &Expr) -> Option<i128> {
    Number::of(value).and_then(Number::to_int)
}

/// The types whose elements have a type at run time only.
fn is_dynamic(ty: &Type) -> bool {
    name_and_arguments(ty)
        .is_some_and(|(name, arguments)| (name == "RawTensor" || name == "Tensor") && arguments.is_empty())
}

/// Why a type has no Fortran order.
fn unordered(ty: &Type) -> Option<&'static str> {
    if rank_of(ty).is_some_and(|rank| rank < 2) {
        return Some("fewer than two dimensions lie the same way in both orders");
    }
    let (name, _) = name_and_arguments(ty)?;
    if name.starts_with("ArrayView") {
        return Some("a view lies as what it looks at");
    }
    is_dynamic(ty).then_some("only `ndarray` arrays have one")
}

/// The elements of a list type: `Vec<T>`, `&[T]`, `[T; N]`, `Cow<[T]>`.
fn list_item(ty: &Type) -> Option<&Type> {
    match bare(ty) {
        Type::Array(array) => Some(&array.elem),
        Type::Reference(reference) => match bare(&reference.elem) {
            Type::Slice(slice) => Some(&slice.elem),
            _ => None,
        },
        ty => {
            let (name, arguments) = name_and_arguments(ty)?;
            match (name.as_str(), arguments.as_slice()) {
                ("Vec", [item]) => Some(item),
                ("Cow", [slice]) => match bare(slice) {
                    Type::Slice(slice) => Some(&slice.elem),
                    _ => None,
                },
                _ => None,
            }
        }
    }
}

/// What stands behind `Array` in the name of an array type: `3` of `ArrayView3`, nothing of `CowArray`.
fn array_suffix(name: &str) -> Option<&str> {
    ["ArcArray", "CowArray", "ArrayView", "Array"].into_iter().find_map(|prefix| name.strip_prefix(prefix))
}

/// How many sizes a value of the type has, where its name tells.
fn rank_of(ty: &Type) -> Option<usize> {
    if list_item(ty).is_some() {
        return Some(1);
    }
    let (name, arguments) = name_and_arguments(ty)?;
    let suffix = array_suffix(&name)?;
    if let Ok(rank) = suffix.parse() {
        return (rank <= 6).then_some(rank);
    }
    let (dimension, _) = name_and_arguments(arguments.get(1)?)?;
    dimension.strip_prefix("Ix")?.parse().ok().filter(|rank| *rank <= 6)
}

/// The name of the type's element, where the type's name tells.
fn dtype_of(ty: &Type) -> Option<&'static str> {
    let element = match list_item(ty) {
        Some(item) => item,
        None => {
            let (name, arguments) = name_and_arguments(ty)?;
            array_suffix(&name)?;
            *arguments.first()?
        }
    };
    let (element, arguments) = name_and_arguments(element)?;
    if let ("Complex", [part]) = (element.as_str(), arguments.as_slice()) {
        let (part, _) = name_and_arguments(part)?;
        return [("f32", "complex64"), ("f64", "complex128")]
            .into_iter()
            .find(|(rust, _)| *rust == part)
            .map(|it| it.1);
    }
    let names = [
        ("bool", "bool"),
        ("u8", "uint8"),
        ("u16", "uint16"),
        ("u32", "uint32"),
        ("u64", "uint64"),
        ("i8", "int8"),
        ("i16", "int16"),
        ("i32", "int32"),
        ("i64", "int64"),
        ("f16", "float16"),
        ("bf16", "bfloat16"),
        ("f32", "float32"),
        ("f64", "float64"),
        ("Complex32", "complex64"),
        ("Complex64", "complex128"),
    ];
    names.iter().find(|(rust, _)| *rust == element).map(|(_, dtype)| *dtype)
}
