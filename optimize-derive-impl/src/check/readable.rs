//! Types that no value can be read of, as far as their names tell. What else there is the compiler reports.

use super::structs::FieldParts;
use crate::attr::AdapterAttr;
use crate::errors::Errors;
use crate::input::FieldInput;
use crate::ty::{bare, name_and_arguments};
use syn::{Type, TypeParamBound};

/// What to write in the place of a type without a size.
fn sized_instead(ty: &Type) -> Option<&'static str> {
    match bare(ty) {
        Type::Slice(_) => Some("write `Vec<T>`, or `Box<[T]>`"),
        Type::TraitObject(_) => {
            Some("name the type that it is, or derive `Optimized` on an enum of those that it can be")
        }
        Type::Path(path) if path.path.is_ident("str") => Some("write `String`, or `Box<str>`"),
        _ => None,
    }
}

/// Refuses a last field without a size. Rust allows it, and would say of each implementation that it needs one.
pub(super) fn refuse_unsized(inputs: &[FieldInput], errors: &mut Errors) {
    let Some(last) = inputs.last() else { return };
    if let Some(help) = sized_instead(&last.ty) {
        let name = last.name();
        let problem = format_args!("field `{name}` can not be read: its type has no size");
        errors.refuse(&last.ty, problem, help);
        errors.bar_implementations();
    }
}

/// Refuses what JSON has no values of: functions, pointers, what is borrowed to be changed or as a trait object.
pub(super) fn check_readable(parts: &FieldParts<'_>, errors: &mut Errors) {
    let (ty, adapters) = (&parts.input.ty, &parts.attrs.adapters);
    if sized_instead(ty).is_some() {
        errors.leave_to_compiler();
    } else if adapters.is_empty() {
        if let Some((problem, help)) = unreadable(ty) {
            errors.refuse(ty, format_args!("{} can not be read: {problem}", parts.subject), help);
        }
    } else if let Some(serde) = adapters.iter().find(|adapter| matches!(adapter.value, AdapterAttr::Serde))
        && holds(ty, &|ty| matches!(ty, Type::Reference(_)))
    {
        errors.refuse(
            ty,
            format_args!("{} borrows, but what `{}` reads is owned", parts.subject, serde.key),
            "own the value (`String`), or remove `serde`: a `&str` needs none",
        );
    }
}

/// What is wrong with a type, and what to do.
fn unreadable(ty: &Type) -> Option<(&'static str, &'static str)> {
    const ELSEWHERE: &str =
        "leave it out of the JSON: `#[opt(skip, default = …)]`, or name an adapter: `#[opt(with = MyAdapter)]`";
    if holds(ty, &is_function) {
        return Some(("JSON has no functions", ELSEWHERE));
    }
    if holds(ty, &|ty| matches!(ty, Type::Ptr(_))) {
        return Some(("JSON has no pointers", ELSEWHERE));
    }
    let borrows = |pick: fn(&syn::TypeReference) -> bool| {
        holds(ty, &|ty| matches!(ty, Type::Reference(reference) if pick(reference)))
    };
    if borrows(|reference| reference.mutability.is_some()) {
        return Some(("nothing that is read can be borrowed to be changed", "own the value, without `&mut`"));
    }
    if borrows(|reference| matches!(bare(&reference.elem), Type::TraitObject(_))) {
        return Some((
            "no JSON is a trait object that could be borrowed",
            "name the type that it is, or derive `Optimized` on an enum of those that it can be",
        ));
    }
    None
}

/// A function, or a trait object that is one.
fn is_function(ty: &Type) -> bool {
    match ty {
        Type::FnPtr(_) => true,
        Type::TraitObject(object) => object.bounds.iter().any(|bound| {
            matches!(bound, TypeParamBound::Trait(bound)
            if bound.path.segments.last().is_some_and(|last| {
                ["Fn", "FnMut", "FnOnce"].iter().any(|name| last.ident == name)
            }))
        }),
        _ => false,
    }
}

/// Whether such a type is what values of the field are made of, as the names of the standard library's types tell.
fn holds(ty: &Type, wanted: &impl Fn(&Type) -> bool) -> bool {
    const HOLDERS: [&str; 13] = [
        "Option",
        "Box",
        "Rc",
        "Arc",
        "Vec",
        "VecDeque",
        "LinkedList",
        "BinaryHeap",
        "HashSet",
        "BTreeSet",
        "HashMap",
        "BTreeMap",
        "Reverse",
    ];
    let ty = bare(ty);
    wanted(ty)
        || match ty {
            Type::Array(array) => holds(&array.elem, wanted),
            Type::Slice(slice) => holds(&slice.elem, wanted),
            Type::Tuple(tuple) => tuple.elems.iter().any(|item| holds(item, wanted)),
            Type::Reference(reference) => holds(&reference.elem, wanted),
            ty => name_and_arguments(ty).is_some_and(|(name, arguments)| {
                HOLDERS.contains(&name.as_str()) && arguments.into_iter().any(|inner| holds(inner, wanted))
            }),
        }
}
