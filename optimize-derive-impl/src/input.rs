//! The shape of the type under the derive: a struct or an enum, and its fields.

use crate::errors::Errors;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Expr, Fields, Generics, Index, Lit, Member, Meta, Type, Variant, Visibility};

/// The type, taken apart. `Self` is already replaced by the type's name in field types.
pub(crate) struct Input {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) body: Body,
    /// What `Self` means, in a form that works in types and in expressions.
    pub(crate) self_type: TokenStream,
}

/// What the type is made of.
pub(crate) enum Body {
    Struct(Shape, Vec<FieldInput>),
    Enum(Vec<VariantInput>),
    /// A shape that was refused.
    Other,
}

/// How the fields of a struct or a variant stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `{ a: A, b: B }`, an object.
    Named,
    /// `(A, B)`, an array.
    Tuple,
    /// `(A)`, or one field that is `transparent`: the value of the field.
    Newtype,
    /// Nothing.
    Unit,
}

/// A field with a name or a place.
pub(crate) struct FieldInput {
    /// The name in generated code: the field's own, or `_0`.
    pub(crate) ident: Ident,
    /// How the field is reached: `title` or `0`.
    pub(crate) member: Member,
    pub(crate) ty: Type,
    pub(crate) attrs: Vec<Attribute>,
}

impl FieldInput {
    /// The field's name as it is read by people: `type` for `r#type`, `0` for the first place.
    pub(crate) fn name(&self) -> String {
        member_name(&self.member)
    }
}

/// A field's name as it is read by people.
pub(crate) fn member_name(member: &Member) -> String {
    match member {
        Member::Named(ident) => plain_name(ident),
        Member::Unnamed(index) => index.index.to_string(),
    }
}

/// A variant.
pub(crate) struct VariantInput {
    pub(crate) ident: Ident,
    pub(crate) shape: Shape,
    pub(crate) fields: Vec<FieldInput>,
    pub(crate) attrs: Vec<Attribute>,
}

/// Takes the type apart and refuses shapes that can't be models.
pub(crate) fn parse_input(input: DeriveInput, errors: &mut Errors) -> Input {
    let DeriveInput { attrs, vis, ident, generics, data } = input;
    let self_type = self_type(&ident, &generics);
    let body = match data {
        Data::Struct(data) => {
            let (shape, fields) = parse_fields(data.fields, &self_type);
            Body::Struct(shape, fields)
        }
        Data::Enum(data) => parse_enum(&ident, data.variants.into_iter().collect(), &self_type, errors),
        Data::Union(data) => {
            errors.refuse(
                data.union_token,
                format_args!("union `{ident}` can not be a model: which field holds is unknown"),
                "use a struct, or an enum with a variant for each field",
            );
            Body::Other
        }
    };
    Input { vis, ident, generics, attrs, body, self_type }
}

fn parse_fields(fields: Fields, self_type: &TokenStream) -> (Shape, Vec<FieldInput>) {
    let shape = match &fields {
        Fields::Named(_) => Shape::Named,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Shape::Newtype,
        Fields::Unnamed(_) => Shape::Tuple,
        Fields::Unit => Shape::Unit,
    };
    let parse_field = |(position, field): (usize, syn::Field)| {
        let ty = field.ty;
        let (ident, member) = match field.ident {
            Some(ident) => (ident.clone(), Member::Named(ident)),
            None => {
                let index = u32::try_from(position).unwrap_or(u32::MAX);
                let place = Index { index, span: ty.span() };
                (Ident::new(&format!("_{index}"), ty.span().resolved_at(Span::call_site())), Member::Unnamed(place))
            }
        };
        let replaced = syn::parse2(replace_self(ty.to_token_stream(), self_type)).unwrap_or(ty);
        FieldInput { ident, member, ty: replaced, attrs: field.attrs }
    };
    (shape, fields.into_iter().enumerate().map(parse_field).collect())
}

fn parse_enum(ident: &Ident, variants: Vec<Variant>, self_type: &TokenStream, errors: &mut Errors) -> Body {
    if variants.is_empty() {
        errors.refuse(
            ident,
            format_args!("enum `{ident}` can not be a model: it has no variants, so no value"),
            "add a variant",
        );
        return Body::Other;
    }
    let parse_variant = |variant: Variant| {
        let (shape, fields) = parse_fields(variant.fields, self_type);
        VariantInput { ident: variant.ident, shape, fields, attrs: variant.attrs }
    };
    Body::Enum(variants.into_iter().map(parse_variant).collect())
}

/// The type with its parameters, as `Name` or `Name::<'a, T, N>`.
fn self_type(ident: &Ident, generics: &Generics) -> TokenStream {
    let (_, arguments, _) = generics.split_for_impl();
    let turbofish = arguments.as_turbofish();
    quote!(#ident #turbofish)
}

/// Puts the type's name in place of `Self`, which means another type inside generated items.
pub(crate) fn replace_self(tokens: TokenStream, self_type: &TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Ident(ident) if ident == "Self" => self_type
                .clone()
                .into_iter()
                .map(|mut token| {
                    token.set_span(ident.span());
                    token
                })
                .collect::<TokenStream>(),
            TokenTree::Group(group) => {
                let mut replaced = Group::new(group.delimiter(), replace_self(group.stream(), self_type));
                replaced.set_span(group.span());
                TokenTree::Group(replaced).into()
            }
            other => other.into(),
        })
        .collect()
}

/// The doc comment, without the blank that follows `///`.
pub(crate) fn description(attrs: &[Attribute]) -> String {
    let lines: Vec<String> = attrs
        .iter()
        .filter_map(|attr| match &attr.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(value) => match &value.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .flat_map(|text| {
            // Not `lines`, which has none of an empty text: a blank line ends a paragraph.
            text.split('\n')
                .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    lines.join("\n").trim().to_owned()
}

/// The name as it is read by people: `r#type` is `type`.
pub(crate) fn plain_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}
