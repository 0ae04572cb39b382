//! What a type's parameters are used for: as values, or as the keys of maps.

use proc_macro2::Ident;
use quote::{ToTokens as _, quote};
use syn::{GenericArgument, PathArguments, PathSegment, ReturnType, Type};

use super::generics::mentions;

/// The parts of the fields' types that parameters stand in.
#[derive(Default)]
pub(super) struct Uses {
    /// Types that values are held of: `T` itself, `T::Item` or `<T as Iterator>::Item`.
    pub(super) values: Vec<Type>,
    /// Types that are the keys of maps.
    pub(super) keys: Vec<Type>,
}

/// Gathers the uses of a model's parameters.
pub(super) struct Finder<'m> {
    /// The model itself. Its arguments are no use of theirs, for its impls ask for what they need.
    pub(super) model: &'m Ident,
    pub(super) params: &'m [Ident],
    pub(super) uses: Uses,
}

/// Whether a type holds values of a parameter itself, as such or as keys.
pub(crate) fn holds_values(ty: &Type, param: &Ident, model: &Ident) -> bool {
    let mut finder = Finder { model, params: std::slice::from_ref(param), uses: Uses::default() };
    finder.look(ty);
    let Uses { values, keys } = finder.uses;
    values.iter().chain(&keys).any(|used| *param == used.to_token_stream().to_string())
}

impl Finder<'_> {
    /// Looks through a field's type.
    pub(super) fn look(&mut self, ty: &Type) {
        match ty {
            Type::Group(group) => self.look(&group.elem),
            Type::Paren(paren) => self.look(&paren.elem),
            Type::Reference(reference) => self.look(&reference.elem),
            Type::Slice(slice) => self.look(&slice.elem),
            Type::Array(array) => self.look(&array.elem),
            Type::Tuple(tuple) => tuple.elems.iter().for_each(|ty| self.look(ty)),
            Type::Path(path) => match &path.qself {
                Some(_) => {
                    if self.is_open(ty) && !mentions(ty.to_token_stream(), self.model) {
                        self.take(ty.clone());
                    }
                }
                None => self.look_along(&path.path.segments.iter().collect::<Vec<_>>()),
            },
            // Macros and what is no field.
            other => {
                for param in self.params.iter().filter(|param| mentions(other.to_token_stream(), param)) {
                    self.uses.values.push(param_type(param));
                }
            }
        }
    }

    fn look_along(&mut self, segments: &[&PathSegment]) {
        if let [first, rest @ ..] = segments
            && self.params.contains(&first.ident)
        {
            let item = rest.first().map(|item| &item.ident);
            let first = &first.ident;
            let used = item.map_or_else(|| param_type(first), |item| Type::Verbatim(quote!(#first::#item)));
            return self.take(used);
        }
        for segment in segments {
            if segment.ident == *self.model || segment.ident == "PhantomData" {
                continue;
            }
            match &segment.arguments {
                PathArguments::None => {}
                PathArguments::AngleBracketed(arguments) => {
                    let types: Vec<&Type> = arguments.args.iter().filter_map(argument).collect();
                    self.look_inside(&segment.ident, &types);
                }
                PathArguments::Parenthesized(arguments) => {
                    arguments.inputs.iter().for_each(|argument| self.look(&argument.ty));
                    if let ReturnType::Type(_, ty) = &arguments.output {
                        self.look(ty);
                    }
                }
            }
        }
    }

    /// The arguments of a type. How a map or a set hashes is no value of it.
    fn look_inside(&mut self, name: &Ident, arguments: &[&Type]) {
        let values = match arguments {
            [key, rest @ ..] if is_map(name) && !rest.is_empty() => {
                let known = |known: &Type| known.to_token_stream().to_string() == key.to_token_stream().to_string();
                if self.is_open(key) && !self.uses.keys.iter().any(known) {
                    self.uses.keys.push((*key).clone());
                }
                &arguments[..2]
            }
            [_, _] if name == "HashSet" => &arguments[..1],
            _ => arguments,
        };
        values.iter().for_each(|ty| self.look(ty));
    }

    fn is_open(&self, ty: &Type) -> bool {
        self.params.iter().any(|param| mentions(ty.to_token_stream(), param))
    }

    fn take(&mut self, used: Type) {
        let known = |known: &Type| known.to_token_stream().to_string() == used.to_token_stream().to_string();
        if !self.uses.values.iter().any(known) {
            self.uses.values.push(used);
        }
    }
}

fn is_map(name: &Ident) -> bool {
    name == "HashMap" || name == "BTreeMap"
}

fn param_type(param: &Ident) -> Type {
    Type::Verbatim(quote!(#param))
}

fn argument(argument: &GenericArgument) -> Option<&Type> {
    match argument {
        GenericArgument::Type(ty) => Some(ty),
        GenericArgument::AssocType(item) => Some(&item.ty),
        _ => None,
    }
}
