//! `rename_all` and `rename_all_fields` on enums.

use crate::attr::{ContainerAttrs, Keyed};
use crate::errors::Errors;
use crate::input::{Shape, VariantInput};

/// Spellings of names that are nowhere.
pub(super) fn refuse_idle(container: &ContainerAttrs, variants: &[VariantInput], name: &str, errors: &mut Errors) {
    if let (Some(_), Some(Keyed { key, .. })) = (&container.untagged, &container.rename_all) {
        errors.refuse(
            key,
            format_args!(
                "`{key}` on enum `{name}` has no effect: an untagged enum does not write the names of variants"
            ),
            format_args!("remove `{key}`, or write `rename_all_fields` for the fields of its variants"),
        );
    }
    if let Some(Keyed { key, .. }) = &container.rename_all_fields
        && !variants.iter().any(|variant| variant.shape == Shape::Named)
    {
        errors.refuse(
            key,
            format_args!("`{key}` on enum `{name}` has no effect: no variant has named fields"),
            format_args!("remove `{key}`; the variants themselves are spelled by `rename_all`"),
        );
    }
}
