//! What a mask finds inside the model.

use super::adapter;
use super::generics::Scope;
use crate::input::{Shape, plain_name};
use crate::model::{Field, Model, Tagging, Union, Variant};
use crate::ty::is_chain;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// How many types the runtime takes in one tuple.
const WIDTH: usize = 16;

/// What a mask finds inside a struct.
pub(super) fn expand_inside(model: &Model, scope: &Scope) -> TokenStream {
    // impl _opt::Inside for Video {
    //     const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    //     type Parts = (((String, f64, _opt::Computed,),),);
    // }
    let ident = &model.head.ident;
    if let (Shape::Newtype, [field]) = (model.shape, &model.fields[..]) {
        if is_chain(&field.ty, ident) {
            return expand_impl(&quote!(#ident), scope, &[], &quote!(_opt::Steps::Any), &any_parts());
        }
        // Nothing is inside where nothing is inside of the field.
        let inner = adapter::carried_type(field);
        let (inside, parts) = (quote!(<#inner as _opt::Inside>::INSIDE), quote!(<#inner as _opt::Inside>::Parts));
        return expand_impl(&quote!(#ident), scope, &[inner], &inside, &parts);
    }
    expand_fields(model, &quote!(#ident), &quote!(<Self as _opt::Model>::SHAPE), scope)
}

/// The impl of a struct or variant with fields of its own.
fn expand_fields(model: &Model, target: &TokenStream, shape: &TokenStream, scope: &Scope) -> TokenStream {
    let (flat, own): (Vec<&Field>, Vec<&Field>) = model.fields.iter().partition(|field| field.is_flat());
    let own: Vec<&Field> = own.into_iter().filter(|field| !field.is_tag()).collect();
    let types: Vec<TokenStream> = own.iter().map(|field| adapter::carried_type(field)).collect();
    let mut among: Vec<TokenStream> = flat.iter().map(|field| field.ty.to_token_stream()).collect();
    let mut steps: Vec<TokenStream> = among.iter().map(|ty| quote!(<#ty as _opt::Inside>::INSIDE)).collect();
    if let Some((_, map)) = &model.extra_field {
        among.push(quote!(#map));
        steps.push(quote!(_opt::Steps::Unknown));
    }
    let inside = if model.shape == Shape::Named && among.is_empty() && model.variant.is_none() {
        quote!(_opt::Steps::Fields(#shape))
    } else if model.shape == Shape::Named || !among.is_empty() {
        let names = own.iter().map(|field| plain_name(&field.ident));
        quote!(_opt::Steps::Among(#shape, &[#(#names),*], &[#(#steps),*]))
    } else {
        let count = types.len();
        quote!(_opt::Steps::Positions(#count))
    };
    let behind = among.iter().map(|ty| quote!(<#ty as _opt::Inside>::Parts));
    let parts = parts(types.into_iter().chain([quote!(_opt::Computed)]).chain(behind).collect());
    expand_impl(target, scope, &among, &inside, &parts)
}

/// What a mask finds inside an enum with data: its tags, and what any of its variants has.
pub(super) fn expand_union_inside(union: &Union, scope: &Scope) -> TokenStream {
    // impl _opt::Inside for __Square { … }
    //
    // impl _opt::Inside for Shape {
    //     const INSIDE: _opt::Steps =
    //         _opt::Steps::Among(<Self as _opt::Model>::SHAPE, &["kind"], &[<_opt::OneOf<(__Square,)> as _opt::Inside>::INSIDE]);
    //     type Parts = (((_opt::Computed, _opt::Computed, <_opt::OneOf<(__Square,)> as _opt::Inside>::Parts,),),);
    // }
    let Scope { arguments, .. } = scope;
    let ident = &union.head.ident;
    let shape = quote!(<#ident #arguments as _opt::Model>::SHAPE);
    let helpers = union.variants.iter().filter(|variant| has_helper(variant)).map(|variant| {
        let helper = &variant.model.helper;
        expand_fields(&variant.model, &quote!(#helper), &shape, scope)
    });
    let contents: Vec<TokenStream> = union.variants.iter().map(|variant| content(variant, scope)).collect();
    let held = union.variants.iter().zip(&contents).filter(|(variant, _)| variant.body != Shape::Unit);
    let one_of = one_of(held.map(|(_, content)| content.clone()).collect());
    let fields = |names: &[&String], among: Option<&TokenStream>| {
        let among = among.into_iter();
        quote!(_opt::Steps::Among(#shape, &[#(#names),*], &[#(<#among as _opt::Inside>::INSIDE),*]))
    };
    let (inside, parts) = match &union.tagging {
        Tagging::External => {
            let names: Vec<&String> = union.variants.iter().map(|variant| &variant.wire).collect();
            (fields(&names, None), parts(contents.into_iter().chain([quote!(_opt::Computed)]).collect()))
        }
        Tagging::Internal(tag) => {
            let among = quote!(<#one_of as _opt::Inside>::Parts);
            (fields(&[tag], Some(&one_of)), parts(vec![quote!(_opt::Computed), quote!(_opt::Computed), among]))
        }
        Tagging::Adjacent(tag, content) => {
            let types = vec![quote!(_opt::Computed), one_of, quote!(_opt::Computed)];
            (fields(&[tag, content], None), parts(types))
        }
        Tagging::Untagged => (quote!(<#one_of as _opt::Inside>::INSIDE), quote!(<#one_of as _opt::Inside>::Parts)),
    };
    let flat: Vec<TokenStream> = union
        .variants
        .iter()
        .flat_map(|variant| &variant.model.fields)
        .filter(|field| field.is_flat())
        .map(|field| field.ty.to_token_stream())
        .chain(
            union.variants.iter().filter_map(|variant| Some(variant.model.extra_field.as_ref()?.1.to_token_stream())),
        )
        .collect();
    let own = expand_impl(&quote!(#ident), scope, &flat, &inside, &parts);
    quote!(#(#helpers)* #own)
}

/// Whether a variant's struct says what is inside. What is inside a newtype's value is not looked at: it may be nothing,
/// and the enum would then have nothing inside. Beside a tag it is a model.
fn has_helper(variant: &Variant) -> bool {
    variant.body != Shape::Unit && (variant.body != Shape::Newtype || variant.model.has_flat())
}

/// The type of what a variant holds.
fn content(variant: &Variant, scope: &Scope) -> TokenStream {
    if has_helper(variant) {
        let (helper, arguments) = (&variant.model.helper, &scope.arguments);
        return quote!(#helper #arguments);
    }
    if variant.body == Shape::Unit { quote!(_opt::Computed) } else { quote!(_opt::AnySteps) }
}

/// One of these types, however many there are.
fn one_of(types: Vec<TokenStream>) -> TokenStream {
    if types.len() < WIDTH {
        return quote!(_opt::OneOf<(#(#types,)*)>);
    }
    one_of(types.chunks(WIDTH - 1).map(|types| quote!(_opt::OneOf<(#(#types,)*)>)).collect())
}

/// An impl, there only where each of these types has something inside.
fn expand_impl(
    target: &TokenStream,
    scope: &Scope,
    inner: &[TokenStream],
    inside: &TokenStream,
    parts: &TokenStream,
) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    // The lifetime keeps the compiler from looking at a bound before it is asked for.
    let wanted = quote!(#(for<'__any> #inner: _opt::Inside,)*);
    let bounds = match (bounds.is_empty(), inner.is_empty()) {
        (_, true) => quote!(#bounds),
        (true, false) => quote!(where #wanted),
        (false, false) => quote!(#bounds, #wanted),
    };
    quote! {
        #[automatically_derived]
        impl #params _opt::Inside for #target #arguments #bounds {
            const INSIDE: _opt::Steps = #inside;
            type Parts = #parts;
        }
    }
}

/// Types as the runtime asks for them.
fn parts(types: Vec<TokenStream>) -> TokenStream {
    let parts = tuples(tuples(types));
    quote!((#(#parts,)*))
}

/// Anything.
fn any_parts() -> TokenStream {
    quote!((((_opt::AnySteps,),),))
}

/// Types in tuples of a bounded width.
fn tuples(types: Vec<TokenStream>) -> Vec<TokenStream> {
    types.chunks(WIDTH).map(|types| quote!((#(#types,)*))).collect()
}
