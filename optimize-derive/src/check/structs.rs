//! Checks a struct: each field by itself, then the fields together.

use super::rules::{Findings, RuleParts, check_rules};
use super::{adapter, borrow, default, exclude, extra, mode, names, notes, shape, skip, validators};
use crate::attr::{ContainerAttrs, ExtraPolicy, FieldAttrs, Keyed, Subject, parse_field};
use crate::errors::Errors;
use crate::input::{FieldInput, Shape, description, plain_name};
use crate::model::{Field, Head, Mode, Model};
use crate::ty::Kind;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;

/// A field and everything that stands on it.
pub(super) struct FieldParts<'a> {
    pub(super) input: &'a FieldInput,
    pub(super) attrs: &'a FieldAttrs,
    pub(super) container: &'a ContainerAttrs,
    pub(super) kind: Kind<'a>,
    /// The model's type parameters.
    pub(super) params: &'a [Ident],
    pub(super) subject: Subject<'a>,
}

impl<'a> FieldParts<'a> {
    /// What concerns the value alone.
    pub(super) fn rules(&self, mode: Mode) -> RuleParts<'a> {
        let Self { attrs, kind, params, subject, .. } = *self;
        RuleParts { attrs: &attrs.rules, kind, mode, params, subject }
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
    let params: Vec<Ident> = head.generics.type_params().map(|param| param.ident.clone()).collect();
    let mut fields = Vec::with_capacity(inputs.len());
    let mut sources = Vec::with_capacity(inputs.len());
    let mut extra_fields = Vec::new();
    let shape = shape::check_shape(shape, &container, &head, &inputs, errors);
    let mut skipped = Vec::new();
    mode::check_container(&container, Subject { kind: "type", name: &plain_name(&head.ident) }, errors);
    for input in inputs {
        let name = input.name();
        let subject = Field::subject(&name);
        let forwarded = std::mem::take(&mut container.forwarded);
        let attrs = parse_field(&input.attrs, forwarded, self_type, subject, errors);
        shape::check_field_keys(shape, &attrs, subject, errors);
        let kind = Kind::of(&input.ty, &params);
        let parts = FieldParts { input: &input, attrs: &attrs, container: &container, kind, params: &params, subject };
        if let Some(Keyed { key, .. }) = &attrs.extra {
            extra::check_extra_field(&parts, key, errors);
            extra_fields.push((key.clone(), input.ident, input.ty));
            continue;
        }
        if let Some(Keyed { key, .. }) = &attrs.skip {
            skipped.push(skip::check_skip(&parts, key, errors));
            continue;
        }
        fields.push(check_field(&parts, errors));
        sources.push(attrs);
    }
    let extra_field = extra::check_extra(&container, extra_fields, errors);
    let computed = names::check_names(&head, &container, &fields, &sources, errors);
    Model {
        extra: container.extra.as_ref().map_or(ExtraPolicy::Ignore, |extra| extra.value),
        populate_by_name: container.populate_by_name.is_some(),
        check: container.check.map(|check| check.value),
        shape,
        transparent: container.transparent.is_some(),
        helper: Ident::new("__Fields", Span::call_site()),
        constructor: head.ident.to_token_stream(),
        head,
        fields,
        skipped,
        extra_field,
        computed,
    }
}

fn check_field(parts: &FieldParts<'_>, errors: &mut Errors) -> Field {
    let mut findings = Findings::default();
    let FieldParts { input, attrs, container, .. } = parts;
    let mode = mode::check_mode(parts, errors);
    let adapter = adapter::check_adapter(parts, &mut findings, errors);
    if adapter.is_none() {
        borrow::check_borrow(parts, errors);
        check_rules(&parts.rules(mode), &mut findings, errors);
    }
    let default = default::check_default(parts, &parts.rules(mode), errors);
    let exclude = exclude::check_exclude(parts, errors);
    Field {
        ident: input.ident.clone(),
        member: input.member.clone(),
        ty: input.ty.clone(),
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
        notes: notes::check_notes(parts, &parts.rules(mode), errors),
        description: description(&input.attrs),
    }
}
