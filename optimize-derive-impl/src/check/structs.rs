//! Checks a struct: each field by itself, then the fields together.

use super::rules::{Findings, RuleParts, check_rules};
use super::{
    adapter, borrow, default, exclude, extra, flatten, floats, limits, mode, names, notes, places, readable, shape,
    skip, validators,
};
use crate::attr::{ContainerAttrs, ExtraPolicy, FieldAttrs, Keyed, Subject, parse_field};
use crate::errors::Errors;
use crate::input::{FieldInput, Shape, description, plain_name};
use crate::model::{Field, Head, Mode, Model, Role, Skipped};
use crate::ty::{Kind, element_params};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::Type;
use syn::spanned::Spanned as _;

/// A field and everything that stands on it.
pub(super) struct FieldParts<'a> {
    pub(super) input: &'a FieldInput,
    pub(super) attrs: &'a FieldAttrs,
    pub(super) container: &'a ContainerAttrs,
    pub(super) kind: Kind<'a>,
    /// The model's name.
    pub(super) own: &'a Ident,
    /// The model's type parameters.
    pub(super) params: &'a [Ident],
    /// Those of them that are a tensor's elements.
    pub(super) elements: &'a [Ident],
    pub(super) subject: Subject<'a>,
}

impl<'a> FieldParts<'a> {
    /// What concerns the value alone.
    pub(super) fn rules(&self, mode: Mode) -> RuleParts<'a> {
        let Self { input, attrs, kind, params, subject, .. } = *self;
        RuleParts { attrs: &attrs.rules, ty: Some(&input.ty), kind, mode, params, subject }
    }
}

/// Checks every field, then what concerns several of them.
pub(super) fn check_struct(
    head: Head,
    mut container: ContainerAttrs,
    (shape, inputs): (Shape, Vec<FieldInput>),
    self_type: &TokenStream,
    errors: &mut Errors,
) -> Model {
    readable::refuse_unsized(&inputs, errors);
    let shape = shape::check_shape(shape, &container, &head, &inputs, errors);
    mode::check_container(&container, Subject { kind: "type", name: &plain_name(&head.ident) }, errors);
    let checked = check_fields(&head, &mut container, (shape, inputs), self_type, errors);
    let CheckedFields { mut fields, sources, skipped, extra_fields } = checked;
    places::share_places(fields.iter_mut());
    let flat = extra_fields.iter().any(|(key, ..)| key == "flatten");
    let extra_field = extra::check_extra(&container, extra_fields, errors);
    let computed = names::check_names(&head, &container, &fields, &sources, errors);
    let extra = match &container.extra {
        Some(extra) => extra.value,
        None if flat => ExtraPolicy::Allow,
        None => ExtraPolicy::Ignore,
    };
    let make = shape::check_make(shape, &container, &fields, errors);
    Model {
        extra,
        populate_by_name: container.populate_by_name.is_some(),
        check: container.check.map(|check| check.value),
        shape,
        transparent: container.transparent.is_some(),
        helper: Ident::new("__Fields", Span::call_site()),
        constructor: head.ident.to_token_stream(),
        variant: None,
        make,
        head,
        fields,
        skipped,
        extra_field,
        computed,
    }
}

/// The fields of a struct or a variant.
#[derive(Default)]
pub(super) struct CheckedFields {
    pub(super) fields: Vec<Field>,
    /// What stands on each of them.
    pub(super) sources: Vec<FieldAttrs>,
    pub(super) skipped: Vec<Skipped>,
    /// The maps for unknown keys: the key that says so, the field and its type.
    pub(super) extra_fields: Vec<(Ident, Ident, Type)>,
}

/// Checks each field by itself.
pub(super) fn check_fields(
    head: &Head,
    container: &mut ContainerAttrs,
    (shape, inputs): (Shape, Vec<FieldInput>),
    self_type: &TokenStream,
    errors: &mut Errors,
) -> CheckedFields {
    let params: Vec<Ident> = head.generics.type_params().map(|param| param.ident.clone()).collect();
    let elements = element_params(&head.generics);
    let mut out = CheckedFields::default();
    for input in inputs {
        let name = input.name();
        let subject = Field::subject(&name);
        let forwarded = std::mem::take(&mut container.forwarded);
        let attrs = parse_field(&input.attrs, forwarded, self_type, subject, errors);
        shape::check_field_keys(shape, &attrs, subject, errors);
        let kind = Kind::of(&input.ty, &params);
        let parts = FieldParts {
            input: &input,
            attrs: &attrs,
            container,
            kind,
            own: &head.ident,
            params: &params,
            elements: &elements,
            subject,
        };
        if let Some(Keyed { key, .. }) = &attrs.extra {
            extra::check_extra_field(&parts, key, errors);
            out.extra_fields.push((key.clone(), input.ident, input.ty));
            continue;
        }
        if let Some(Keyed { key, .. }) = &attrs.skip {
            out.skipped.push(skip::check_skip(&parts, key, errors));
            continue;
        }
        if let Some(Keyed { key, .. }) = &attrs.flatten {
            flatten::check_flatten(&parts, key, errors);
            if flatten::is_map(&parts) {
                out.extra_fields.push((key.clone(), input.ident, input.ty));
                continue;
            }
        }
        out.fields.push(check_field(&parts, errors));
        out.sources.push(attrs);
    }
    if shape == Shape::Tuple {
        shape::refuse_early_defaults(&out, &params, errors);
    }
    out
}

fn check_field(parts: &FieldParts<'_>, errors: &mut Errors) -> Field {
    let mut findings = Findings::default();
    let FieldParts { input, attrs, container, .. } = parts;
    readable::check_readable(parts, errors);
    floats::check_floats(parts, errors);
    let mode = mode::check_mode(parts, errors);
    let adapter = adapter::check_adapter(parts, &mut findings, errors).or_else(|| {
        check_rules(&parts.rules(mode), &mut findings, errors);
        borrow::check_borrow(parts, errors)
    });
    let default = default::check_default(parts, &parts.rules(mode), &mut findings, errors);
    let notes = notes::check_notes(parts, &parts.rules(mode), &mut findings, errors);
    let exclude = exclude::check_exclude(parts, errors);
    limits::check_field(parts, errors);
    Field {
        role: attrs.flatten.as_ref().map_or(Role::Value, |flatten| Role::Flatten(flatten.key.span())),
        ident: input.ident.clone(),
        member: input.member.clone(),
        ty: places::spelled_out(input.ty.clone()),
        surety: places::surety(parts, adapter.as_ref()),
        // To lints, what stands there is the derive's code.
        place: Span::call_site().located_at(input.ty.span()),
        wire: names::wire_name(&input.name(), attrs, container),
        path: names::path_steps(attrs),
        aliases: attrs.alias.iter().map(|alias| alias.value.value()).collect(),
        adapter,
        mode,
        rules: findings.setters,
        assertions: findings.assertions,
        default,
        raw: validators::check_raw(parts, errors),
        after: attrs.after.as_ref().map(|after| after.value.clone()),
        check: attrs.check.as_ref().map(|check| check.value.clone()),
        exclude: attrs.exclude.is_some(),
        exclude_none: exclude.none,
        exclude_default: exclude.default,
        exclude_if: attrs.exclude_if.as_ref().map(|path| path.value.clone()),
        required: attrs.required.is_some(),
        notes,
        description: description(&input.attrs),
    }
}
