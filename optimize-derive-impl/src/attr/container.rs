//! The keys of a struct or an enum.

use super::bound::{BoundAttr, parse_bound};
use super::item::{Item, parse_items, parse_list};
use super::keys::{Place, is_field_key, refuse_setting, refuse_unknown};
use super::{Keyed, Slot, Subject, fill, value};
use crate::case::{CASES, Case};
use crate::errors::Errors;
use crate::input::{Body, Input, Shape};
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, LitStr, Path, Token, Type, token};

/// What to do with unknown keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExtraPolicy {
    Ignore,
    Forbid,
    Allow,
}

/// `method`, `method: Type`, and either with `as "name"`.
pub(crate) struct ComputedAttr {
    pub(crate) method: Ident,
    /// What the method returns.
    pub(crate) ty: Option<Type>,
    pub(crate) name: Option<LitStr>,
}

/// What stands on a struct or an enum.
#[derive(Default)]
pub(crate) struct ContainerAttrs {
    /// How names are spelled on the wire.
    pub(crate) rename_all: Slot<Case>,
    /// How the names of variants' fields are spelled on the wire.
    pub(crate) rename_all_fields: Slot<Case>,
    /// The key of the tag.
    pub(crate) tag: Slot<LitStr>,
    /// The key of what the variant holds.
    pub(crate) content: Slot<LitStr>,
    /// The variant that fits.
    pub(crate) untagged: Slot<()>,
    /// Read fields by their Rust name too.
    pub(crate) populate_by_name: Slot<()>,
    /// What to do with unknown keys.
    pub(crate) extra: Slot<ExtraPolicy>,
    /// Cut white space off every string.
    pub(crate) trim: Slot<()>,
    /// Turn every string into small letters.
    pub(crate) lowercase: Slot<()>,
    /// Turn every string into capital letters.
    pub(crate) uppercase: Slot<()>,
    /// Pydantic's lax conversions for every field.
    pub(crate) coerce: Slot<()>,
    /// No conversions: the default, said aloud.
    pub(crate) strict: Slot<()>,
    /// `exclude_none` on every `Option`.
    pub(crate) exclude_none: Slot<()>,
    /// `exclude_default` on every field with a default.
    pub(crate) exclude_default: Slot<()>,
    /// Methods dumped as fields.
    pub(crate) computed: Slot<Vec<ComputedAttr>>,
    /// A name for people.
    pub(crate) title: Slot<LitStr>,
    /// A value to show.
    pub(crate) example: Slot<Expr>,
    /// What the type allows of its input.
    pub(crate) limits: Slot<Vec<Keyed<Expr>>>,
    /// The validator of the whole input.
    pub(crate) before: Slot<ExprPath>,
    /// The whole-model validator.
    pub(crate) check: Slot<ExprPath>,
    /// A builder that validates.
    pub(crate) builder: Slot<()>,
    /// Setters that validate.
    pub(crate) validate_assignment: Slot<()>,
    /// Structs that it can be made from, field by field.
    pub(crate) from: Slot<Vec<Type>>,
    /// The struct is its only field.
    pub(crate) transparent: Slot<()>,
    /// The keys of a newtype that concern its value.
    pub(crate) forwarded: Vec<Item>,
    /// What the impls ask of the type's parameters.
    pub(crate) bound: Slot<BoundAttr>,
    /// Where the runtime is.
    pub(crate) runtime: Slot<Path>,
}

/// Reads the keys of the type itself.
pub(crate) fn parse_container(input: &Input, subject: Subject<'_>, errors: &mut Errors) -> ContainerAttrs {
    let place = if matches!(input.body, Body::Enum(_)) { Place::Enum } else { Place::Struct };
    let on_struct = place == Place::Struct;
    let mut out = ContainerAttrs::default();
    let items = parse_items(&input.attrs, &input.self_type, subject, errors);
    let newtype = match &input.body {
        Body::Struct(Shape::Newtype, _) => true,
        Body::Struct(Shape::Named, fields) => fields.len() == 1 && items.iter().any(|item| item.key == "transparent"),
        _ => false,
    };
    for item in items {
        let key = item.key.clone();
        macro_rules! set {
            ($slot:ident, $value:expr) => {{
                let value = $value;
                fill(&mut out.$slot, key, value, subject, errors)
            }};
        }
        match key.to_string().as_str() {
            "rename_all" => set!(rename_all, value::word(&item, &CASES, subject, errors)),
            "trim" => set!(trim, value::flag(&item, subject, errors)),
            "lowercase" => set!(lowercase, value::flag(&item, subject, errors)),
            "uppercase" => set!(uppercase, value::flag(&item, subject, errors)),
            "coerce" => set!(coerce, value::flag(&item, subject, errors)),
            "strict" => set!(strict, value::flag(&item, subject, errors)),
            "bound" => set!(bound, parse_bound(&item, subject, errors)),
            "crate" => set!(runtime, value::crate_path(&item, subject, errors)),
            "populate_by_name" if on_struct => set!(populate_by_name, value::flag(&item, subject, errors)),
            "rename_all_fields" if !on_struct => {
                set!(rename_all_fields, value::word(&item, &CASES, subject, errors));
            }
            "tag" if !on_struct => set!(tag, value::text(&item, "type", subject, errors)),
            "content" if !on_struct => set!(content, value::text(&item, "value", subject, errors)),
            "untagged" if !on_struct => set!(untagged, value::flag(&item, subject, errors)),
            "extra" if !on_struct => {
                let policies = [("ignore", ExtraPolicy::Ignore), ("forbid", ExtraPolicy::Forbid)];
                set!(extra, value::word(&item, &policies, subject, errors));
            }
            "extra" => {
                let policies =
                    [("ignore", ExtraPolicy::Ignore), ("forbid", ExtraPolicy::Forbid), ("allow", ExtraPolicy::Allow)];
                set!(extra, value::word(&item, &policies, subject, errors));
            }
            "exclude_none" if on_struct => set!(exclude_none, value::flag(&item, subject, errors)),
            "exclude_default" if on_struct => set!(exclude_default, value::flag(&item, subject, errors)),
            "computed" if on_struct => {
                let methods = value::list(&item, "method, method as \"name\"", subject, errors)
                    .and_then(|tokens| parse_computed(tokens, errors));
                set!(computed, methods);
            }
            "title" => set!(title, value::text(&item, "Title", subject, errors)),
            "example" => set!(example, value::expr(&item, "Self::example()", subject, errors)),
            "limits" => set!(limits, parse_limits(&item, subject, errors)),
            "before" => {
                set!(before, value::function(&item, "Self::before", super::field::BEFORE, subject, errors));
            }
            "check" => {
                set!(check, value::function(&item, "Self::check", "(&self) -> Result<(), String>", subject, errors));
            }
            "builder" if on_struct => set!(builder, value::flag(&item, subject, errors)),
            "validate_assignment" if on_struct => set!(validate_assignment, value::flag(&item, subject, errors)),
            "from" if on_struct => {
                let types =
                    value::list(&item, "OtherStruct", subject, errors).and_then(|tokens| parse_types(tokens, errors));
                set!(from, types);
            }
            "transparent" if on_struct => set!(transparent, value::flag(&item, subject, errors)),
            name if newtype && is_field_key(name) => out.forwarded.push(item),
            _ => refuse_unknown(&item, place, subject, errors),
        }
    }
    out
}

/// `limits(depth = 16, bytes = 1_000_000, items = 10_000, errors = 10)`.
fn parse_limits(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<Keyed<Expr>>> {
    const KEYS: [&str; 4] = ["depth", "bytes", "items", "errors"];
    let tokens = value::list(item, "depth = 16, bytes = 1_000_000", subject, errors)?;
    let mut items = Vec::new();
    parse_list(tokens, &mut items, errors);
    let mut limits: Vec<Keyed<Expr>> = Vec::new();
    for inner in items {
        if !KEYS.iter().any(|key| inner.key == key) {
            refuse_setting(&inner, "limits", &KEYS, subject, errors);
            continue;
        }
        let Some(number) = value::number(&inner, false, subject, errors) else { continue };
        if let Some(first) = limits.iter().find(|first| first.key == inner.key) {
            errors.refuse_both(
                &first.key,
                &inner.key,
                format_args!("`{}` is given twice in `limits` on {subject}", inner.key),
                format_args!("keep one `{}`", inner.key),
            );
        }
        limits.push(Keyed { key: inner.key, value: number });
    }
    Some(limits)
}

fn parse_types(tokens: TokenStream, errors: &mut Errors) -> Option<Vec<Type>> {
    match Punctuated::<Type, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(types) => Some(types.into_iter().collect()),
        Err(error) => {
            errors.push(syn::Error::new(error.span(), "`from` takes types\nhelp: write `from(OtherStruct)`"));
            None
        }
    }
}

fn parse_computed(tokens: TokenStream, errors: &mut Errors) -> Option<Vec<ComputedAttr>> {
    let one = |input: ParseStream<'_>| {
        let method = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(
                error.span(),
                "`computed` takes the names of methods\nhelp: write `computed(method, method as \"name\")`",
            )
        })?;
        if input.peek(Token![::]) || input.peek(token::Paren) {
            let (what, place) = match input.parse::<Option<Token![::]>>()? {
                Some(path) => ("not its path", path.spans[0]),
                None => ("without parentheses", input.span()),
            };
            let name = if what == "not its path" { input.call(Ident::parse_any)? } else { method };
            return Err(syn::Error::new(
                place,
                format!("`computed` takes the name of a method, {what}\nhelp: write `computed({name})`"),
            ));
        }
        let ty = match input.parse::<Option<Token![:]>>()? {
            Some(_) => Some(input.parse().map_err(|error| {
                let help = format!("write `{method}: Type`, as in the method's signature");
                syn::Error::new(
                    error.span(),
                    format!("behind `{method}:` stands the type that it returns\nhelp: {help}"),
                )
            })?),
            None => None,
        };
        let name = if input.parse::<Option<Token![as]>>()?.is_some() {
            Some(input.parse::<LitStr>().map_err(|error| {
                let help = format!("write `{method} as \"{method}\"`");
                syn::Error::new(error.span(), format!("the name of a computed field is a string\nhelp: {help}"))
            })?)
        } else {
            None
        };
        Ok(ComputedAttr { method, ty, name })
    };
    match (|input: ParseStream<'_>| Punctuated::<_, Token![,]>::parse_terminated_with(input, one)).parse2(tokens) {
        Ok(methods) => Some(methods.into_iter().collect()),
        Err(error) => {
            errors.push(error);
            None
        }
    }
}
