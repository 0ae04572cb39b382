//! The keys of a field.

use super::adapter::{AdapterAttr, parse_image, parse_tensor};
use super::item::{Item, parse_items};
use super::keys::{Place, refuse_unknown};
use super::path::{PathAttr, parse_path};
use super::rules::RuleAttrs;
use super::{Keyed, Slot, Subject, fill, value};
use crate::errors::Errors;
use proc_macro2::{Ident, TokenStream};
use syn::{Attribute, Expr, ExprPath, LitStr};

/// The signature of a validator of the raw value.
pub(super) const BEFORE: &str = "(value: serde_json::Value) -> Result<serde_json::Value, String>";

/// The signature of a reader.
const PARSE: &str = "(value: serde_json::Value) -> Result<T, String>";

/// What stands on a field.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    /// What the value must be.
    pub(crate) rules: RuleAttrs,
    /// Pydantic's lax conversions.
    pub(crate) coerce: Slot<()>,
    /// No conversions, whatever the struct says.
    pub(crate) strict: Slot<()>,
    /// `default` alone, or the expression behind it.
    pub(crate) default: Slot<Option<Expr>>,
    /// The function that makes the default.
    pub(crate) default_with: Slot<ExprPath>,
    /// An `Option` that must be present.
    pub(crate) required: Slot<()>,
    /// The key on the wire.
    pub(crate) rename: Slot<LitStr>,
    /// Further keys that are read.
    pub(crate) alias: Vec<Keyed<LitStr>>,
    /// Where else the field is read from.
    pub(crate) path: Slot<Vec<PathAttr>>,
    /// Never dumped.
    pub(crate) exclude: Slot<()>,
    /// Not dumped when it is `None`.
    pub(crate) exclude_none: Slot<()>,
    /// Not dumped when it equals its default.
    pub(crate) exclude_default: Slot<()>,
    /// Not dumped when the function says so.
    pub(crate) exclude_if: Slot<ExprPath>,
    /// `exclude_none` beside a default that is not `None` is meant.
    pub(crate) lossy_ok: Slot<()>,
    /// Neither read nor written.
    pub(crate) skip: Slot<()>,
    /// Never shown: not in errors, not in the schema.
    pub(crate) secret: Slot<()>,
    /// Not changed after it was made.
    pub(crate) frozen: Slot<()>,
    /// Not to be used any more.
    pub(crate) deprecated: Slot<()>,
    /// A name for people.
    pub(crate) title: Slot<LitStr>,
    /// Values to show.
    pub(crate) example: Vec<Keyed<Expr>>,
    /// The user's validator of the raw value.
    pub(crate) before: Slot<ExprPath>,
    /// The user's own reading.
    pub(crate) parse: Slot<ExprPath>,
    /// The user's change of the typed value.
    pub(crate) after: Slot<ExprPath>,
    /// The user's validator.
    pub(crate) check: Slot<ExprPath>,
    /// `with`, `serde`, `tensor` and `image`, in the order in which they stand.
    pub(crate) adapters: Vec<Keyed<AdapterAttr>>,
    /// The map that holds unknown keys.
    pub(crate) extra: Slot<()>,
    /// The value's fields stand among those of the model.
    pub(crate) flatten: Slot<()>,
}

impl FieldAttrs {
    /// The keys that are there, but for `extra` and `flatten` themselves.
    pub(crate) fn given(&self) -> Vec<&Ident> {
        let Self {
            rules,
            coerce,
            strict,
            default,
            default_with,
            required,
            rename,
            alias,
            path,
            exclude,
            exclude_none,
            exclude_default,
            exclude_if,
            lossy_ok,
            skip,
            secret,
            frozen,
            deprecated,
            title,
            example,
            before,
            parse,
            after,
            check,
            adapters,
            extra: _,
            flatten: _,
        } = self;
        let mut keys = rules.given();
        let flags = [coerce, strict, required, exclude, exclude_none, exclude_default, lossy_ok, skip, secret, frozen];
        keys.extend(flags.into_iter().chain([deprecated]).flatten().map(|slot| &slot.key));
        keys.extend(
            [default_with, exclude_if, before, parse, after, check].into_iter().flatten().map(|slot| &slot.key),
        );
        keys.extend([rename, title].into_iter().flatten().map(|slot| &slot.key));
        keys.extend(default.iter().map(|slot| &slot.key));
        keys.extend(alias.iter().map(|slot| &slot.key));
        keys.extend(path.iter().map(|slot| &slot.key));
        keys.extend(example.iter().map(|slot| &slot.key));
        keys.extend(adapters.iter().map(|slot| &slot.key));
        keys
    }
}

/// Reads the keys of a field, those first that the struct around it forwards.
pub(crate) fn parse_field(
    attrs: &[Attribute],
    forwarded: Vec<Item>,
    self_type: &TokenStream,
    subject: Subject<'_>,
    errors: &mut Errors,
) -> FieldAttrs {
    let mut out = FieldAttrs::default();
    let own = parse_items(attrs, self_type, subject, errors);
    for item in forwarded.into_iter().chain(own) {
        if out.rules.take(&item, subject, errors) {
            continue;
        }
        let key = item.key.clone();
        macro_rules! set {
            ($slot:ident, $value:expr) => {{
                let value = $value;
                fill(&mut out.$slot, key, value, subject, errors)
            }};
        }
        match key.to_string().as_str() {
            "coerce" => set!(coerce, value::flag(&item, subject, errors)),
            "strict" => set!(strict, value::flag(&item, subject, errors)),
            "default" => {
                let default = match item.value {
                    super::item::Value::None => Some(None),
                    _ => value::expr(&item, "…", subject, errors).map(Some),
                };
                set!(default, default);
            }
            "default_with" => set!(default_with, value::function(&item, "make", "() -> T", subject, errors)),
            "required" => set!(required, value::flag(&item, subject, errors)),
            "rename" => set!(rename, value::text(&item, "name", subject, errors)),
            "alias" => out.alias.extend(value::text(&item, "name", subject, errors).map(|value| Keyed { key, value })),
            "path" => set!(path, parse_path(&item, subject, errors)),
            "exclude" => set!(exclude, value::flag(&item, subject, errors)),
            "exclude_none" => set!(exclude_none, value::flag(&item, subject, errors)),
            "exclude_default" => set!(exclude_default, value::flag(&item, subject, errors)),
            "exclude_if" => {
                set!(exclude_if, value::function(&item, "is_unset", "(value: &T) -> bool", subject, errors))
            }
            "skip" => set!(skip, value::flag(&item, subject, errors)),
            "secret" => set!(secret, value::flag(&item, subject, errors)),
            "frozen" => set!(frozen, value::flag(&item, subject, errors)),
            "deprecated" => set!(deprecated, value::flag(&item, subject, errors)),
            "title" => set!(title, value::text(&item, "Title", subject, errors)),
            "example" => {
                out.example.extend(value::expr(&item, "…", subject, errors).map(|value| Keyed { key, value }));
            }
            "lossy_ok" => set!(lossy_ok, value::flag(&item, subject, errors)),
            "before" => set!(before, value::function(&item, "before", BEFORE, subject, errors)),
            "parse" => set!(parse, value::function(&item, "parse", PARSE, subject, errors)),
            "after" => set!(after, value::function(&item, "after", "(value: T) -> Result<T, String>", subject, errors)),
            "check" => {
                set!(
                    check,
                    value::function(&item, "check_value", "(value: &T) -> Result<(), String>", subject, errors)
                );
            }
            "with" => {
                let adapter =
                    value::type_path(&item, "MyAdapter", subject, errors).map(|ty| AdapterAttr::With(Box::new(ty)));
                out.adapters.extend(adapter.map(|value| Keyed { key, value }));
            }
            "serde" => {
                let adapter = value::flag(&item, subject, errors).map(|()| AdapterAttr::Serde);
                out.adapters.extend(adapter.map(|value| Keyed { key, value }));
            }
            "tensor" => {
                let adapter = parse_tensor(&item, subject, errors).map(|args| AdapterAttr::Tensor(Box::new(args)));
                out.adapters.extend(adapter.map(|value| Keyed { key, value }));
            }
            "image" => {
                let adapter = parse_image(&item, subject, errors).map(|args| AdapterAttr::Image(Box::new(args)));
                out.adapters.extend(adapter.map(|value| Keyed { key, value }));
            }
            "extra" => set!(extra, value::flag(&item, subject, errors)),
            "flatten" => set!(flatten, value::flag(&item, subject, errors)),
            _ => refuse_unknown(&item, Place::Field, subject, errors),
        }
    }
    out
}
