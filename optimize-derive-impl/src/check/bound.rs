//! `bound`: about the parameters that a type has, and enough for what the fields need of them.

use crate::attr::{BoundAttr, ContainerAttrs, Keyed, SaidBounds, Subject};
use crate::errors::Errors;
use crate::expand::{holds_values, mentions};
use crate::model::{Checked, Field, Head};
use crate::ty::param_name;
use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Generics, Token, TypeParamBound, WherePredicate};

/// `bound` is about the parameters that a type has.
pub(super) fn check_bound(
    container: &ContainerAttrs,
    generics: &Generics,
    subject: Subject<'_>,
    errors: &mut Errors,
) -> BoundAttr {
    let Some(Keyed { key, value }) = &container.bound else { return BoundAttr::default() };
    if generics.type_params().next().is_none() {
        errors.refuse(
            key,
            format_args!("`bound` on {subject} has no effect: it has no type parameters"),
            "remove `bound`",
        );
    }
    value.clone()
}

/// Refuses bounds that surely leave a parameter without what a field of its type must be able to do: those that
/// say nothing of it, and those of the standard library's traits alone.
pub(super) fn refuse_lacking(checked: &Checked, subject: Subject<'_>, errors: &mut Errors) {
    let (head, fields): (&Head, Vec<&Field>) = match checked {
        Checked::Struct(model) => (&model.head, model.fields.iter().collect()),
        Checked::Union(union) => {
            (&union.head, union.variants.iter().flat_map(|variant| &variant.model.fields).collect())
        }
        Checked::Enum(_) => return,
    };
    let BoundAttr { serialize, deserialize, is_one } = &head.bound;
    if let Some(said) = serialize.as_ref().filter(|_| !is_one) {
        refuse_lacking_in(("serialize", said), (head, &fields), false, subject, errors);
    }
    if let Some(said) = deserialize {
        let key = if *is_one { "bound" } else { "deserialize" };
        refuse_lacking_in((key, said), (head, &fields), true, subject, errors);
    }
}

fn refuse_lacking_in(
    (key, said): (&str, &SaidBounds),
    (head, fields): (&Head, &[&Field]),
    read: bool,
    subject: Subject<'_>,
    errors: &mut Errors,
) {
    let lacking: Vec<(&Ident, &Field)> = head
        .generics
        .type_params()
        .map(|param| &param.ident)
        .filter(|param| !may_be_enough(param, &head.generics, said, read))
        .filter_map(|param| Some((param, *fields.iter().find(|field| holds(field, param, head))?)))
        .collect();
    let Some((_, field)) = lacking.first() else { return };
    let names: Vec<String> = lacking.iter().map(|(param, _)| format!("`{param}`")).collect();
    let runtime = head.runtime.to_token_stream().to_string().replace(' ', "");
    let needed = format!("{}::{}", runtime.trim_start_matches("::"), if read { "ParseFieldOwned" } else { "Field" });
    errors.refuse(
        &said.text,
        format_args!(
            "`{key}` on {subject} does not let {} be what field `{}` holds",
            names.join(" and "),
            field.name()
        ),
        format_args!("write `{key} = \"{}\"`", mended(said, &lacking, &needed)),
    );
}

/// Whether a field holds values of the parameter itself, or has them as keys.
fn holds(field: &Field, param: &Ident, head: &Head) -> bool {
    field.adapter.is_none() && !field.is_flat() && holds_values(&field.ty, param, &head.ident)
}

/// Whether something that is said of the parameter may let it be a field, or let it be read where that is asked for.
fn may_be_enough(param: &Ident, generics: &Generics, said: &SaidBounds, read: bool) -> bool {
    let own = generics.type_params().filter(|own| own.ident == *param).flat_map(|own| &own.bounds);
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates).chain(&said.predicates);
    let mut bounds: Vec<&TypeParamBound> = own.collect();
    for predicate in predicates {
        match predicate {
            WherePredicate::Type(predicate) if param_name(&predicate.bounded_ty) == Some(param) => {
                bounds.extend(&predicate.bounds);
            }
            // Of `Vec<T>`, or of `T::Item`: that may be all that is needed.
            WherePredicate::Type(predicate) if mentions(predicate.to_token_stream(), param) => return true,
            _ => {}
        }
    }
    bounds.iter().any(|bound| !surely_lacks(bound, read))
}

/// Whether a bound is one of the traits that say nothing of JSON.
fn surely_lacks(bound: &TypeParamBound, read: bool) -> bool {
    const OTHERS: [&str; 18] = [
        "Any",
        "Clone",
        "Copy",
        "Debug",
        "Default",
        "Deserialize",
        "DeserializeOwned",
        "Display",
        "Eq",
        "FromStr",
        "Hash",
        "Ord",
        "PartialEq",
        "PartialOrd",
        "Send",
        "Serialize",
        "Sync",
        "ToString",
    ];
    match bound {
        TypeParamBound::Lifetime(_) => true,
        TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            OTHERS.contains(&name.as_str()) || name == "Sized" || (read && name == "Field")
        }),
        _ => false,
    }
}

/// The bounds with what the parameters lack.
fn mended(said: &SaidBounds, lacking: &[(&Ident, &Field)], needed: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut open: Vec<&Ident> = lacking.iter().map(|(param, _)| *param).collect();
    for predicate in &said.predicates {
        let param = match predicate {
            WherePredicate::Type(predicate) => param_name(&predicate.bounded_ty),
            _ => None,
        };
        let text = shown(predicate);
        match param.and_then(|param| open.iter().position(|lacking| *lacking == param)) {
            Some(position) => {
                open.remove(position);
                parts.push(format!("{text} + {needed}"));
            }
            None => parts.push(text),
        }
    }
    parts.extend(open.iter().map(|param| format!("{param}: {needed}")));
    parts.join(", ")
}

/// A predicate as people write it.
fn shown(predicate: &WherePredicate) -> String {
    let WherePredicate::Type(typed) = predicate else { return predicate.to_token_stream().to_string() };
    let plain = |text: String| text.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">").replace(":: ", "::");
    let bounds: &Punctuated<TypeParamBound, Token![+]> = &typed.bounds;
    let bounds: Vec<String> = bounds.iter().map(|bound| plain(bound.to_token_stream().to_string())).collect();
    format!("{}: {}", plain(typed.bounded_ty.to_token_stream().to_string()), bounds.join(" + "))
}
