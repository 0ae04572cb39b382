//! The code of a plan.

use super::plan::{Plan, Step};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// More ranges than this are a table, not a pattern.
const MAX_INLINE: usize = 8;

/// The body of the test, over `__text`.
pub(crate) fn expand_plan(plan: &Plan) -> TokenStream {
    // __text.starts_with("http://") || __text.starts_with("https://")
    // { let mut __scan = _opt::Scan::new(__text); __scan.ascii(3, 16, const { _opt::Ascii::new(&[(b'a', b'z')]) }) && __scan.is_at_end() }
    match plan {
        Plan::Equals(texts) => quote!(::core::matches!(__text, #(#texts)|*)),
        Plan::StartsWith(texts) => quote!(#(_opt::begins(__text, #texts))||*),
        Plan::EndsWith(texts) => quote!(#(_opt::ends(__text, #texts))||*),
        Plan::Contains(texts) => quote!(#(_opt::contains(__text, #texts))||*),
        Plan::Sequence { steps, to_end } => {
            let steps = steps.iter().map(expand_step);
            let end = to_end.then(|| quote!(&&__scan.is_at_end()));
            quote!({ let mut __scan = _opt::Scan::new(__text); #(#steps)&&* #end })
        }
    }
}

fn expand_step(step: &Step) -> TokenStream {
    match step {
        Step::Literal(text) => quote!(__scan.literal(#text)),
        Step::Optional(text) => quote!(__scan.optional(#text)),
        Step::Class { ranges, min, max } => {
            let min = Literal::u32_unsuffixed(*min);
            let max = max.map_or_else(
                || quote!(::core::primitive::u32::MAX),
                |max| {
                    let max = Literal::u32_unsuffixed(max);
                    quote!(#max)
                },
            );
            if ranges.iter().all(|(_, last)| last.is_ascii()) {
                let ranges = ranges.iter().map(|(first, last)| ascii_range(*first, *last));
                return quote!(__scan.ascii(#min, #max, const { _opt::Ascii::new(&[#(#ranges),*]) }));
            }
            if ranges.len() <= MAX_INLINE {
                let ranges = ranges.iter().map(|(first, last)| quote!(#first..=#last));
                return quote!(__scan.class(#min, #max, |__char| ::core::matches!(__char, #(#ranges)|*)));
            }
            let ranges = ranges.iter().map(|(first, last)| quote!((#first, #last)));
            quote!(__scan.class(#min, #max, |__char| _opt::is_in(__char, &[#(#ranges),*])))
        }
    }
}

/// `(b'a', b'z')`.
fn ascii_range(first: char, last: char) -> TokenStream {
    let byte = |letter: char| Literal::byte_character(u8::try_from(letter).unwrap_or_default());
    let (first_byte, last_byte) = (byte(first), byte(last));
    quote!((#first_byte, #last_byte))
}
