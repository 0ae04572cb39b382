//! The rules of a value: on a field, and on what is inside it.

use super::{bounds, cardinality, decimal, format, length, members, moment, pattern, text};
use crate::attr::{Keyed, RuleAttrs, Slot, Subject, inside_name};
use crate::errors::Errors;
use crate::model::{Assertion, Mode, Setter, SetterValue};
use crate::ty::Kind;
use proc_macro2::{Ident, Span, TokenStream};
use syn::Type;

/// A value's type and everything that is demanded of it.
pub(super) struct RuleParts<'a> {
    pub(super) attrs: &'a RuleAttrs,
    /// The type as it is written, where that is known.
    pub(super) ty: Option<&'a Type>,
    pub(super) kind: Kind<'a>,
    /// How the value is normalised before it is checked.
    pub(super) mode: Mode,
    /// The model's type parameters.
    pub(super) params: &'a [Ident],
    pub(super) subject: Subject<'a>,
}

impl RuleParts<'_> {
    /// Whether nothing is around the value that the rules are about.
    pub(super) fn is_plain(&self) -> bool {
        self.ty.is_some_and(|ty| self.kind.is_plain(ty))
    }
}

/// What the checks of one field add to the model.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) setters: Vec<Setter>,
    /// Relations that the compiler must check.
    pub(super) assertions: Vec<Assertion>,
}

impl Findings {
    /// Leaves a relation to the compiler.
    pub(super) fn assert(&mut self, at: Span, relation: TokenStream, message: String) {
        self.assertions.push(Assertion { at, relation, message });
    }

    /// A setter of the key's name.
    pub(super) fn set(&mut self, key: &Ident, arguments: TokenStream) {
        self.setters.push(Setter::call(key.clone(), arguments));
    }
}

/// Checks every rule by itself, against the type and against each other.
pub(super) fn check_rules(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    bounds::check_bounds(parts, findings, errors);
    decimal::check_digits(parts, findings, errors);
    length::check_length(parts, findings, errors);
    pattern::check_pattern(parts, findings, errors);
    text::check_text(parts, findings, errors);
    format::check_format(parts, findings, errors);
    members::check_members(parts, findings, errors);
    moment::check_moment(parts, findings, errors);
    check_unique(parts, findings, errors);
    cardinality::check_cardinality(parts, errors);
    let RuleAttrs { items, keys, values, .. } = parts.attrs;
    for inside in [items, keys, values].into_iter().flatten() {
        check_inside(inside, parts, findings, errors);
    }
}

fn check_unique(parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Some(Keyed { key, .. }) = &parts.attrs.unique else { return };
    let subject = parts.subject;
    match parts.kind {
        Kind::List(_) | Kind::Array(_) | Kind::Unknown => {}
        Kind::Set(_) => errors.refuse(
            key,
            format_args!("`unique` on {subject} has no effect: a set holds no item twice"),
            "remove `unique`",
        ),
        Kind::Map(..) => errors.refuse(
            key,
            format_args!("`unique` on {subject} has no effect: a map holds no key twice"),
            "remove `unique`",
        ),
        Kind::Param => bounds::refuse_param(key, subject, errors),
        kind => errors.refuse(
            key,
            format_args!("`unique` on {subject} needs a list, but it is {}", kind.describe()),
            "remove `unique`",
        ),
    }
    findings.set(key, TokenStream::new());
}

/// The type of what a key is about, where the container has such: `None` where its name does not tell.
fn type_inside<'a>(key: &Ident, kind: Kind<'a>) -> Result<Option<&'a Type>, &'static str> {
    match (key.to_string().as_str(), kind) {
        (_, Kind::Unknown) => Ok(None),
        ("items", Kind::List(item) | Kind::Set(item) | Kind::Array(item)) => Ok(Some(item)),
        ("keys", Kind::Map(item, _)) | ("values", Kind::Map(_, item)) => Ok(Some(item)),
        ("items", Kind::Map(..)) => Err("a map has `keys(…)` and `values(…)`"),
        ("keys" | "values", Kind::List(_) | Kind::Set(_) | Kind::Array(_)) => Err("write `items(…)`"),
        ("items", Kind::Text) => Err("a string has no items: write the rules without `items(…)`"),
        _ => Err("write the rules without the parentheses around them"),
    }
}

fn check_inside(inside: &Keyed<Box<RuleAttrs>>, parts: &RuleParts<'_>, findings: &mut Findings, errors: &mut Errors) {
    let Keyed { key, value: attrs } = inside;
    let subject = parts.subject;
    if matches!(parts.kind, Kind::Param) {
        return bounds::refuse_param(key, subject, errors);
    }
    let ty = match type_inside(key, parts.kind) {
        Ok(ty) => ty,
        Err(help) => {
            let wanted = if key == "items" { "a list or set" } else { "a map" };
            errors.refuse(
                key,
                format_args!("`{key}` on {subject} needs {wanted}, but it is {}", parts.kind.describe()),
                help,
            );
            return;
        }
    };
    let name = inside_name(key, subject);
    let inner = RuleParts { subject: Subject { kind: "", name: &name }, ..parts_inside(attrs, ty, parts) };
    let mut found = Findings::default();
    text::check_normalising(&inner, ty, &mut found, errors);
    check_rules(&inner, &mut found, errors);
    findings.assertions.append(&mut found.assertions);
    findings.setters.push(Setter {
        name: key.clone(),
        value: SetterValue::Rules { ty: ty.cloned().map(Box::new), setters: found.setters },
    });
}

/// The rules of what is inside, and how it is normalised.
fn parts_inside<'a>(attrs: &'a RuleAttrs, ty: Option<&'a Type>, parts: &RuleParts<'a>) -> RuleParts<'a> {
    // What the field's own keys normalise they normalise in here too.
    let own = Mode {
        trim: attrs.trim.is_some(),
        lowercase: attrs.lowercase.is_some(),
        uppercase: attrs.uppercase.is_some(),
        coerce: false,
    };
    let has_case = own.lowercase || own.uppercase;
    let mode = Mode {
        trim: own.trim || parts.mode.trim,
        lowercase: own.lowercase || (parts.mode.lowercase && !has_case),
        uppercase: own.uppercase || (parts.mode.uppercase && !has_case),
        coerce: parts.mode.coerce,
    };
    let kind = ty.map_or(Kind::Unknown, |ty| Kind::of(ty, parts.params));
    RuleParts { attrs, ty, kind, mode, params: parts.params, subject: parts.subject }
}

/// Does something with the rules of what is inside, whether there are some or not. Messages name the field.
pub(super) fn inside_of(
    slot: &Slot<Box<RuleAttrs>>,
    ty: Option<&Type>,
    parts: &RuleParts<'_>,
    check: impl FnOnce(&RuleParts<'_>),
) {
    let none = RuleAttrs::default();
    let attrs = slot.as_ref().map_or(&none, |slot| &*slot.value);
    check(&parts_inside(attrs, ty, parts));
}
