//! Checks an enum with data: its tag, its variants' names, and each variant as a struct of its own.

use super::structs::{CheckedFields, check_fields};
use super::{literals, mode, names, places, spelling, untagged};
use crate::attr::{ContainerAttrs, ExtraPolicy, FieldAttrs, Keyed, PathAttr, Subject, VariantAttrs, parse_variant};
use crate::errors::Errors;
use crate::expand::json_string;
use crate::input::{Shape, VariantInput, description, plain_name};
use crate::model::{Field, Head, Make, Model, Role, Tagging, Union, Variant};
use crate::ty::{Kind, is_chain};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{Expr, LitStr};

/// Whether an enum is more than a set of strings.
pub(super) fn is_union(container: &ContainerAttrs, variants: &[VariantInput]) -> bool {
    container.tag.is_some()
        || container.content.is_some()
        || container.untagged.is_some()
        || variants.iter().any(|variant| variant.shape != Shape::Unit)
}

/// Checks the tag, then every variant.
pub(super) fn check_union(
    head: Head,
    container: ContainerAttrs,
    inputs: Vec<VariantInput>,
    self_type: &TokenStream,
    errors: &mut Errors,
) -> Union {
    let name = plain_name(&head.ident);
    mode::check_container(&container, Subject { kind: "enum", name: &name }, errors);
    let tagging = check_tagging(&container, &name, errors);
    spelling::refuse_idle(&container, &inputs, &name, errors);
    let (mut variants, mut skipped) = (Vec::with_capacity(inputs.len()), Vec::new());
    let mut taken: Vec<(String, String, TokenStream)> = Vec::new();
    for input in inputs {
        let name = plain_name(&input.ident);
        let subject = Subject { kind: "variant", name: &name };
        let attrs = parse_variant(&input.attrs, self_type, subject, errors);
        if let Some(skip) = &attrs.skip {
            refuse_beside_skip(&attrs, &skip.key, subject, errors);
            skipped.push(input.ident);
            continue;
        }
        let (wire, aliases) = check_variant_names(&input.ident, &attrs, &container, subject, &mut taken, errors);
        let place = container.tag.as_ref().map(|tag| &tag.value);
        let told = (&tagging, place, &wire, &aliases);
        let description = description(&input.attrs);
        let ident = input.ident.clone();
        let (body, mut model) = check_variant(&head, &container, input, &attrs, told, self_type, errors);
        model.variant = Some(variants.len());
        variants.push(Variant { ident, wire, aliases, body, model, description });
    }
    if variants.is_empty() {
        errors.refuse(
            &head.ident,
            format_args!("enum `{name}` can not be a model: every variant is skipped"),
            "leave one variant without `skip`",
        );
    }
    if matches!(tagging, Tagging::Untagged) {
        untagged::refuse_hidden(&variants, errors);
    }
    places::share_places(variants.iter_mut().flat_map(|variant| &mut variant.model.fields));
    let forbid = container.extra.as_ref().is_some_and(|extra| extra.value == ExtraPolicy::Forbid);
    Union { check: container.check.map(|check| check.value), head, tagging, variants, skipped, forbid }
}

fn check_tagging(container: &ContainerAttrs, name: &str, errors: &mut Errors) -> Tagging {
    let owner = format!("enum `{name}`");
    names::check_empty(container.tag.as_ref(), &owner, errors);
    names::check_empty(container.content.as_ref(), &owner, errors);
    if let Some(untagged) = &container.untagged {
        for told in [&container.tag, &container.content].into_iter().flatten() {
            errors.refuse_both(
                &untagged.key,
                &told.key,
                format_args!("`untagged` and `{}` on enum `{name}` contradict each other", told.key),
                "keep one of them",
            );
        }
        return Tagging::Untagged;
    }
    match (&container.tag, &container.content) {
        (Some(tag), Some(content)) => {
            if tag.value.value() == content.value.value() {
                errors.refuse_both(
                    &tag.value,
                    &content.value,
                    format_args!("`tag` and `content` on enum `{name}` are one and the same key"),
                    "name them differently: `tag = \"type\", content = \"value\"`",
                );
            }
            Tagging::Adjacent(tag.value.value(), content.value.value())
        }
        (Some(tag), None) => Tagging::Internal(tag.value.value()),
        (None, Some(content)) => {
            errors.refuse(
                &content.key,
                format_args!("`content` on enum `{name}` needs a `tag` beside it"),
                "write `tag = \"type\", content = \"value\"`",
            );
            Tagging::External
        }
        (None, None) => Tagging::External,
    }
}

fn refuse_beside_skip(attrs: &VariantAttrs, skip: &Ident, subject: Subject<'_>, errors: &mut Errors) {
    let mut others: Vec<&Ident> = attrs.rename.iter().chain(&attrs.alias).map(|slot| &slot.key).collect();
    others.extend(attrs.rename_all.iter().map(|slot| &slot.key));
    for other in others {
        errors.refuse_both(
            skip,
            other,
            format_args!("`{other}` on {subject} has no effect beside `skip`: the variant is neither read nor written"),
            "keep one of them",
        );
    }
}

/// The variant's name on the wire and its further names; no other variant may have one of them.
fn check_variant_names(
    ident: &Ident,
    attrs: &VariantAttrs,
    container: &ContainerAttrs,
    subject: Subject<'_>,
    taken: &mut Vec<(String, String, TokenStream)>,
    errors: &mut Errors,
) -> (String, Vec<String>) {
    let owner = subject.to_string();
    names::check_empty(attrs.rename.as_ref(), &owner, errors);
    let (wire, place) = match (&attrs.rename, &container.rename_all) {
        (Some(rename), _) => (rename.value.value(), rename.value.to_token_stream()),
        (None, Some(case)) => (case.value.spell_variant(subject.name), ident.to_token_stream()),
        (None, None) => (subject.name.to_owned(), ident.to_token_stream()),
    };
    names::refuse_repeated_aliases((&wire, &place), &attrs.alias, &owner, errors);
    let mut own = vec![(wire.clone(), owner.clone(), place)];
    for alias in &attrs.alias {
        names::check_empty(Some(alias), &owner, errors);
        own.push((alias.value.value(), owner.clone(), alias.value.to_token_stream()));
    }
    if container.untagged.is_some() {
        for key in attrs.rename.iter().chain(&attrs.alias).map(|slot| &slot.key) {
            errors.refuse(
                key,
                format_args!(
                    "`{key}` on {subject} has no effect: an untagged enum does not write the names of variants"
                ),
                format_args!("remove `{key}`"),
            );
        }
    } else {
        literals::refuse_taken(&own, taken, errors);
    }
    let aliases = own.iter().skip(1).map(|(name, ..)| name.clone()).collect();
    taken.extend(own);
    (wire, aliases)
}

/// How a variant is told: the tagging, where the tag is named, the name, and the further names.
type Told<'a> = (&'a Tagging, Option<&'a LitStr>, &'a str, &'a [String]);

/// The variant as a struct, and what it is outside.
fn check_variant(
    head: &Head,
    container: &ContainerAttrs,
    input: VariantInput,
    attrs: &VariantAttrs,
    (tagging, place, wire, aliases): (&Tagging, Option<&LitStr>, &String, &Vec<String>),
    self_type: &TokenStream,
    errors: &mut Errors,
) -> (Shape, Model) {
    let told: Told<'_> = (tagging, place, wire, aliases);
    let mut own = ContainerAttrs {
        rename_all: attrs.rename_all.clone().or_else(|| container.rename_all_fields.clone()),
        trim: container.trim.clone(),
        lowercase: container.lowercase.clone(),
        uppercase: container.uppercase.clone(),
        coerce: container.coerce.clone(),
        strict: container.strict.clone(),
        extra: container.extra.clone(),
        example: container.example.clone().filter(|example| is_of(&example.value, &input.ident)),
        ..ContainerAttrs::default()
    };
    if let (Some(Keyed { key, .. }), true) = (&attrs.rename_all, input.shape != Shape::Named) {
        errors.refuse(
            key,
            format_args!("`rename_all` on variant `{}` has no effect: it has no named fields", input.ident),
            "remove `rename_all`",
        );
    }
    let VariantInput { ident, shape, fields: inputs, .. } = input;
    if let (Tagging::Internal(_), Shape::Newtype, [only]) = (tagging, shape, inputs.as_slice()) {
        check_inside_tag(&ident, &only.ty, head, errors);
    }
    if let (Tagging::Untagged, Shape::Newtype, [only]) = (tagging, shape, inputs.as_slice())
        && is_chain(&only.ty, &head.ident)
    {
        errors.refuse(
            &only.ty,
            format_args!(
                "variant `{ident}` holds nothing but enum `{}`, and no tag tells one from the other",
                head.ident
            ),
            format_args!("name what it holds, `{ident} {{ inner: … }}`, or give the enum a `tag`"),
        );
    }
    let checked = check_fields(head, &mut own, (shape, inputs), self_type, errors);
    let CheckedFields { mut fields, sources, skipped, extra_fields } = checked;
    for (key, ..) in extra_fields {
        errors.refuse(
            &key,
            format_args!("`{key}` of a map in variant `{ident}` can not apply: variants keep no unknown keys"),
            "put the map into a struct of its own, and that into the variant",
        );
    }
    names::check_names(head, &own, &fields, &sources, errors);
    let body = match (tagging, shape) {
        (Tagging::Internal(tag), Shape::Named | Shape::Unit | Shape::Newtype) => {
            if let Some(place) = place {
                refuse_tag_as_field((tag, place), &fields, &sources, errors);
            }
            if let (Shape::Newtype, Some(only)) = (shape, fields.first_mut()) {
                only.role = Role::Flatten(only.place);
            }
            let quoted = json_string(wire);
            let names = told.3;
            fields.insert(0, Field::tag(tag.clone(), quote!(#wire, #quoted, &[#(#names),*]), Span::call_site()));
            Shape::Named
        }
        (Tagging::Internal(_), Shape::Tuple) => {
            errors.refuse(
                &ident,
                format_args!("variant `{ident}` is an array, which has no place for the tag"),
                "add `content = \"value\"` beside `tag`, or name the fields",
            );
            Shape::Tuple
        }
        (_, shape) => shape,
    };
    // The parameters of generated functions are single letters behind the underscores.
    let name = plain_name(&ident);
    let name = if name.chars().count() == 1 { format!("Variant{name}") } else { name };
    let helper = format_ident!("__{name}", span = Span::call_site());
    let enum_ident = &head.ident;
    let model = Model {
        head: head.for_variant(),
        shape,
        transparent: false,
        helper,
        constructor: quote!(#enum_ident::#ident),
        variant: None,
        make: Make::default(),
        fields,
        skipped,
        extra_field: None,
        extra: own.extra.as_ref().map_or(ExtraPolicy::Ignore, |extra| extra.value),
        populate_by_name: false,
        computed: Vec::new(),
        check: None,
    };
    (body, model)
}

/// Whether an example is of the variant, as far as it is written out: `Shape::Circle { radius: 1.0 }`.
fn is_of(example: &Expr, variant: &Ident) -> bool {
    matches!(example, Expr::Struct(literal)
        if literal.path.segments.last().is_some_and(|name| name.ident == *variant))
}

/// What an internal tag stands beside must be an object.
fn check_inside_tag(variant: &Ident, ty: &syn::Type, head: &Head, errors: &mut Errors) {
    let params: Vec<Ident> = head.generics.type_params().map(|param| param.ident.clone()).collect();
    let kind = Kind::of(ty, &params);
    if !matches!(kind, Kind::Unknown | Kind::Param) {
        errors.refuse(
            ty,
            format_args!(
                "variant `{variant}` holds {}, and an internal tag needs a model to stand beside",
                kind.describe()
            ),
            "add `content = \"value\"` beside `tag`, or put the value into a struct",
        );
    }
    if is_chain(ty, &head.ident) {
        errors.refuse(
            ty,
            format_args!("variant `{variant}` holds enum `{}` beside its own tag, again and again", head.ident),
            format_args!("name what it holds, `{variant} {{ inner: … }}`, or add `content = \"value\"` beside `tag`"),
        );
    }
}

/// The tag's key must be no field's.
fn refuse_tag_as_field((tag, place): (&str, &LitStr), fields: &[Field], sources: &[FieldAttrs], errors: &mut Errors) {
    for (field, attrs) in fields.iter().zip(sources).filter(|(field, _)| !field.is_positional()) {
        if field.wire == tag || field.aliases.iter().any(|alias| alias == tag) {
            let name = match &attrs.rename {
                Some(rename) => rename.value.to_token_stream(),
                None => field.ident.to_token_stream(),
            };
            errors.refuse_both(
                place,
                name,
                format_args!("the tag and field `{}` are both reached by the key `{tag}`", field.name()),
                "rename one of them",
            );
        }
        if let Some(PathAttr::Key(first)) = attrs.path.as_ref().and_then(|path| path.value.first())
            && first.value() == tag
        {
            errors.refuse_both(
                place,
                first,
                format_args!("the tag and the `path` of field `{}` are both reached by the key `{tag}`", field.name()),
                "rename the tag, or read the field from elsewhere",
            );
        }
    }
}
