//! Wire names: no two fields may reach the same one.

use super::flatten;
use crate::attr::{ContainerAttrs, FieldAttrs, Keyed, PathAttr};
use crate::errors::Errors;
use crate::input::plain_name;
use crate::model::{Computed, Field, Head};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::LitStr;

/// A name and where it comes from.
struct Claim {
    name: String,
    /// ``field `title` ``, ``computed field `minutes` ``.
    owner: String,
    place: TokenStream,
}

/// The key of a field on the wire.
pub(super) fn wire_name(name: &str, attrs: &FieldAttrs, container: &ContainerAttrs) -> String {
    match (&attrs.rename, &container.rename_all) {
        (Some(rename), _) => rename.value.value(),
        (None, Some(case)) => case.value.spell_field(name),
        (None, None) => name.to_owned(),
    }
}

/// The steps of `path`, as the runtime has them.
pub(super) fn path_steps(attrs: &FieldAttrs) -> Vec<TokenStream> {
    let steps = attrs.path.iter().flat_map(|path| &path.value);
    steps
        .map(|step| match step {
            PathAttr::Key(key) => quote!(_opt::PathStep::Key(#key)),
            PathAttr::Index(index) => quote!(_opt::PathStep::Index(#index)),
        })
        .collect()
}

/// The first key of a path holds what is around a field: it can't be a field's own.
fn check_paths(sources: &[FieldAttrs], fields: &[Field], claims: &[Claim], errors: &mut Errors) {
    for (attrs, field) in sources.iter().zip(fields) {
        let Some(PathAttr::Key(first)) = attrs.path.as_ref().and_then(|path| path.value.first()) else { continue };
        if let Some(taken) = claims.iter().find(|taken| taken.name == first.value()) {
            errors.refuse_both(
                &taken.place,
                first,
                format_args!(
                    "{} and the `path` of field `{}` are both reached by the key `{}`",
                    taken.owner,
                    plain_name(&field.ident),
                    taken.name
                ),
                "rename one of them: `rename = \"…\"` on a field, `method as \"…\"` in `computed`",
            );
        }
    }
}

/// Checks every name by which a field can be reached, and works out the computed fields.
pub(super) fn check_names(
    head: &Head,
    container: &ContainerAttrs,
    fields: &[Field],
    sources: &[FieldAttrs],
    errors: &mut Errors,
) -> Vec<Computed> {
    let mut claims = Vec::new();
    for (field, attrs) in fields.iter().zip(sources) {
        let owner = format!("field `{}`", field.name());
        check_empty(attrs.rename.as_ref(), &owner, errors);
        let place = match &attrs.rename {
            Some(rename) => rename.value.to_token_stream(),
            None => field.ident.to_token_stream(),
        };
        let mut own = vec![Claim { name: field.wire.clone(), owner: owner.clone(), place }];
        for alias in &attrs.alias {
            check_empty(Some(alias), &owner, errors);
            let place = alias.value.to_token_stream();
            own.push(Claim { name: alias.value.value(), owner: owner.clone(), place });
        }
        refuse_repeated(&own, errors);
        let plain = field.name();
        if container.populate_by_name.is_some() && own.iter().all(|claim| claim.name != plain) {
            own.push(Claim { name: plain, owner, place: field.ident.to_token_stream() });
        }
        claim_all(own, &mut claims, errors);
    }
    flatten::refuse_repeated(fields, sources, errors);
    let computed = check_computed(container, &mut claims, errors);
    check_paths(sources, fields, &claims, errors);
    debug_assert!(fields.len() == sources.len(), "every field of {} has its attributes", head.ident);
    computed
}

fn check_computed(container: &ContainerAttrs, claims: &mut Vec<Claim>, errors: &mut Errors) -> Vec<Computed> {
    let mut out: Vec<Computed> = Vec::new();
    for computed in container.computed.iter().flat_map(|computed| &computed.value) {
        let method = &computed.method;
        let owner = format!("computed field `{method}`");
        if let Some(first) = out.iter().find(|first| first.method == *method) {
            errors.refuse_both(
                &first.method,
                method,
                format_args!("`{method}` is named twice in `computed`"),
                format_args!("keep one `{method}`"),
            );
            continue;
        }
        let wire = match (&computed.name, &container.rename_all) {
            (Some(name), _) => name.value(),
            (None, Some(case)) => case.value.spell_field(&plain_name(method)),
            (None, None) => plain_name(method),
        };
        let place = match &computed.name {
            Some(name) => {
                if name.value().is_empty() {
                    refuse_empty(name, &owner, errors);
                }
                name.to_token_stream()
            }
            None => method.to_token_stream(),
        };
        claim_all(vec![Claim { name: wire.clone(), owner, place }], claims, errors);
        out.push(Computed { method: method.clone(), ty: computed.ty.clone(), wire });
    }
    out
}

/// Adds a field's names to those of the fields before it.
fn claim_all(own: Vec<Claim>, claims: &mut Vec<Claim>, errors: &mut Errors) {
    for claim in own.iter().filter(|claim| !claim.name.is_empty()) {
        if let Some(taken) = claims.iter().find(|taken| taken.name == claim.name) {
            errors.refuse_both(
                &taken.place,
                &claim.place,
                format_args!("{} and {} are both reached by the key `{}`", taken.owner, claim.owner, claim.name),
                "rename one of them: `rename = \"…\"` on a field, `method as \"…\"` in `computed`",
            );
        }
    }
    claims.extend(own);
}

/// A field's own names must differ from each other.
pub(super) fn refuse_repeated_aliases(
    name: (&str, &TokenStream),
    aliases: &[Keyed<LitStr>],
    owner: &str,
    errors: &mut Errors,
) {
    let mut own = vec![Claim { name: name.0.to_owned(), owner: owner.to_owned(), place: name.1.clone() }];
    own.extend(aliases.iter().map(|alias| Claim {
        name: alias.value.value(),
        owner: owner.to_owned(),
        place: alias.value.to_token_stream(),
    }));
    refuse_repeated(&own, errors);
}

fn refuse_repeated(own: &[Claim], errors: &mut Errors) {
    for (position, claim) in own.iter().enumerate().skip(1) {
        if own[..position].iter().any(|earlier| earlier.name == claim.name) {
            errors.refuse(
                &claim.place,
                format_args!("`alias` on {} repeats a name that it already has: `{}`", claim.owner, claim.name),
                "remove this `alias`",
            );
        }
    }
}

/// An empty name.
pub(super) fn check_empty(name: Option<&Keyed<LitStr>>, owner: &str, errors: &mut Errors) {
    if let Some(Keyed { key, value }) = name
        && value.value().is_empty()
    {
        errors.refuse(
            value,
            format_args!("`{key}` on {owner} is empty"),
            format_args!("write a name: `{key} = \"name\"`"),
        );
    }
}

fn refuse_empty(name: &LitStr, owner: &str, errors: &mut Errors) {
    errors.refuse(name, format_args!("the name of {owner} is empty"), "write a name: `method as \"name\"`");
}
