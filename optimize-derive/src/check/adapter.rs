//! `with`, `serde`, `tensor(…)` and `image(…)`.

use super::number::Number;
use super::rules::Findings;
use super::structs::FieldParts;
use crate::attr::{AdapterAttr, Codec, Dim, ImageArgs, Keyed, TensorArgs, TensorFormat};
use crate::errors::Errors;
use crate::model::{Adapter, Setter, Wrap};
use crate::ty::{is_scalar, map_value, name_and_arguments, option_item, vec_item};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{Path, Type};

/// Checks the adapter against the keys beside it and against the field's type.
pub(super) fn check_adapter(parts: &FieldParts<'_>, findings: &mut Findings, errors: &mut Errors) -> Option<Adapter> {
    let attrs = parts.attrs;
    let (first, others) = attrs.adapters.split_first()?;
    for other in others {
        errors.refuse_both(
            &first.key,
            &other.key,
            format_args!("`{}` and `{}` on {} are both adapters", first.key, other.key, parts.subject),
            "keep one of them",
        );
    }
    refuse_constraints(&first.key, parts, errors);
    let (ty, deep) = match &first.value {
        AdapterAttr::With(ty) => (ty.to_token_stream(), false),
        AdapterAttr::Serde => (quote!(_opt::Serde), false),
        AdapterAttr::Tensor(args) => (at_tensor_crate(args.runtime.as_ref(), "Tensor", &first.key), true),
        AdapterAttr::Image(args) => (at_tensor_crate(args.runtime.as_ref(), "Picture", &first.key), true),
    };
    let keeps_vec = matches!(first.value, AdapterAttr::Tensor(_));
    let (wraps, inner) = peel(&parts.input.ty, deep, keeps_vec);
    match &first.value {
        AdapterAttr::Tensor(args) => check_tensor(args, &inner, parts, findings, errors),
        AdapterAttr::Image(args) => check_image(args, parts, findings, errors),
        AdapterAttr::With(_) | AdapterAttr::Serde => {}
    }
    Some(Adapter { ty, wraps, inner })
}

/// `::optimize_tensor::Tensor`, with the key's span so that a missing crate is reported there.
fn at_tensor_crate(runtime: Option<&Keyed<Path>>, name: &str, key: &Ident) -> TokenStream {
    let name = Ident::new(name, key.span());
    match runtime {
        Some(Keyed { value, .. }) => quote!(#value::#name),
        None => {
            let home = Ident::new("optimize_tensor", key.span());
            quote!(::#home::#name)
        }
    }
}

/// Constraints are for types that the runtime knows; an adapter has settings of its own.
fn refuse_constraints(adapter: &Ident, parts: &FieldParts<'_>, errors: &mut Errors) {
    for key in parts.attrs.rules.given() {
        errors.refuse_both(
            key,
            adapter,
            format_args!("`{key}` on {} can not apply beside the adapter `{adapter}`", parts.subject),
            "use `check = path` with a function",
        );
    }
}

/// Takes containers off the type, outermost first, down to what the adapter itself carries.
fn peel(ty: &Type, deep: bool, keeps_vec: bool) -> (Vec<Wrap>, Type) {
    let mut wraps = Vec::new();
    let mut inner = crate::ty::bare(ty);
    loop {
        let (wrap, next) = if let Some(item) = option_item(inner) {
            (Wrap::Maybe, item)
        } else if let Some(item) = vec_item(inner).filter(|item| deep && !(keeps_vec && is_scalar(item))) {
            (Wrap::Each(inner.clone()), item)
        } else if let Some(value) = map_value(inner).filter(|_| deep) {
            (Wrap::Values(inner.clone()), value)
        } else {
            return (wraps, inner.clone());
        };
        wraps.push(wrap);
        inner = crate::ty::bare(next);
    }
}

fn check_tensor(args: &TensorArgs, inner: &Type, parts: &FieldParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let subject = parts.subject;
    if let Some(Keyed { key, value }) = &args.shape {
        if let Some(rank) = rank_of(inner).filter(|rank| *rank != value.len()) {
            errors.refuse(
                key,
                format_args!("`shape` on {subject} names {} sizes, but the field's type has {rank}", value.len()),
                format_args!("name {rank} sizes, with `_` for any: `shape = [{}]`", vec!["_"; rank].join(", ")),
            );
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
        push(findings, "list", key.span(), TokenStream::new());
    }
}

fn check_image(args: &ImageArgs, parts: &FieldParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let subject = parts.subject;
    if let Some(Keyed { key, value }) = &args.codec {
        let name = match value {
            Codec::Png => "png",
            Codec::Jpeg => "jpeg",
            Codec::Raw => "raw",
        };
        push(findings, name, key.span(), TokenStream::new());
    }
    if let Some(Keyed { key, value }) = &args.quality {
        let codec = args.codec.as_ref().map(|codec| codec.value);
        if codec != Some(Codec::Jpeg) {
            errors.refuse(
                key,
                format_args!("`quality` on {subject} has no effect: only JPEG has one"),
                "write `codec = \"jpeg\"`, or remove `quality`",
            );
        }
        let number = Number::of(value).and_then(Number::to_int);
        if number.is_some_and(|quality| !(1..=100).contains(&quality)) {
            errors.refuse(value, format_args!("`quality` on {subject} is outside 1 to 100"), "write `quality = 90`");
        }
        push(findings, "quality", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value }) = &args.max_pixels {
        if Number::of(value).and_then(Number::to_int).is_some_and(|pixels| pixels <= 0) {
            errors.refuse(
                value,
                format_args!("`max_pixels` on {subject} leaves no image"),
                "write `max_pixels = 1_000_000`",
            );
        }
        push(findings, "max_pixels", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value }) = &args.modes {
        push(findings, "modes", key.span(), quote!(&[#(#value),*]));
    }
}

fn push(findings: &mut Findings, name: &str, span: Span, arguments: TokenStream) {
    findings.setters.push(Setter::call(Ident::new(name, span), arguments));
}

/// How many sizes a value of the type has, where its name tells.
fn rank_of(ty: &Type) -> Option<usize> {
    let (name, arguments) = name_and_arguments(ty)?;
    if name == "Vec" {
        return Some(1);
    }
    let digits = name.strip_prefix("ArcArray").or_else(|| name.strip_prefix("Array"))?;
    if let Ok(rank) = digits.parse() {
        return (rank <= 6).then_some(rank);
    }
    let (dimension, _) = name_and_arguments(arguments.get(1)?)?;
    dimension.strip_prefix("Ix")?.parse().ok().filter(|rank| *rank <= 6)
}

/// The name of the type's element, where the type's name tells.
fn dtype_of(ty: &Type) -> Option<&'static str> {
    let (name, arguments) = name_and_arguments(ty)?;
    if !(name == "Vec" || name.starts_with("Array") || name.starts_with("ArcArray")) {
        return None;
    }
    let element: Type = (*arguments.first()?).clone();
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
    ];
    let (element, _) = name_and_arguments(&element)?;
    names.iter().find(|(rust, _)| *rust == element).map(|(_, dtype)| *dtype)
}
