//! The keys that say what a value must be. They stand on a field, and in `items(…)`, `keys(…)` and
//! `values(…)` for what is inside it.

use super::item::{Item, parse_list};
use super::keys::{RULE_KEYS, refuse_setting};
use super::members::parse_members;
use super::{Keyed, Slot, Subject, fill, value};
use crate::errors::Errors;
use proc_macro2::Ident;
use syn::{Expr, Lit, LitStr};

/// How `min_length` and `max_length` count a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum LengthUnit {
    Chars,
    Bytes,
}

/// What a value must be.
#[derive(Default)]
pub(crate) struct RuleAttrs {
    /// Exclusive lower bound.
    pub(crate) gt: Slot<Expr>,
    /// Inclusive lower bound.
    pub(crate) ge: Slot<Expr>,
    /// Exclusive upper bound.
    pub(crate) lt: Slot<Expr>,
    /// Inclusive upper bound.
    pub(crate) le: Slot<Expr>,
    /// What the number must be a multiple of.
    pub(crate) multiple_of: Slot<Expr>,
    /// The most digits of a decimal.
    pub(crate) max_digits: Slot<Expr>,
    /// The most digits of a decimal behind the point.
    pub(crate) decimal_places: Slot<Expr>,
    /// Least number of characters, bytes or items.
    pub(crate) min_length: Slot<Expr>,
    /// Greatest number of characters, bytes or items.
    pub(crate) max_length: Slot<Expr>,
    /// Whether lengths count characters or bytes.
    pub(crate) length_unit: Slot<LengthUnit>,
    /// The regex that is searched for.
    pub(crate) pattern: Slot<LitStr>,
    /// Cut white space off both ends.
    pub(crate) trim: Slot<()>,
    /// Turn into small letters.
    pub(crate) lowercase: Slot<()>,
    /// Turn into capital letters.
    pub(crate) uppercase: Slot<()>,
    /// ASCII only.
    pub(crate) ascii: Slot<()>,
    /// The values that there are.
    pub(crate) one_of: Slot<Vec<Expr>>,
    /// No item twice.
    pub(crate) unique: Slot<()>,
    /// An e-mail address.
    pub(crate) email: Slot<()>,
    /// A URL, and the schemes that it may have.
    pub(crate) url: Slot<Vec<LitStr>>,
    /// A UUID, and its version.
    pub(crate) uuid: Slot<u8>,
    /// An IP address, and its version.
    pub(crate) ip: Slot<u8>,
    /// Before the present.
    pub(crate) past: Slot<()>,
    /// Behind the present.
    pub(crate) future: Slot<()>,
    /// The rules of each item.
    pub(crate) items: Slot<Box<RuleAttrs>>,
    /// The rules of each key.
    pub(crate) keys: Slot<Box<RuleAttrs>>,
    /// The rules of each value of a map.
    pub(crate) values: Slot<Box<RuleAttrs>>,
}

impl RuleAttrs {
    /// Takes a key that is one of these. Whether it is.
    pub(super) fn take(&mut self, item: &Item, subject: Subject<'_>, errors: &mut Errors) -> bool {
        let key = item.key.clone();
        macro_rules! set {
            ($slot:ident, $value:expr) => {{
                let value = $value;
                fill(&mut self.$slot, key, value, subject, errors);
            }};
        }
        match key.to_string().as_str() {
            "gt" => set!(gt, value::number(item, true, subject, errors)),
            "ge" => set!(ge, value::number(item, true, subject, errors)),
            "lt" => set!(lt, value::number(item, true, subject, errors)),
            "le" => set!(le, value::number(item, true, subject, errors)),
            "multiple_of" => set!(multiple_of, value::number(item, true, subject, errors)),
            "max_digits" => set!(max_digits, value::number(item, false, subject, errors)),
            "decimal_places" => set!(decimal_places, value::number(item, false, subject, errors)),
            "min_length" => set!(min_length, value::number(item, false, subject, errors)),
            "max_length" => set!(max_length, value::number(item, false, subject, errors)),
            "length_unit" => {
                let units = [("chars", LengthUnit::Chars), ("bytes", LengthUnit::Bytes)];
                set!(length_unit, value::word(item, &units, subject, errors));
            }
            "pattern" => set!(pattern, value::text(item, "^[a-z]+$", subject, errors)),
            "trim" => set!(trim, value::flag(item, subject, errors)),
            "lowercase" => set!(lowercase, value::flag(item, subject, errors)),
            "uppercase" => set!(uppercase, value::flag(item, subject, errors)),
            "ascii" => set!(ascii, value::flag(item, subject, errors)),
            "one_of" => set!(one_of, parse_members(item, subject, errors)),
            "unique" => set!(unique, value::flag(item, subject, errors)),
            "email" => set!(email, value::flag(item, subject, errors)),
            "url" => set!(url, parse_schemes(item, subject, errors)),
            "uuid" => set!(uuid, parse_version(item, &[1, 2, 3, 4, 5, 6, 7, 8], subject, errors)),
            "ip" => set!(ip, parse_version(item, &[4, 6], subject, errors)),
            "past" => set!(past, value::flag(item, subject, errors)),
            "future" => set!(future, value::flag(item, subject, errors)),
            "items" => set!(items, parse_inside(item, subject, errors)),
            "keys" => set!(keys, parse_inside(item, subject, errors)),
            "values" => set!(values, parse_inside(item, subject, errors)),
            _ => return false,
        }
        true
    }

    /// The keys that are there.
    pub(crate) fn given(&self) -> Vec<&Ident> {
        let Self {
            gt,
            ge,
            lt,
            le,
            multiple_of,
            max_digits,
            decimal_places,
            min_length,
            max_length,
            length_unit,
            pattern,
            trim,
            lowercase,
            uppercase,
            ascii,
            one_of,
            unique,
            email,
            url,
            uuid,
            ip,
            past,
            future,
            items,
            keys,
            values,
        } = self;
        let mut given = Vec::new();
        given.extend(
            [gt, ge, lt, le, multiple_of, max_digits, decimal_places, min_length, max_length]
                .into_iter()
                .flatten()
                .map(|slot| &slot.key),
        );
        given.extend(
            [trim, lowercase, uppercase, ascii, unique, email, past, future]
                .into_iter()
                .flatten()
                .map(|slot| &slot.key),
        );
        given.extend([items, keys, values].into_iter().flatten().map(|slot| &slot.key));
        given.extend(url.iter().map(|slot| &slot.key));
        given.extend([uuid, ip].into_iter().flatten().map(|slot| &slot.key));
        given.extend(length_unit.iter().map(|slot| &slot.key));
        given.extend(pattern.iter().map(|slot| &slot.key));
        given.extend(one_of.iter().map(|slot| &slot.key));
        given
    }
}

/// What the rules in `items(…)` and the like are about, for messages.
pub(crate) fn inside_name(key: &Ident, subject: Subject<'_>) -> String {
    format!("the {key} of {subject}")
}

/// `items(…)`: the rules of what is inside.
fn parse_inside(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Box<RuleAttrs>> {
    let tokens = value::list(item, "min_length = 1", subject, errors)?;
    let mut items = Vec::new();
    parse_list(tokens, &mut items, errors);
    let name = inside_name(&item.key, subject);
    let inside = Subject { kind: "", name: &name };
    let mut out = Box::<RuleAttrs>::default();
    for inner in &items {
        if !out.take(inner, inside, errors) {
            refuse_setting(inner, &item.key.to_string(), RULE_KEYS, subject, errors);
        }
    }
    Some(out)
}

/// The keys in the parentheses of a format; `Some(None)` where there are none.
fn setting(item: &Item, known: &str, subject: Subject<'_>, errors: &mut Errors) -> Option<Option<Item>> {
    if matches!(item.value, super::item::Value::None) {
        return Some(None);
    }
    let tokens = value::list(item, known, subject, errors)?;
    let mut items = Vec::new();
    parse_list(tokens, &mut items, errors);
    let name = known.split(' ').next().unwrap_or_default();
    let mut found = None;
    for inner in items {
        if inner.key != name {
            refuse_setting(&inner, &item.key.to_string(), &[name], subject, errors);
        } else if found.is_some() {
            errors.refuse(
                &inner.key,
                format_args!("`{name}` is given twice in `{}` on {subject}", item.key),
                format_args!("keep one `{name}`"),
            );
        } else {
            found = Some(inner);
        }
    }
    found.map(Some)
}

/// `url`, or `url(schemes = ["http", "https"])`.
fn parse_schemes(item: &Item, subject: Subject<'_>, errors: &mut Errors) -> Option<Vec<LitStr>> {
    const EXAMPLE: &str = "schemes = [\"http\", \"https\"]";
    let Some(setting) = setting(item, EXAMPLE, subject, errors)? else { return Some(Vec::new()) };
    let value = value::expr(&setting, "[\"http\", \"https\"]", subject, errors)?;
    let mut schemes: Vec<LitStr> = Vec::new();
    if let Expr::Array(array) = &value {
        for scheme in &array.elems {
            let text = match value::literal_of(scheme) {
                Some(Lit::Str(text)) => text.clone(),
                _ => break,
            };
            let name = text.value();
            let is_scheme = name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"+-.".contains(&b));
            if !is_scheme {
                errors.refuse(
                    &text,
                    format_args!("`{name}` in `schemes` on {subject} is no scheme of a URL"),
                    "a scheme has small letters, digits, `+`, `-` and `.`, without `://`: `\"https\"`",
                );
            }
            if let Some(first) = schemes.iter().find(|first| first.value() == name) {
                errors.refuse_both(
                    first,
                    &text,
                    format_args!("`schemes` on {subject} has `{name}` twice"),
                    "remove one of them",
                );
            }
            schemes.push(text);
        }
        if schemes.len() == array.elems.len() && !schemes.is_empty() {
            return Some(schemes);
        }
    }
    errors.refuse(
        value,
        format_args!("`schemes` on {subject} takes a list of strings"),
        format_args!("write `url({EXAMPLE})`"),
    );
    None
}

/// `uuid`, or `uuid(version = 4)`; 0 is any version.
fn parse_version(item: &Item, versions: &[u8], subject: Subject<'_>, errors: &mut Errors) -> Option<u8> {
    let Some(setting) = setting(item, "version = 4", subject, errors)? else { return Some(0) };
    let value = value::number(&setting, false, subject, errors)?;
    let number = match value::literal_of(&value) {
        Some(Lit::Int(number)) => number.base10_parse::<u8>().ok(),
        _ => None,
    };
    let known = number.filter(|number| versions.contains(number) && !matches!(value, Expr::Unary(_)));
    if known.is_none() {
        let names: Vec<String> = versions.iter().map(ToString::to_string).collect();
        errors.refuse(
            &value,
            format_args!("`version` in `{}` on {subject} is none that there is", item.key),
            format_args!("write one of {}: `{}(version = {})`", names.join(", "), item.key, versions[0].max(4)),
        );
    }
    known
}

/// The one slot of a bound that a value has to keep, with the key it was given to.
pub(crate) fn lower(attrs: &RuleAttrs) -> Option<&Keyed<Expr>> {
    attrs.ge.as_ref().or(attrs.gt.as_ref())
}

/// As [`lower`], on the other side.
pub(crate) fn upper(attrs: &RuleAttrs) -> Option<&Keyed<Expr>> {
    attrs.le.as_ref().or(attrs.lt.as_ref())
}
