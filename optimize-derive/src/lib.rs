//! The derive macro of `optimize-core`.

mod attr;
mod case;
mod check;
mod errors;
mod expand;
mod fallback;
mod input;
mod mask;
mod model;
mod simple;
mod suggest;
#[cfg(test)]
mod tests;
mod ty;

use errors::Errors;
use fallback::Fallback;
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// Makes a struct or an enum a model: a validating JSON parser, a
/// writer, serde's traits, a fingerprint and a JSON Schema.
///
/// The attribute is `#[opt(…)]`. A value is an expression, not a string; where a number stands, the
/// path of a constant can stand too. Every mistake is reported at its key, all of them at once.
///
/// # On a field
///
/// On an `Option`, a `Box`, an `Rc` or an `Arc`, constraints apply to what is inside.
///
/// | key | meaning | refused when |
/// |---|---|---|
/// | `gt = n`, `ge = n`, `lt = n`, `le = n` | bounds of a number | the field is no number; two bounds on one side; no number is left; outside the type; NaN |
/// | `multiple_of = n` | what the number is a multiple of | not above zero; no multiple within the bounds |
/// | `min_length = n`, `max_length = n` | length of a string, list, set or map | the field has no length; `min_length` above `max_length` |
/// | `length_unit = "chars"` | what a string's length counts: `"chars"` or `"bytes"` | not a string; no length given |
/// | `pattern = "…"` | a regular expression that must match somewhere; linear time | not a string; invalid; look-around; no match fits the length |
/// | `trim` | cut white space off both ends before every check | the field holds no string |
/// | `coerce`, `strict` | pydantic's lax conversions, or none (the default) | both |
/// | `default` | `Default::default()` when the key is absent; an explicit `null` is no absence | together with `default_with` |
/// | `default = expr` | this value when the key is absent. A literal may stand for a `String` or an `Option` | a literal breaks the field's constraints |
/// | `default_with = path` | what this function returns when the key is absent | not a path |
/// | `required` | an `Option` must be present, if only as `null` | not an `Option`; with a default |
/// | `rename = "…"` | the key on the wire | empty; two fields reach one key |
/// | `alias = "…"` | a further key that is read; repeatable | empty; two fields reach one key |
/// | `exclude` | never dumped | beside another `exclude_…` |
/// | `exclude_none` | not dumped when `None` | not an `Option`; a default that is not `None`, unless `lossy_ok` |
/// | `exclude_default` | not dumped when equal to the default | no default and not an `Option` |
/// | `exclude_if = path` | not dumped when `fn(&T) -> bool` says so | not a path |
/// | `lossy_ok` | `exclude_none` beside a default that is not `None` is meant | there is nothing to allow |
/// | `check = path` | a validator, `fn(&T) -> Result<(), impl Display>`, after all other checks | not a path |
/// | `serde` | carried by its serde implementations | beside constraints or another adapter |
/// | `with = Adapter` | carried by an implementation of `Adapter` | the same |
/// | `tensor`, `tensor(shape = […], dtype = "…", format = "…")` | carried by `optimize-tensor`; `_` in a shape is any size; `format` is `"envelope"` or `"list"` | the same; rank or dtype against the type |
/// | `image`, `image(codec = "…", quality = n, max_pixels = n, modes = […])` | an image, carried by `optimize-tensor`; `codec` is `"png"`, `"jpeg"` or `"raw"` | the same; a quality without JPEG |
/// | `flatten` | the fields of a model stand among those of this one; a map takes the keys that no field has | neither model nor map; beside a rule or a name; one key reaches two fields |
/// | `extra` | the map that holds unknown keys | the struct has no `extra = "allow"`; two of them; not a map; beside other keys |
///
/// `tensor` and `image` see through `Option`, `Vec` and maps from `String`; `serde` and `with` through
/// `Option`. Both take `crate = path` for a renamed `optimize-tensor`.
///
/// # On a struct
///
/// | key | meaning | refused when |
/// |---|---|---|
/// | `rename_all = "…"` | serde's spellings: `"camelCase"`, `"kebab-case"`, … Computed fields are spelled so too | unknown spelling; two fields reach one key |
/// | `populate_by_name` | fields are read by their Rust name too | two fields reach one key |
/// | `extra = "…"` | unknown keys: `"ignore"` (the default), `"forbid"`, `"allow"` | `"allow"` without a field for them |
/// | `trim`, `coerce`, `exclude_none`, `exclude_default` | the key for every field that it fits | as on a field |
/// | `strict` | no conversions: the default, said aloud | beside `coerce` |
/// | `computed(method, method as "name")` | methods dumped as fields; ignored in input | a method twice; a name that a field has |
/// | `check = path` | a validator of the whole model, `fn(&Self) -> Result<(), impl Display>` | not a path |
/// | `transparent` | the struct is its only field, outside and for serde; absent where that can be | not exactly one field |
/// | `crate = path` | where `optimize-core` is | not a path |
///
/// A newtype, `struct Age(i64)`, is its value in JSON and takes the keys of a field beside its own:
/// `#[opt(ge = 0, le = 150)] struct Age(i64)`. It can be a map's key if its value can. A tuple struct is an
/// array, a unit struct is `null`; keys that are about names are refused on all of them.
///
/// # On an enum and its variants
///
/// An enum without data is a string out of a closed set. One with data is told by its tag, as in serde:
///
/// | key | `Circle { radius: 1.0 }` in JSON | refused when |
/// |---|---|---|
/// | none | `{"Circle": {"radius": 1.0}}`, and `"Empty"` for a variant without data | |
/// | `tag = "kind"` | `{"kind": "Circle", "radius": 1.0}`; the tag need not come first | a variant is an array or holds no model; a field has the tag's key |
/// | `tag = "kind", content = "value"` | `{"kind": "Circle", "value": {"radius": 1.0}}` | `content` alone; both are one key |
/// | `untagged` | `{"radius": 1.0}`: the first variant that fits | beside `tag`; a variant has a name |
///
/// Binary formats of serde get variant and content whatever the tag. The enum also takes `rename_all` for its
/// variants, `rename_all_fields` for their fields, `extra = "forbid"`, `check`, `title`, and the keys of a
/// struct for every field: `trim`, `lowercase`, `uppercase`, `coerce`, `strict`; also `before`, `example`,
/// `limits` and `crate`. A variant takes `rename`, `alias`, `rename_all` for its fields, and `skip`: neither read
/// nor written. Its fields take a field's keys. Names must differ.
#[proc_macro_derive(Optimized, attributes(opt))]
pub fn derive_optimized(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(input).into()
}

/// The phases: the type's shape, its attributes and the rules between them, the code. Where
/// something was refused, a fallback stands in for the code.
fn expand(input: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let input = input::parse_input(input, &mut errors);
    let fallback = Fallback::of(&input, check::runtime_of(&input));
    match check::check_input(input, &mut errors) {
        Some(checked) => expand::expand_checked(&checked),
        None => errors.into_compile_errors().into_iter().chain(fallback.expand()).collect(),
    }
}

/// What `optimize_core::mask!` hands on, with the runtime's path in front.
#[doc(hidden)]
#[proc_macro]
pub fn mask(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    mask::expand(input.into()).into()
}
