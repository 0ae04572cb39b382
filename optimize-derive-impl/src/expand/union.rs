//! The impls of an enum with data: each variant is a struct of its own, and the enum chooses among them.

use super::adapter::mentions;
use super::call::check_model;
use super::definitions::{expand_definitions, json_string};
use super::generics::{Scope, field_scope, parse_scope};
use super::inside::expand_union_inside;
use super::model::{expand_describes, expand_shape, expand_visits, fields_path};
use super::partial::expand_partial;
use super::{Suffix, field, optimized, parse_field, serde, type_name};
use crate::input::{Shape, plain_name};
use crate::model::{Field, Head, Tagging, Union, Variant};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Member;

/// The code of an enum with data.
pub(super) fn expand_union(union: &Union) -> TokenStream {
    let head = &union.head;
    let fields: Vec<&Field> = union.variants.iter().flat_map(|variant| &variant.model.fields).collect();
    let (field, parse) = (field_scope(head, &fields, None), parse_scope(head, &fields, None));
    let suffix = Suffix { shape: "union", transparent: false };
    let variants = union
        .variants
        .iter()
        .flat_map(|variant| [expand_definitions(&variant.model, &field), expand_partial(&variant.model, &parse)]);
    let parts = [
        super::before::function(head).unwrap_or_default(),
        expand_model(union, &field),
        expand_among(head, &field),
        expand_union_inside(union, &field),
        expand_choice(union, &field),
        expand_parse_union(union, &parse),
        field::expand_field(head, suffix, None, &field),
        parse_field::expand_parse_field(head, suffix, &quote!(Self), &parse),
        optimized::expand_optimized(head, &field),
        serde::expand_serialize(head, suffix, &field),
        serde::expand_deserialize(head, &parse),
    ];
    variants.chain(parts).collect()
}

/// `impl Model`: the fields of the variant that a value is.
fn expand_model(union: &Union, scope: &Scope) -> TokenStream {
    // impl _opt::Model for Shape {
    //     const SHAPE: &'static _opt::Shape =
    //         &_opt::Shape::new("Shape", &[], &[]).union(<Self as _opt::Union>::UNION);
    //     fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
    //         match self {
    //             Self::Circle { radius: __radius } => {
    //                 __visitor.field(&__Circle::radius, __radius);
    //             }
    //             …
    //         }
    //     }
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let (ident, name) = (&union.head.ident, type_name(&union.head));
    let title = union.head.title.as_ref().map(|title| quote!(.title(#title)));
    let text = &union.head.description;
    let describe = (!text.is_empty()).then(|| quote!(.describe(#text)));
    let mentions = mentions(union.variants.iter().flat_map(|variant| &variant.model.fields));
    let arms = union.variants.iter().map(|variant| {
        let pattern = expand_pattern(variant);
        let visits = expand_visits(&variant.model, scope, |field| {
            let binding = binding(field);
            quote!(#binding)
        });
        quote!(#pattern => { #visits })
    });
    let skipped = &union.skipped;
    let check = union.check.as_ref().map(check_model);
    quote! {
        #[automatically_derived]
        impl #params _opt::Model for #ident #arguments #bounds {
            const SHAPE: &'static _opt::Shape = &_opt::Shape::new(#name, &[], &[])
                .union(<Self as _opt::Union>::UNION) #title #describe;

            fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
                #(#mentions)*
                match self {
                    #(#arms)*
                    #(Self::#skipped { .. } => {})*
                }
            }

            fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
                __describer.choice::<Self>();
            }

            fn visit_flat<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
                _opt::visit_union(self, __visitor);
            }

            #check
        }
    }
}

/// The local of a field's value.
fn binding(field: &Field) -> Ident {
    format_ident!("__{}", field.name(), span = Span::mixed_site())
}

/// `Self::Circle { radius: __radius }`
fn expand_pattern(variant: &Variant) -> TokenStream {
    let ident = &variant.ident;
    let fields = variant.model.fields.iter().filter(|field| !field.is_tag()).map(|field| {
        let (member, binding) = (&field.member, binding(field));
        quote!(#member: #binding,)
    });
    let skipped = variant.model.skipped.iter().map(|skipped| {
        let member: &Member = &skipped.member;
        quote!(#member: _,)
    });
    quote!(Self::#ident { #(#fields)* #(#skipped)* })
}

/// `impl Union`: how variants are told, named and described.
fn expand_choice(union: &Union, scope: &Scope) -> TokenStream {
    // impl _opt::Union for Shape {
    //     const UNION: &'static _opt::UnionShape = &_opt::UnionShape { tagging: _opt::Tagging::External, … };
    //     fn index(&self) -> _opt::usize {
    //         match self { Self::Circle { .. } => 0, … }
    //     }
    //     fn find(__name: &_opt::str) -> _opt::Option<_opt::usize> {
    //         match __name { "circle" => _opt::Some(0), … }
    //     }
    //     …
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &union.head.ident;
    let tagging = match &union.tagging {
        Tagging::External => quote!(_opt::Tagging::External),
        Tagging::Internal(tag) => {
            let tag = expand_key(tag, tag);
            quote!(_opt::Tagging::Internal(#tag))
        }
        Tagging::Adjacent(tag, content) => {
            let (tag, content) = (expand_key(tag, tag), expand_key(content, content));
            quote!(_opt::Tagging::Adjacent(#tag, #content))
        }
        Tagging::Untagged => quote!(_opt::Tagging::Untagged),
    };
    let shapes = union.variants.iter().map(|variant| expand_variant(variant, scope));
    let names: Vec<&String> = union.variants.iter().map(|variant| &variant.wire).collect();
    let forbid = union.forbid;
    let indexes: Vec<Literal> = (0..union.variants.len()).map(Literal::usize_unsuffixed).collect();
    let idents: Vec<&Ident> = union.variants.iter().map(|variant| &variant.ident).collect();
    let behind = Literal::usize_unsuffixed(union.variants.len());
    let skipped = &union.skipped;
    let read = union.variants.iter().zip(&indexes).map(|(variant, index)| {
        let aliases = &variant.aliases;
        let wire = &variant.wire;
        quote!(#wire #(| #aliases)* => _opt::Some(#index),)
    });
    let find = if matches!(union.tagging, Tagging::Untagged) {
        // Binary formats name the variants of every enum. Two of them may have one name here.
        let mut known = Vec::new();
        let read = union.variants.iter().zip(&indexes).filter(|(variant, _)| {
            let new = !known.contains(&&variant.wire);
            known.push(&variant.wire);
            new
        });
        let arms = read.map(|(variant, index)| {
            let wire = &variant.wire;
            quote!(#wire => _opt::Some(#index),)
        });
        quote!(match __name { #(#arms)* _ => _opt::None })
    } else {
        quote!(match __name { #(#read)* _ => _opt::None })
    };
    let describes = union.variants.iter().zip(&indexes).map(|(variant, index)| {
        let describes = expand_describes(&variant.model, scope);
        quote!(#index => { #describes })
    });
    let mentions = mentions(union.variants.iter().flat_map(|variant| &variant.model.fields));
    quote! {
        #[automatically_derived]
        impl #params _opt::Union for #ident #arguments #bounds {
            const UNION: &'static _opt::UnionShape = &_opt::UnionShape {
                tagging: #tagging,
                variants: &[#(#shapes),*],
                names: &[#(#names),*],
                forbid: #forbid,
            };

            fn index(&self) -> _opt::usize {
                match self {
                    #(Self::#idents { .. } => #indexes,)*
                    #(Self::#skipped { .. } => #behind,)*
                }
            }

            fn find(__name: &_opt::str) -> _opt::Option<_opt::usize> {
                #find
            }

            fn describe_variant<__D: _opt::FieldDescriber>(__index: _opt::usize, __describer: &mut __D) {
                #(#mentions)*
                match __index {
                    #(#describes)*
                    _ => {}
                }
            }
        }
    }
}

fn expand_key(name: &str, wire: &str) -> TokenStream {
    let fused = format!(",{}:", json_string(wire));
    quote!(_opt::Key::new(#name, #wire, #fused))
}

fn expand_variant(variant: &Variant, scope: &Scope) -> TokenStream {
    let key = expand_key(&plain_name(&variant.ident), &variant.wire);
    let (aliases, description) = (&variant.aliases, &variant.description);
    let body = match variant.body {
        Shape::Named => quote!(_opt::Body::Named),
        Shape::Tuple => quote!(_opt::Body::Tuple),
        Shape::Newtype => quote!(_opt::Body::Newtype),
        Shape::Unit => quote!(_opt::Body::Unit),
    };
    let shape = expand_shape(&variant.model, &variant.ident.to_string(), scope);
    quote! {
        _opt::VariantShape {
            key: #key,
            aliases: &[#(#aliases),*],
            body: #body,
            shape: #shape,
            description: #description,
        }
    }
}

/// `impl ParseModel`, by which an enum stands among the fields of a model.
fn expand_among(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseModel for #ident #arguments #bounds {
            type Fields = _opt::FlatUnion<Self>;

            const IS_OBJECT: _opt::bool = <Self as _opt::Union>::UNION.is_object();
        }
    }
}

/// `impl ParseUnion`: which struct a variant is read as.
fn expand_parse_union(union: &Union, scope: &Scope) -> TokenStream {
    // impl<'de> _opt::ParseUnion<'de> for Shape {
    //     fn read_variant<__S: _opt::VariantSource<'de>>(…) -> _opt::Result<Self, __S::Stop> {
    //         match __index {
    //             0 => __source.model::<__Circle>(),
    //             _ => __source.unit::<__Empty>(),
    //         }
    //     }
    // }
    let Scope { params, arguments, bounds, input } = scope;
    let ident = &union.head.ident;
    let last = union.variants.len().saturating_sub(1);
    let arms = union.variants.iter().enumerate().map(|(index, variant)| {
        let helper = fields_path(&variant.model, scope);
        let method = match variant.body {
            Shape::Named => quote!(model),
            Shape::Tuple => quote!(tuple),
            Shape::Newtype => quote!(newtype),
            Shape::Unit => quote!(unit),
        };
        let index = if index == last {
            quote!(_)
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index)
        };
        quote!(#index => __source.#method::<#helper>(),)
    });
    quote! {
        #[automatically_derived]
        impl #params _opt::ParseUnion<#input> for #ident #arguments #bounds {
            fn read_variant<__S: _opt::VariantSource<#input>>(
                __index: _opt::usize,
                __source: __S,
            ) -> _opt::Result<Self, __S::Stop> {
                match __index {
                    #(#arms)*
                }
            }
        }
    }
}
