//! The settings of `tensor(…)` and `image(…)`.

use super::item::{Item, Value, parse_list};
use super::keys::listed;
use super::keys::refuse_setting;
use super::{Slot, Subject, fill, value};
use crate::errors::Errors;
use crate::suggest::nearest;
use syn::{Expr, Lit, LitStr, Path, Type};

/// Which adapter carries the field.
pub(crate) enum AdapterAttr {
    With(Box<Type>),
    Serde,
    Tensor(Box<TensorArgs>),
    Image(Box<ImageArgs>),
}

/// How a tensor is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TensorFormat {
    Envelope,
    List,
}

/// How a tensor's elements lie in memory once it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    C,
    Fortran,
}

/// How an image is compressed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codec {
    Png,
    Jpeg,
    Raw,
}

/// One entry of a tensor's shape.
pub(crate) enum Dim {
    Any,
    Exactly(Box<Expr>),
}

/// `tensor(…)`.
#[derive(Default)]
pub(crate) struct TensorArgs {
    pub(crate) runtime: Slot<Path>,
    pub(crate) shape: Slot<Vec<Dim>>,
    pub(crate) dtype: Slot<LitStr>,
    pub(crate) format: Slot<TensorFormat>,
    pub(crate) order: Slot<Order>,
}

/// `image(…)`.
#[derive(Default)]
pub(crate) struct ImageArgs {
    pub(crate) runtime: Slot<Path>,
    pub(crate) codec: Slot<Codec>,
    pub(crate) quality: Slot<Expr>,
    pub(crate) compression: Slot<LitStr>,
    pub(crate) lossless: Slot<()>,
    pub(crate) max_pixels: Slot<Expr>,
    pub(crate) modes: Slot<Vec<LitStr>>,
}

const DTYPES: [&str; 15] = [
    "bool",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "int8",
    "int16",
    "int32",
    "int64",
    "float16",
    "bfloat16",
    "float32",
    "float64",
    "complex64",
    "complex128",
];

const TENSOR_KEYS: [&str; 5] = ["shape", "dtype", "format", "order", "crate"];
const IMAGE_KEYS: [&str; 7] = ["codec", "quality", "compression", "lossless", "max_pixels", "modes", "crate"];
const EFFORTS: [&str; 4] = ["fastest", "fast", "balanced", "high"];

/// The pixel formats: Pillow's modes, and those that go on where Pillow has none.
const MODES: [&str; 15] = [
    "1", "L", "LA", "P", "RGB", "RGBA", "I;16", "I", "F", "LA;16", "RGB;16", "RGBA;16", "LA;32F", "RGB;32F", "RGBA;32F",
];

/// Reads `tensor` or `tensor(…)`.
pub(super) fn parse_tensor(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<TensorArgs> {
    let mut out = TensorArgs::default();
    for item in settings(item, "shape = [_, _, 3]", subject, errors)? {
        let key = item.key.clone();
        match key.to_string().as_str() {
            "crate" => fill(&mut out.runtime, key, value::crate_path(&item, subject, errors), subject, errors),
            "shape" => {
                let shape = parse_shape(&item, subject, errors);
                fill(&mut out.shape, key, shape, subject, errors);
            }
            "dtype" => {
                let dtype = ours(&item, subject, errors);
                let dtype = if dtype { one_of(&item, &DTYPES, subject, errors) } else { None };
                fill(&mut out.dtype, key, dtype, subject, errors);
            }
            "format" => {
                let formats = [("envelope", TensorFormat::Envelope), ("list", TensorFormat::List)];
                let format = value::word(&item, &formats, subject, errors);
                fill(&mut out.format, key, format, subject, errors);
            }
            "order" => {
                let orders = [("C", Order::C), ("F", Order::Fortran)];
                fill(&mut out.order, key, value::word(&item, &orders, subject, errors), subject, errors);
            }
            _ => refuse_setting(&item, "tensor", &TENSOR_KEYS, subject, errors),
        }
    }
    Some(out)
}

/// Reads `image` or `image(…)`.
pub(super) fn parse_image(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<ImageArgs> {
    let mut out = ImageArgs::default();
    for item in settings(item, "codec = \"png\"", subject, errors)? {
        let key = item.key.clone();
        match key.to_string().as_str() {
            "crate" => fill(&mut out.runtime, key, value::crate_path(&item, subject, errors), subject, errors),
            "codec" => {
                let codecs = [("png", Codec::Png), ("jpeg", Codec::Jpeg), ("raw", Codec::Raw)];
                let codec = value::word(&item, &codecs, subject, errors);
                fill(&mut out.codec, key, codec, subject, errors);
            }
            "quality" => fill(&mut out.quality, key, value::number(&item, false, subject, errors), subject, errors),
            "compression" => {
                let effort = one_of(&item, &EFFORTS, subject, errors);
                fill(&mut out.compression, key, effort, subject, errors);
            }
            "lossless" => fill(&mut out.lossless, key, value::flag(&item, subject, errors), subject, errors),
            "max_pixels" => {
                fill(&mut out.max_pixels, key, value::number(&item, false, subject, errors), subject, errors)
            }
            "modes" => {
                let modes = parse_modes(&item, subject, errors);
                fill(&mut out.modes, key, modes, subject, errors);
            }
            _ => refuse_setting(&item, "image", &IMAGE_KEYS, subject, errors),
        }
    }
    Some(out)
}

/// The keys in the parentheses; none where the adapter stands alone.
fn settings(item: &Item, example: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    if !matches!(item.value, Value::None) {
        let tokens = value::list(item, example, subject, errors)?;
        parse_list(tokens, &mut items, errors);
    }
    Some(items)
}

fn parse_shape(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<Dim>> {
    let Expr::Array(array) = value::expr(item, "[_, _, 3]", subject, errors)? else {
        errors.refuse(
            item.place(),
            format_args!("`shape` on {subject} takes a list of sizes"),
            "write `shape = [_, _, 3]`, with `_` for any size",
        );
        return None;
    };
    let mut dims = Vec::with_capacity(array.elems.len());
    for size in array.elems {
        match &size {
            Expr::Infer(_) => dims.push(Dim::Any),
            size if matches!(value::literal_of(size), Some(Lit::Int(_))) && !matches!(size, Expr::Unary(_)) => {
                dims.push(Dim::Exactly(Box::new(size.clone())));
            }
            Expr::Path(path) if !path.path.is_ident("None") => dims.push(Dim::Exactly(Box::new(size))),
            size => {
                let any = matches!(size, Expr::Path(_))
                    || matches!(value::literal_of(size), Some(Lit::Int(one)) if one.base10_digits() == "1");
                let help = if any {
                    "for any size, write `_`"
                } else {
                    "a size is `_`, a whole number or the path of a constant"
                };
                errors.refuse(size, format_args!("`shape` on {subject} holds something that is no size"), help);
                return None;
            }
        }
    }
    Some(dims)
}

/// Whether a dtype is not spelt as Rust or torch has it; if it is, that is refused with ours.
fn ours(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> bool {
    const RUST: [(&str, &str); 12] = [
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
    let Value::Expr(given) = &item.value else { return true };
    let Some(Lit::Str(text)) = value::literal_of(given) else { return true };
    let text = text.value();
    let bare = text.trim_start_matches("torch.").trim_start_matches("np.").trim_start_matches("numpy.");
    let meant = RUST.iter().find(|(rust, _)| *rust == text).map(|(_, dtype)| *dtype);
    let Some(meant) = meant.or_else(|| DTYPES.iter().copied().find(|dtype| *dtype == bare && bare != text)) else {
        return true;
    };
    errors.refuse(
        given,
        format_args!("`dtype` on {subject} does not know `{text}`"),
        format_args!("did you mean `dtype = \"{meant}\"`?"),
    );
    false
}

/// `key = "word"`, one of a few words, which stays as it is written.
fn one_of<const N: usize>(item: &Item, known: &[&str; N], subject: Subject<'_>, errors: &mut Errors) -> Option<LitStr> {
    value::word(item, &known.map(|name| (name, ())), subject, errors)?;
    value::text(item, known.first().copied().unwrap_or_default(), subject, errors)
}

fn parse_modes(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<LitStr>> {
    let value = value::expr(item, "[\"RGB\"]", subject, errors)?;
    if let Expr::Array(array) = &value {
        let modes: Option<Vec<LitStr>> = array
            .elems
            .iter()
            .map(|mode| match value::literal_of(mode) {
                Some(Lit::Str(mode)) => Some(mode.clone()),
                _ => None,
            })
            .collect();
        if let Some(modes) = modes.filter(|modes| !modes.is_empty()) {
            return check_modes(&modes, subject, errors).then_some(modes);
        }
    }
    errors.refuse(
        value,
        format_args!("`modes` on {subject} takes a list of Pillow's mode names"),
        "write `modes = [\"L\", \"RGB\"]`",
    );
    None
}

/// Refuses modes that there are not. Each is reported.
fn check_modes(modes: &[LitStr], subject: Subject<'_>, errors: &mut Errors) -> bool {
    let mut known = true;
    for (position, mode) in modes.iter().enumerate() {
        let name = mode.value();
        if MODES.contains(&name.as_str()) {
            if let Some(first) = modes[..position].iter().find(|first| first.value() == name) {
                let problem = format!("`modes` on {subject} has `{name}` twice");
                errors.refuse_both(first, mode, problem, "remove one of them");
                known = false;
            }
            continue;
        }
        known = false;
        let problem = format!("`modes` on {subject} does not know `{name}`");
        match nearest(&name, MODES.iter().copied()) {
            Some(meant) => errors.refuse(mode, problem, format_args!("did you mean `\"{meant}\"`?")),
            None => errors.refuse(mode, problem, format_args!("it takes {}", listed(&MODES))),
        }
    }
    known
}
