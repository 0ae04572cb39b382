//! The constant, and the constants that check it.

use super::{Input, Kind, Node};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;

/// How many positions the runtime's `Step` has.
const LEVELS: usize = 18;

/// A block that gives the mask.
pub(super) fn expand_mask(input: &Input) -> TokenStream {
    // {
    //     use ::optimize_core::__private as _opt;
    //     const __STEP_0: _opt::Step = _opt::name_step(<Video as _opt::Inside>::INSIDE, "size", false);
    //     const _: _opt::Step = _opt::name_step(<… as _opt::Inside>::INSIDE, "x", false);
    //     _opt::Mask::fixed(_opt::FixedMask { entries: &[("size", _opt::Some(…))] })
    // }
    let Input { runtime, ty, nodes } = input;
    let mut checks = Vec::new();
    check(&quote!(#ty), ty.span(), nodes, &mut checks);
    let mask = mask(nodes);
    quote! {{
        use #runtime::__private as _opt;
        #(#checks)*
        _opt::Mask::fixed(const { #mask })
    }}
}

/// Constants that fail where a step does not exist.
fn check(ty: &TokenStream, place: proc_macro2::Span, nodes: &[Node], checks: &mut Vec<TokenStream>) {
    for Node { step, inner } in nodes {
        let span = step.span;
        // Where nothing stands inside, the step into it is what is wrong, or the type itself.
        let inside = quote_spanned!(place=> <#ty as _opt::Inside>::INSIDE);
        let find = match &step.kind {
            Kind::Name(name) => quote_spanned!(span=> _opt::name_step(#inside, #name, false)),
            Kind::Quoted(name) => quote_spanned!(span=> _opt::name_step(#inside, #name, true)),
            Kind::Position(position) => quote_spanned!(span=> _opt::position_step(#inside, #position)),
            Kind::Each => quote_spanned!(span=> _opt::each_step(#inside)),
        };
        if inner.is_empty() {
            checks.push(quote_spanned!(span=> const _: _opt::Step = #find;));
        } else {
            let name = format_ident!("__STEP_{}", checks.len());
            checks.push(quote_spanned!(span=> const #name: _opt::Step = #find;));
            let mut below = quote_spanned!(span=> <#ty as _opt::PartsOf<_>>::Parts);
            for level in 0..LEVELS {
                below = quote_spanned!(span=> <#below as _opt::StepAt<{ #name[#level] }>>::Inner);
            }
            check(&below, span, inner, checks);
        }
    }
}

/// The mask, its names in order.
fn mask(nodes: &[Node]) -> TokenStream {
    let mut nodes: Vec<(String, &Node)> = nodes.iter().map(|node| (node.step.name(), node)).collect();
    nodes.sort_by(|(left, _), (right, _)| left.cmp(right));
    let entries = nodes.iter().map(|(name, node)| {
        if node.inner.is_empty() {
            quote!((#name, _opt::None))
        } else {
            let inner = mask(&node.inner);
            quote!((#name, _opt::Some(#inner)))
        }
    });
    quote!(_opt::FixedMask { entries: &[#(#entries),*] })
}
