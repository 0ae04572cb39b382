//! What a mask finds inside the model.

use super::adapter;
use super::generics::Scope;
use crate::input::{Shape, plain_name};
use crate::model::{Field, Model, Tagging, Union, Variant};
use crate::ty::is_behind_pointer;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericParam, Generics, Lifetime, parse_quote};

/// How many types the runtime takes in one tuple.
const WIDTH: usize = 16;

/// What a mask finds inside a struct.
pub(super) fn expand_inside(model: &Model, scope: &Scope) -> TokenStream {
    // enum __Inside {}
    //
    // impl _opt::Inside for Video {
    //     const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    // }
    //
    // impl _opt::PartsOf<__Inside> for Video {
    //     type Parts = (((String, f64, _opt::Computed,),),);
    // }
    let ident = &model.head.ident;
    let marker = marker();
    if let (Shape::Newtype, [field]) = (model.shape, &model.fields[..]) {
        // Behind a pointer it may be what holds it, and saying what is inside would have no end.
        let own = if is_behind_pointer(&field.ty) {
            expand_impl(&quote!(#ident), scope, &[], &quote!(_opt::Steps::Any), &Parts::any())
        } else {
            // Nothing is inside where nothing is inside of the field.
            let inner = adapter::carried_type(field);
            let mut parts = Parts::default();
            parts.types = parts.of(&inner);
            let inside = quote!(<#inner as _opt::Inside>::INSIDE);
            expand_impl(&quote!(#ident), scope, &[Wanted::Inside(inner)], &inside, &parts)
        };
        return quote!(#marker #own);
    }
    let own = expand_fields(model, &quote!(#ident), &quote!(<Self as _opt::Model>::SHAPE), scope);
    quote!(#marker #own)
}

/// The impl of a struct or variant with fields of its own.
fn expand_fields(model: &Model, target: &TokenStream, shape: &TokenStream, scope: &Scope) -> TokenStream {
    let (flat, own): (Vec<&Field>, Vec<&Field>) = model.fields.iter().partition(|field| field.is_flat());
    let own: Vec<&Field> = own.into_iter().filter(|field| !field.is_tag()).collect();
    let types: Vec<TokenStream> = own.iter().map(|field| adapter::carried_type(field)).collect();
    let mut among: Vec<Wanted> = flat.iter().map(|field| Wanted::flat(field)).collect();
    let mut steps: Vec<TokenStream> = among.iter().map(Wanted::inside).collect();
    if let Some((_, map)) = &model.extra_field {
        among.push(Wanted::Inside(quote!(#map)));
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
    let mut parts = Parts::default();
    let behind: Vec<TokenStream> = among.iter().map(|wanted| parts.of(wanted.parts().0)).collect();
    let computed = model.computed.iter().map(|computed| match &computed.ty {
        Some(ty) => nameable(ty.to_token_stream()),
        None => quote!(_opt::Computed),
    });
    parts.types = tuples_of(types.into_iter().chain(computed).chain(behind).collect());
    expand_impl(target, scope, &among, &inside, &parts)
}

/// What a mask finds inside an enum with data: its tags, and what any of its variants has.
pub(super) fn expand_union_inside(union: &Union, scope: &Scope) -> TokenStream {
    // enum __Inside {}
    //
    // impl _opt::Inside for __Square { … }
    //
    // impl _opt::Inside for Shape {
    //     const INSIDE: _opt::Steps =
    //         _opt::Steps::Among(<Self as _opt::Model>::SHAPE, &["kind"], &[<_opt::OneOf<(__Square,)> as _opt::Inside>::INSIDE]);
    // }
    //
    // impl<__P0> _opt::PartsOf<(__Inside, __P0)> for Shape where _opt::OneOf<(__Square,)>: _opt::PartsOf<__P0> {
    //     type Parts = (((_opt::NoSteps, <_opt::OneOf<(__Square,)> as _opt::PartsOf<__P0>>::Parts,),),);
    // }
    let marker = marker();
    let Scope { arguments, .. } = scope;
    let ident = &union.head.ident;
    let shape = quote!(<#ident #arguments as _opt::Model>::SHAPE);
    let helpers = union.variants.iter().filter(|variant| has_helper(variant)).map(|variant| {
        let helper = &variant.model.helper;
        expand_fields(&variant.model, &quote!(#helper), &shape, scope)
    });
    let contents: Vec<TokenStream> = union.variants.iter().map(|variant| content(union, variant, scope)).collect();
    let held = union.variants.iter().zip(&contents).filter(|(variant, _)| variant.body != Shape::Unit);
    let one_of = one_of(held.map(|(_, content)| content.clone()).collect());
    let fields = |names: &[&String], among: Option<&TokenStream>| {
        let among = among.into_iter();
        quote!(_opt::Steps::Among(#shape, &[#(#names),*], &[#(<#among as _opt::Inside>::INSIDE),*]))
    };
    let mut parts = Parts::default();
    let (inside, types) = match &union.tagging {
        Tagging::External => {
            let names: Vec<&String> = union.variants.iter().map(|variant| &variant.wire).collect();
            (fields(&names, None), tuples_of(contents.clone()))
        }
        Tagging::Internal(tag) => {
            let among = parts.of(&one_of);
            (fields(&[tag], Some(&one_of)), tuples_of(vec![quote!(_opt::NoSteps), among]))
        }
        Tagging::Adjacent(tag, content) => {
            (fields(&[tag, content], None), tuples_of(vec![quote!(_opt::NoSteps), one_of]))
        }
        Tagging::Untagged => (quote!(<#one_of as _opt::Inside>::INSIDE), parts.of(&one_of)),
    };
    parts.types = types;
    let fields = union.variants.iter().flat_map(|variant| &variant.model.fields);
    let flat = fields.filter(|field| field.is_flat()).map(Wanted::flat);
    let maps = union.variants.iter().filter_map(|variant| variant.model.extra_field.as_ref());
    let flat = flat.chain(maps.map(|(_, map)| Wanted::Inside(quote!(#map))));
    // Where what is inside the enum is what is inside its variants.
    let alone = union.variants.iter().zip(&contents).filter(|(variant, _)| held_alone(variant).is_some());
    let asked = matches!(union.tagging, Tagging::Internal(_) | Tagging::Untagged);
    let alone = alone.filter(|_| asked).map(|(_, content)| Wanted::Inside(content.clone()));
    let wanted: Vec<Wanted> = flat.chain(alone).collect();
    let own = expand_impl(&quote!(#ident), scope, &wanted, &inside, &parts);
    quote!(#marker #(#helpers)* #own)
}

/// What is private about the impls: see the runtime's `PartsOf`.
fn marker() -> TokenStream {
    quote!(
        enum __Inside {}
    )
}

/// The types that stand inside, and those whose own parts are among them.
#[derive(Default)]
struct Parts {
    types: TokenStream,
    of: Vec<TokenStream>,
}

impl Parts {
    /// Anything.
    fn any() -> Self {
        Self { types: quote!((((_opt::AnySteps,),),)), of: Vec::new() }
    }

    /// The parts of a type.
    fn of(&mut self, ty: &TokenStream) -> TokenStream {
        self.of.push(ty.clone());
        let via = Self::via(self.of.len() - 1);
        quote!(<#ty as _opt::PartsOf<#via>>::Parts)
    }

    fn via(position: usize) -> Ident {
        format_ident!("__P{position}", span = Span::call_site())
    }

    /// The impl's generics: a parameter for each type that leads on.
    fn generics(&self, scope: &Scope) -> (TokenStream, TokenStream, TokenStream) {
        let Scope { params, bounds, .. } = scope;
        if self.of.is_empty() {
            return (params.clone(), quote!(__Inside), bounds.clone());
        }
        let vias: Vec<Ident> = (0..self.of.len()).map(Self::via).collect();
        let mut generics: Generics = parse_quote!(#params);
        generics.params.extend(vias.iter().map(|via| -> GenericParam { parse_quote!(#via) }));
        let (params, _, _) = generics.split_for_impl();
        let of = &self.of;
        let wanted = quote!(#(#of: _opt::PartsOf<#vias>,)*);
        let bounds = if bounds.is_empty() { quote!(where #wanted) } else { quote!(#bounds, #wanted) };
        (params.to_token_stream(), quote!((__Inside, #(#vias,)*)), bounds)
    }
}

/// Whether a variant's struct says what is inside; else what the variant holds does. Beside a tag that is a model, whose
/// fields stand among others.
fn has_helper(variant: &Variant) -> bool {
    variant.body != Shape::Unit && (variant.body != Shape::Newtype || variant.model.has_flat())
}

/// The type of what a variant holds.
fn content(union: &Union, variant: &Variant, scope: &Scope) -> TokenStream {
    if has_helper(variant) {
        let (helper, arguments) = (&variant.model.helper, &scope.arguments);
        return quote!(#helper #arguments);
    }
    match held_alone(variant) {
        // As of a newtype's.
        Some(field) if matches!(union.tagging, Tagging::Untagged) && is_behind_pointer(&field.ty) => {
            quote!(_opt::AnySteps)
        }
        Some(field) => adapter::carried_type(field),
        None => quote!(_opt::NoSteps),
    }
}

/// The value of a newtype variant.
fn held_alone(variant: &Variant) -> Option<&Field> {
    if variant.body == Shape::Newtype && !has_helper(variant) { variant.model.fields.first() } else { None }
}

/// What a method returns as a type that an impl can name, where lifetimes without a name do not exist and a parameter
/// need not live for ever: what is borrowed stands for itself, but for what has no size.
fn nameable(ty: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut tokens = ty.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Punct(punct) = &token else {
            out.extend([match token {
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), nameable(group.stream()));
                    inner.set_span(group.span());
                    TokenTree::Group(inner)
                }
                other => other,
            }]);
            continue;
        };
        match punct.as_char() {
            '&' => {
                let lifetime = tokens.next_if(is_quote).and_then(|_| tokens.next());
                let unsized_behind = match tokens.peek() {
                    Some(TokenTree::Ident(name)) => name == "str",
                    Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Bracket,
                    _ => false,
                };
                if unsized_behind {
                    out.extend([token]);
                    out.extend(named(lifetime));
                }
            }
            '\'' => out.extend(named(tokens.next())),
            _ => out.extend([token]),
        }
    }
    out
}

fn is_quote(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '\'')
}

/// The lifetime of this name, or `'static`.
fn named(name: Option<TokenTree>) -> TokenStream {
    let name = name.filter(|name| name.to_string() != "_");
    let lifetime =
        Lifetime::new(&name.map_or_else(|| "'static".to_owned(), |name| format!("'{name}")), Span::call_site());
    quote!(#lifetime)
}

/// One of these types, however many there are.
fn one_of(types: Vec<TokenStream>) -> TokenStream {
    if types.len() < WIDTH {
        return quote!(_opt::OneOf<(#(#types,)*)>);
    }
    one_of(types.chunks(WIDTH - 1).map(|types| quote!(_opt::OneOf<(#(#types,)*)>)).collect())
}

/// A type without which there is nothing inside.
enum Wanted {
    /// Its parts stand among others.
    Inside(TokenStream),
    /// It is flattened.
    Flat(TokenStream),
}

impl Wanted {
    fn flat(field: &Field) -> Self {
        Self::Flat(field.ty.to_token_stream())
    }

    /// The type, and the trait that says what is inside of it.
    fn parts(&self) -> (&TokenStream, TokenStream) {
        match self {
            Self::Inside(ty) => (ty, quote!(_opt::Inside)),
            Self::Flat(ty) => (ty, quote!(_opt::NeverFlattenedIntoItself)),
        }
    }

    fn inside(&self) -> TokenStream {
        let (ty, inside) = self.parts();
        quote!(<#ty as #inside>::INSIDE)
    }

    fn bound(&self) -> TokenStream {
        let (ty, inside) = self.parts();
        // The lifetime keeps the compiler from looking at a bound before it is asked for.
        let bound = quote!(for<'__any> #ty: #inside,);
        match self {
            Self::Inside(_) => bound,
            Self::Flat(ty) => around(bound, Span::call_site().located_at(ty.span())),
        }
    }
}

/// An impl, there only where each of these types has something inside.
fn expand_impl(
    target: &TokenStream,
    scope: &Scope,
    inner: &[Wanted],
    inside: &TokenStream,
    parts: &Parts,
) -> TokenStream {
    let (own_params, via, own_bounds) = parts.generics(scope);
    let Scope { params, arguments, bounds, .. } = scope;
    let wanted: TokenStream = inner.iter().map(Wanted::bound).collect();
    let bounds = match (bounds.is_empty(), inner.is_empty()) {
        (_, true) => quote!(#bounds),
        (true, false) => quote!(where #wanted),
        (false, false) => quote!(#bounds, #wanted),
    };
    let flat = inner.iter().find_map(|wanted| match wanted {
        Wanted::Flat(ty) => Some(Span::call_site().located_at(ty.span())),
        Wanted::Inside(_) => None,
    });
    let place = flat.unwrap_or_else(Span::call_site);
    let types = &parts.types;
    let [there, inside] = [target, inside].map(|tokens| match flat {
        Some(place) => around(tokens.clone(), place),
        None => tokens.clone(),
    });
    let own = quote_spanned! {place=>
        #[automatically_derived]
        impl #params _opt::Inside for #there #arguments #bounds {
            const INSIDE: _opt::Steps = #inside;
        }
    };
    quote! {
        #own

        #[automatically_derived]
        impl #own_params _opt::PartsOf<#via> for #target #arguments #own_bounds {
            type Parts = #types;
        }
    }
}

/// The tokens, with those that are in no group at a place. Models that are flattened into one another have no end, which
/// the compiler says of the impl as a whole: it stands where the flattened type does.
fn around(tokens: TokenStream, place: Span) -> TokenStream {
    let at_place = |mut token: TokenTree| {
        token.set_span(place);
        token
    };
    tokens.into_iter().map(at_place).collect()
}

/// Types as the runtime asks for them.
fn tuples_of(types: Vec<TokenStream>) -> TokenStream {
    let parts = tuples(tuples(types));
    quote!((#(#parts,)*))
}

/// Types in tuples of a bounded width.
fn tuples(types: Vec<TokenStream>) -> Vec<TokenStream> {
    types.chunks(WIDTH).map(|types| quote!((#(#types,)*))).collect()
}
