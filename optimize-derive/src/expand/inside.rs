//! What a mask finds inside the model.

use super::adapter;
use super::generics::Scope;
use crate::input::Shape;
use crate::model::{Head, Model};
use crate::ty::is_chain;
use proc_macro2::TokenStream;
use quote::quote;

/// How many types the runtime takes in one tuple.
const WIDTH: usize = 16;

/// The types of the fields, as the runtime asks for them.
pub(super) fn expand_inside(model: &Model, scope: &Scope) -> TokenStream {
    // impl _opt::Inside for Video {
    //     const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    //     type Parts = (((String, f64, _opt::Computed,),),);
    // }
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &model.head.ident;
    // The fields of flattened models are reached by their names, and nothing inside them.
    let own = model.fields.iter().filter(|field| !field.is_flat());
    let types: Vec<TokenStream> = own.map(adapter::carried_type).collect();
    if let (Shape::Newtype, [inner]) = (model.shape, &types[..]) {
        if is_chain(&model.fields[0].ty, &model.head.ident) {
            return expand_anything(&model.head, scope);
        }
        // Nothing is inside where nothing is inside of the field. The lifetime keeps the compiler from
        // looking at the bound before it is asked for.
        let bound = quote!(for<'__any> #inner: _opt::Inside);
        let bounds = if bounds.is_empty() { quote!(where #bound) } else { quote!(#bounds, #bound) };
        return quote! {
            #[automatically_derived]
            impl #params _opt::Inside for #ident #arguments #bounds {
                const INSIDE: _opt::Steps = <#inner as _opt::Inside>::INSIDE;
                type Parts = <#inner as _opt::Inside>::Parts;
            }
        };
    }
    let inside = match model.shape {
        Shape::Named => quote!(Fields(<Self as _opt::Model>::SHAPE)),
        _ => {
            let count = types.len();
            quote!(Positions(#count))
        }
    };
    let parts = tuples(tuples(types.into_iter().chain([quote!(_opt::Computed)]).collect()));
    quote! {
        #[automatically_derived]
        impl #params _opt::Inside for #ident #arguments #bounds {
            const INSIDE: _opt::Steps = _opt::Steps::#inside;
            type Parts = (#(#parts,)*);
        }
    }
}

/// A type of which a mask can name anything: an enum's variants differ in what is inside.
pub(super) fn expand_anything(head: &Head, scope: &Scope) -> TokenStream {
    let Scope { params, arguments, bounds, .. } = scope;
    let ident = &head.ident;
    quote! {
        #[automatically_derived]
        impl #params _opt::Inside for #ident #arguments #bounds {
            const INSIDE: _opt::Steps = _opt::Steps::Any;
            type Parts = (((_opt::AnySteps,),),);
        }
    }
}

/// Types in tuples of a bounded width.
fn tuples(types: Vec<TokenStream>) -> Vec<TokenStream> {
    types.chunks(WIDTH).map(|types| quote!((#(#types,)*))).collect()
}
