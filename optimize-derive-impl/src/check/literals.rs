//! Checks a unit enum.

use super::{mode, names};
use crate::attr::{ContainerAttrs, Keyed, Subject, VariantAttrs, parse_variant};
use crate::errors::Errors;
use crate::input::{VariantInput, plain_name};
use crate::model::{Head, LiteralSet};
use proc_macro2::Ident;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::LitStr;

/// Checks the variants' names by themselves and against each other.
pub(super) fn check_enum(
    head: Head,
    container: &ContainerAttrs,
    inputs: Vec<VariantInput>,
    self_type: &TokenStream,
    errors: &mut Errors,
) -> LiteralSet {
    let mode = mode::check_container(container, Subject { kind: "enum", name: &plain_name(&head.ident) }, errors);
    refuse_data_keys(container, &head, errors);
    let mut variants = Vec::with_capacity(inputs.len());
    let mut aliases = Vec::new();
    let mut taken: Vec<(String, String, TokenStream)> = Vec::new();
    for (index, input) in inputs.into_iter().enumerate() {
        let name = plain_name(&input.ident);
        let subject = Subject { kind: "variant", name: &name };
        let VariantAttrs { rename, alias, rename_all, skip } = parse_variant(&input.attrs, self_type, subject, errors);
        for key in rename_all.iter().map(|slot| &slot.key).chain(skip.iter().map(|slot| &slot.key)) {
            refuse_data_key(key, subject, errors);
        }
        let owner = subject.to_string();
        names::check_empty(rename.as_ref(), &owner, errors);
        let (wire, place) = match (&rename, &container.rename_all) {
            (Some(rename), _) => (rename.value.value(), rename.value.to_token_stream()),
            (None, Some(case)) => (case.value.spell_variant(&name), input.ident.to_token_stream()),
            (None, None) => (name.clone(), input.ident.to_token_stream()),
        };
        names::refuse_repeated_aliases((&wire, &place), &alias, &owner, errors);
        refuse_untrimmed(&rename, &alias, mode.trim, &owner, errors);
        let mut own = vec![(wire.clone(), owner.clone(), place)];
        for alias in &alias {
            names::check_empty(Some(alias), &owner, errors);
            aliases.push((alias.value.value(), index));
            own.push((alias.value.value(), owner.clone(), alias.value.to_token_stream()));
        }
        refuse_taken(&own, &taken, errors);
        taken.extend(own);
        variants.push((input.ident, wire));
    }
    LiteralSet { head, variants, aliases, mode }
}

/// Names that no input has once it is trimmed.
fn refuse_untrimmed(
    rename: &Option<Keyed<LitStr>>,
    aliases: &[Keyed<LitStr>],
    trim: bool,
    owner: &str,
    errors: &mut Errors,
) {
    for Keyed { key, value } in rename.iter().chain(aliases).filter(|_| trim) {
        let name = value.value();
        if name.trim() != name {
            errors.refuse(
                value,
                format_args!("`{key}` of {owner} is no value that `trim` leaves as it is"),
                format_args!("write `{key} = {:?}`", name.trim()),
            );
        }
    }
}

pub(super) fn refuse_taken(
    own: &[(String, String, TokenStream)],
    taken: &[(String, String, TokenStream)],
    errors: &mut Errors,
) {
    for (name, owner, place) in own {
        if let Some((_, first_owner, first_place)) = taken.iter().find(|(earlier, ..)| earlier == name) {
            errors.refuse_both(
                first_place,
                place,
                format_args!("{first_owner} and {owner} are both read from `{name}`"),
                "rename one of them: `#[opt(rename = \"…\")]`",
            );
        }
    }
}

/// Keys for enums with data have nothing to do where no variant has some.
fn refuse_data_keys(container: &ContainerAttrs, head: &Head, errors: &mut Errors) {
    let name = plain_name(&head.ident);
    let subject = Subject { kind: "enum", name: &name };
    let ContainerAttrs { rename_all_fields, extra, lowercase, uppercase, check, title, .. } = container;
    let mut keys: Vec<&Ident> = rename_all_fields.iter().map(|slot| &slot.key).collect();
    keys.extend(extra.iter().map(|slot| &slot.key));
    keys.extend([lowercase, uppercase].into_iter().flatten().map(|slot| &slot.key));
    keys.extend(check.iter().map(|slot| &slot.key));
    keys.extend(title.iter().map(|slot| &slot.key));
    for key in keys {
        refuse_data_key(key, subject, errors);
    }
}

fn refuse_data_key(key: &Ident, subject: Subject<'_>, errors: &mut Errors) {
    errors.refuse(
        key,
        format_args!("`{key}` on {subject} has no effect: no variant of the enum holds data"),
        format_args!("remove `{key}`"),
    );
}
