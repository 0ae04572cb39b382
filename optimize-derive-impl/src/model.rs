//! The checked model: what the expansion needs to know, with nothing left to refuse.

use crate::attr::{BoundAttr, ExtraPolicy, Subject};
use crate::input::{Shape, member_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::{ExprPath, Generics, Lifetime, Member, Path, Type, Visibility};

/// A type that passed every check.
pub(crate) enum Checked {
    Struct(Box<Model>),
    Enum(Box<LiteralSet>),
    Union(Box<Union>),
}

impl Model {
    /// Whether the helper names the type, for parameters that its own fields do not use: those of an enum's other
    /// variants, and of fields that are not read. Behind a flattened type that is no model, it keeps the compiler from
    /// asking for the size of the last field, which would be one more error.
    pub(crate) fn has_phantom(&self) -> bool {
        ((self.variant.is_some() || !self.skipped.is_empty()) && !self.head.generics.params.is_empty())
            || (self.extra_field.is_none() && self.fields.last().is_some_and(Field::is_flat))
    }

    /// Whether a model stands among its fields.
    pub(crate) fn has_flat(&self) -> bool {
        self.fields.iter().any(Field::is_flat)
    }
}

/// What the struct itself gets.
#[derive(Default)]
pub(crate) struct Make {
    /// Where it is asked for.
    pub(crate) builder: Option<Span>,
    /// `set_<field>`, which validates.
    pub(crate) setters: bool,
    /// What it can be made from, field by field.
    pub(crate) from: Vec<Type>,
}

/// What structs and enums have in common.
pub(crate) struct Head {
    pub(crate) vis: Visibility,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The path of the runtime crate.
    pub(crate) runtime: Path,
    pub(crate) description: String,
    pub(crate) title: Option<String>,
    /// A value to show.
    pub(crate) example: Option<TokenStream>,
    /// The validator of the whole input.
    pub(crate) before: Option<ExprPath>,
    /// `.depth(16)` and the like.
    pub(crate) limits: Vec<Setter>,
    /// What the impls ask of the parameters, where the type says so itself.
    pub(crate) bound: BoundAttr,
}

impl Head {
    /// What a variant has of its enum's.
    pub(crate) fn for_variant(&self) -> Self {
        Self {
            vis: self.vis.clone(),
            ident: self.ident.clone(),
            generics: self.generics.clone(),
            runtime: self.runtime.clone(),
            description: String::new(),
            title: None,
            example: None,
            before: None,
            limits: Vec::new(),
            bound: self.bound.clone(),
        }
    }
}

/// A struct.
pub(crate) struct Model {
    pub(crate) head: Head,
    pub(crate) shape: Shape,
    /// Nothing of the struct around the field is to be seen outside.
    pub(crate) transparent: bool,
    /// The name of the helper that holds the fields read so far.
    pub(crate) helper: Ident,
    /// What is made of the fields: `Video`, `Shape::Circle`.
    pub(crate) constructor: TokenStream,
    /// The position among the variants of an enum, of whose parameters the helper may not use every one.
    pub(crate) variant: Option<usize>,
    pub(crate) make: Make,
    pub(crate) fields: Vec<Field>,
    /// The fields that are neither read nor written.
    pub(crate) skipped: Vec<Skipped>,
    /// The field that holds unknown keys, and its type.
    pub(crate) extra_field: Option<(Ident, Type)>,
    pub(crate) extra: ExtraPolicy,
    pub(crate) populate_by_name: bool,
    pub(crate) computed: Vec<Computed>,
    pub(crate) check: Option<ExprPath>,
}

/// A field with a key or a place of its own.
pub(crate) struct Field {
    pub(crate) role: Role,
    pub(crate) ident: Ident,
    pub(crate) member: Member,
    pub(crate) ty: Type,
    /// How sure it is that the type is a field.
    pub(crate) surety: Surety,
    /// Where a type that can't be a field is reported: at the type. The compiler shows errors once that are equal and
    /// at one place, so everything that needs the type to be a field stands there, for all fields of the same type.
    pub(crate) place: Span,
    pub(crate) wire: String,
    pub(crate) aliases: Vec<String>,
    /// Where else it is read from: keys and indices.
    pub(crate) path: Vec<TokenStream>,
    pub(crate) adapter: Option<Adapter>,
    pub(crate) mode: Mode,
    pub(crate) rules: Vec<Setter>,
    pub(crate) assertions: Vec<Assertion>,
    pub(crate) default: Option<DefaultValue>,
    /// The user's reading, or a look at the raw value before it.
    pub(crate) raw: Option<RawValidator>,
    pub(crate) after: Option<ExprPath>,
    pub(crate) check: Option<ExprPath>,
    pub(crate) exclude: bool,
    pub(crate) exclude_none: bool,
    pub(crate) exclude_default: bool,
    pub(crate) exclude_if: Option<ExprPath>,
    pub(crate) required: bool,
    pub(crate) notes: Notes,
    pub(crate) description: String,
}

/// How sure it is that a type is a field.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surety {
    /// It is one of those of the runtime.
    Sure,
    /// That is known where the model is declared.
    Known,
    /// That is known where the model is used, for a parameter of it stands in the type.
    Open,
}

/// What is said of a field beside its rules.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) title: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) secret: bool,
    pub(crate) frozen: bool,
    /// Values to show, as the field's type wants them.
    pub(crate) examples: Vec<TokenStream>,
}

/// A field that is neither read nor written.
pub(crate) struct Skipped {
    pub(crate) member: Member,
    /// Its value: an expression.
    pub(crate) value: TokenStream,
}

/// A validator that sees the raw value.
pub(crate) enum RawValidator {
    Before(ExprPath),
    Parse(ExprPath),
}

/// What a field is to its model.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    /// A value of its own.
    Value,
    /// The tag of the variant, which the type does not have.
    Tag,
    /// A model whose fields stand among the others, asked for at this place.
    Flatten(Span),
}

/// How a field's values are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mode {
    pub(crate) trim: bool,
    pub(crate) lowercase: bool,
    pub(crate) uppercase: bool,
    pub(crate) coerce: bool,
}

/// A call on the rules: `.min_length(1)`, with the span of its key.
pub(crate) struct Setter {
    pub(crate) name: Ident,
    pub(crate) value: SetterValue,
}

/// What a setter is called with.
pub(crate) enum SetterValue {
    /// What stands in the parentheses.
    Arguments(TokenStream),
    /// The rules of what is inside, and its type where the container's type names it.
    Rules { ty: Option<Box<Type>>, setters: Vec<Setter> },
}

impl Setter {
    /// A call with these arguments.
    pub(crate) fn call(name: Ident, arguments: TokenStream) -> Self {
        Self { name, value: SetterValue::Arguments(arguments) }
    }
}

impl Setter {
    /// The same call, where what is inside has rules of another type than its own.
    pub(crate) fn of_container(&self) -> Self {
        let value = match &self.value {
            SetterValue::Arguments(arguments) => SetterValue::Arguments(arguments.clone()),
            SetterValue::Rules { setters, .. } => {
                SetterValue::Rules { ty: None, setters: setters.iter().map(Self::of_container).collect() }
            }
        };
        Self { name: self.name.clone(), value }
    }
}

/// A relation between constants, for the compiler to check.
pub(crate) struct Assertion {
    /// Where to report it.
    pub(crate) at: Span,
    pub(crate) relation: TokenStream,
    pub(crate) message: String,
}

/// The value of an absent field.
pub(crate) enum DefaultValue {
    /// `Default::default()`, asked for by this key.
    Standard(Ident),
    /// An expression.
    Expr(TokenStream),
    /// A function without arguments.
    Function(ExprPath),
}

/// The adapter that carries a foreign type.
pub(crate) struct Adapter {
    /// The adapter of the innermost type.
    pub(crate) ty: TokenStream,
    /// The settings of the adapters of this project.
    pub(crate) settings: Option<Settings>,
    /// What is around the innermost type, outermost first, each with the type inside it.
    pub(crate) wraps: Vec<Wrap>,
    /// The innermost type.
    pub(crate) inner: Type,
    /// What the innermost type borrows for, where the adapter can lend it.
    pub(crate) lent: Option<Lifetime>,
    /// The adapter's key, where the adapter checks the rules against the type once more: it knows what a
    /// name does not tell.
    pub(crate) checked: Option<Ident>,
}

/// The settings of an adapter that holds them against the field's type.
pub(crate) struct Settings {
    /// Their type.
    pub(crate) rules: TokenStream,
    /// The trait of the types that say what they hold.
    pub(crate) carried: TokenStream,
}

/// A container around an adapted type.
#[derive(Clone)]
pub(crate) enum Wrap {
    /// `Option`.
    Maybe,
    /// `Vec`; the type is the whole container's.
    Each(Type),
    /// A map from strings; the type is the whole container's.
    Values(Type),
}

/// A method that is dumped as a field.
pub(crate) struct Computed {
    pub(crate) method: Ident,
    /// What it returns, where that is said.
    pub(crate) ty: Option<Type>,
    pub(crate) wire: String,
}

/// A unit enum.
pub(crate) struct LiteralSet {
    pub(crate) head: Head,
    pub(crate) variants: Vec<(Ident, String)>,
    /// Further strings that are read, with the variant's position.
    pub(crate) aliases: Vec<(String, usize)>,
    pub(crate) mode: Mode,
}

impl Field {
    /// The tag of a variant.
    pub(crate) fn tag(wire: String, variant: TokenStream, place: Span) -> Self {
        let ident = Ident::new("__tag", Span::call_site());
        Self {
            role: Role::Tag,
            member: Member::Named(ident.clone()),
            ident,
            ty: syn::parse_quote!(_opt::Tag),
            surety: Surety::Sure,
            place,
            wire,
            aliases: Vec::new(),
            path: Vec::new(),
            adapter: None,
            mode: Mode { trim: false, lowercase: false, uppercase: false, coerce: false },
            rules: vec![Setter::call(Ident::new("variant", place), variant)],
            assertions: Vec::new(),
            default: None,
            raw: None,
            after: None,
            check: None,
            exclude: false,
            exclude_none: false,
            exclude_default: false,
            exclude_if: None,
            required: false,
            notes: Notes::default(),
            description: String::new(),
        }
    }

    /// Whether the field is the tag, which the type does not have.
    pub(crate) fn is_tag(&self) -> bool {
        matches!(self.role, Role::Tag)
    }

    /// Whether the field is a model among whose fields are others.
    pub(crate) fn is_flat(&self) -> bool {
        matches!(self.role, Role::Flatten(_))
    }

    /// The field's name as it is read by people.
    pub(crate) fn name(&self) -> String {
        member_name(&self.member)
    }

    /// Whether the field has a place instead of a key.
    pub(crate) fn is_positional(&self) -> bool {
        matches!(self.member, Member::Unnamed(_))
    }

    /// The type and its adapter, to tell those of fields apart.
    pub(crate) fn type_name(&self) -> String {
        let adapter = self.adapter.as_ref().map(|adapter| &adapter.ty);
        format!("{} {}", self.ty.to_token_stream(), adapter.to_token_stream())
    }

    /// What to call the field in a message.
    pub(crate) fn subject<'a>(name: &'a str) -> Subject<'a> {
        Subject { kind: "field", name }
    }
}

/// An enum with data.
pub(crate) struct Union {
    pub(crate) head: Head,
    pub(crate) tagging: Tagging,
    /// The variants that are read and written.
    pub(crate) variants: Vec<Variant>,
    /// The others.
    pub(crate) skipped: Vec<Ident>,
    pub(crate) forbid: bool,
    pub(crate) check: Option<ExprPath>,
}

/// How a variant is told.
pub(crate) enum Tagging {
    External,
    Internal(String),
    Adjacent(String, String),
    Untagged,
}

/// A variant: a struct of its own.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) wire: String,
    pub(crate) aliases: Vec<String>,
    /// What it holds outside, which an internal tag changes.
    pub(crate) body: Shape,
    /// Its fields.
    pub(crate) model: Model,
    pub(crate) description: String,
}
