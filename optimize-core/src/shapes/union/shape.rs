//! What the derive knows of an enum with data, and the traits that it implements.

use crate::error::{ErrorKind, repr_text};
use crate::field::ParseField;
use crate::fingerprint::FingerprintHasher;
use crate::model::{FieldDescriber, Model, Partial};
use crate::shape::{Key, Shape};

/// How the variant is told outside.
#[derive(Clone, Copy, Debug)]
pub enum Tagging {
    /// `{"circle": {…}}`, and `"empty"` for a variant without data.
    External,
    /// `{"kind": "circle", …}`.
    Internal(Key),
    /// `{"kind": "circle", "value": {…}}`.
    Adjacent(Key, Key),
    /// The variant that fits, tried in the order of the declaration.
    Untagged,
}

/// What a variant holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Unit,
    /// One value.
    Newtype,
    /// An array.
    Tuple,
    /// An object.
    Named,
}

/// A variant.
#[derive(Clone, Copy, Debug)]
pub struct VariantShape {
    /// The name in Rust, the name on the wire, and that between its separators.
    pub key: Key,
    /// Further names that are read.
    pub aliases: &'static [&'static str],
    /// What it holds.
    pub body: Body,
    /// Its fields.
    pub shape: &'static Shape,
    /// The doc comment.
    pub description: &'static str,
}

impl VariantShape {
    /// The name as a JSON string.
    pub(crate) fn quoted(&self) -> &'static str {
        self.key.fused.get(1..self.key.fused.len() - 1).unwrap_or_default()
    }
}

/// An enum with data.
#[derive(Clone, Copy, Debug)]
pub struct UnionShape {
    /// How the variant is told.
    pub tagging: Tagging,
    /// The variants that are read and written, in declaration order.
    pub variants: &'static [VariantShape],
    /// Their names once more, in the form that serde's formats ask for.
    pub names: &'static [&'static str],
    /// Whether unknown keys beside tag and content are refused.
    pub forbid: bool,
}

impl UnionShape {
    /// No variant has this tag.
    #[cold]
    pub(crate) fn tag_invalid(&self, tag: String) -> ErrorKind {
        let names = self
            .variants
            .iter()
            .flat_map(|variant| std::iter::once(variant.key.wire).chain(variant.aliases.iter().copied()));
        let expected: Vec<String> = names.map(repr_text).collect();
        ErrorKind::UnionTagInvalid { discriminator: self.discriminator(), tag, expected_tags: expected.join(", ") }
    }

    /// There is no tag.
    #[cold]
    pub(crate) fn tag_not_found(&self) -> ErrorKind {
        ErrorKind::UnionTagNotFound { discriminator: self.discriminator() }
    }

    /// Where the tag is looked for.
    fn discriminator(&self) -> String {
        match self.tagging {
            Tagging::Internal(tag) | Tagging::Adjacent(tag, _) => repr_text(tag.wire),
            Tagging::External | Tagging::Untagged => "the only key".to_owned(),
        }
    }
}

/// An enum with data. As a [`Model`] it shows the fields of the variant that it is.
pub trait Union: Model {
    /// The variants.
    const UNION: &'static UnionShape;

    /// The position of the variant that the value is; that behind the last for one that is skipped.
    fn index(&self) -> usize;

    /// The position of the variant of a name.
    fn find(name: &str) -> Option<usize>;

    /// Shows the describer the fields of a variant.
    fn describe_variant<D: FieldDescriber>(index: usize, describer: &mut D);

    /// The variant that the value is; `None` for one that is skipped.
    fn variant(&self) -> Option<&'static VariantShape> {
        Self::UNION.variants.get(self.index())
    }
}

/// A [`Union`] that can be read.
pub trait ParseUnion<'de>: Union + ParseField<'de> {
    /// Reads the variant at a position.
    ///
    /// # Errors
    /// When the source stops.
    fn read_variant<S: VariantSource<'de>>(index: usize, source: S) -> Result<Self, S::Stop>;
}

/// What a variant is read from.
pub trait VariantSource<'de>: Sized {
    /// Why reading stopped.
    type Stop;

    /// A variant without data.
    ///
    /// # Errors
    /// When there is something else.
    fn unit<P: Partial<'de>>(self) -> Result<P::Model, Self::Stop>;

    /// A variant that is one value.
    ///
    /// # Errors
    /// When it can't be read.
    fn newtype<P: Partial<'de>>(self) -> Result<P::Model, Self::Stop>;

    /// A variant that is an array.
    ///
    /// # Errors
    /// When it can't be read.
    fn tuple<P: Partial<'de>>(self) -> Result<P::Model, Self::Stop>;

    /// A variant that is an object.
    ///
    /// # Errors
    /// When it can't be read.
    fn model<P: Partial<'de>>(self) -> Result<P::Model, Self::Stop>;
}

/// Hashes an enum by the variant's wire name and its fields.
pub fn hash_union<U: Union>(value: &U, hasher: &mut FingerprintHasher) {
    hasher.write_bytes(value.variant().map_or("", |variant| variant.key.wire).as_bytes());
    value.visit_fields(hasher);
}
