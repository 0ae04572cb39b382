//! The traits that the derive implements: [`Optimized`] for users, [`Model`], [`Partial`] and
//! [`Literal`] for the runtime that drives them.

use crate::error::{DumpError, Problem, ReadError, Report, ValidationError};
use crate::field::{ExtraMap, Field, FieldBits, ParseField};
use crate::fingerprint::Fingerprint;
use crate::json::{self, Fill, Finish, InOrder, Over, Source, Stop};
use crate::limits::Limits;
use crate::options::{DumpOptions, ParseOptions};
use crate::redacted::Redacted;
use crate::rules::Rules;
use crate::schema::SchemaMode;
use crate::shape::{FieldDef, Key, LiteralShape, Shape};
use crate::shapes::{Place, Union};
use crate::tracked::Tracked;
use std::ops::Range;

/// A struct, or an enum with data: fields with their definitions. Implemented by the derive.
pub trait Model: Field {
    /// The model's name, fields and computed fields.
    const SHAPE: &'static Shape;

    /// Shows the visitor every field in declaration order, then the computed ones.
    fn visit_fields<V: FieldVisitor>(&self, visitor: &mut V);

    /// Shows the describer every field's definition in declaration order.
    fn describe_fields<D: FieldDescriber>(describer: &mut D);

    /// Shows the visitor what of the value stands among the fields of a model into which it is flattened.
    fn visit_flat<V: FieldVisitor>(&self, visitor: &mut V) {
        self.visit_fields(visitor);
    }

    /// The user's whole-model validator.
    ///
    /// # Errors
    /// The problem that the validator found.
    fn check_model(&self) -> Result<(), Problem> {
        Ok(())
    }
}

/// What is done to each field of a value: writing, checking, hashing, serializing.
pub trait FieldVisitor {
    /// A field and its definition.
    fn field<T: Field>(&mut self, def: &FieldDef<T>, value: &T);

    /// The map that holds the unknown keys.
    fn extra<M: ExtraMap>(&mut self, entries: &M);

    /// A computed field.
    fn computed<T: Field>(&mut self, key: &Key, value: impl FnOnce() -> T);

    /// Whether the fields of a model that may be absent as a whole follow.
    fn optional(&mut self, _present: bool) {}

    /// A model whose fields stand among those of the model around it, from this index on.
    fn flatten<M: Model>(&mut self, _base: usize, model: &M)
    where
        Self: Sized,
    {
        model.visit_flat(self);
    }
}

/// What is done to each field of a type: describing it.
pub trait FieldDescriber {
    /// A field's definition.
    fn field<T: Field>(&mut self, def: &FieldDef<T>);

    /// A model whose fields stand among those of the model around it.
    fn flatten<M: Model>(&mut self)
    where
        Self: Sized,
    {
        M::describe_fields(self);
    }

    /// The fields of a model that may be absent as a whole.
    fn optional<M: Model>(&mut self)
    where
        Self: Sized,
    {
        M::describe_fields(self);
    }

    /// A map that keeps what the model does not know.
    fn extra<M: ExtraMap>(&mut self) {}

    /// An enum whose variants' fields stand among those of the model around it.
    fn choice<U: Union>(&mut self)
    where
        Self: Sized,
    {
    }

    /// A computed field, and the method that computes it.
    fn computed<'m, M: 'm, T: Field + 'm>(&mut self, key: &Key, method: impl FnOnce(&'m M) -> T) {
        let _ = (key, method);
    }
}

/// The fields of a model read so far. Implemented by the derive on a struct of its own.
pub trait Partial<'de>: Sized {
    /// The model that is being read.
    type Model: Model;

    /// The fields: the model's, or those of one variant of an enum.
    const SHAPE: &'static Shape = <Self::Model as Model>::SHAPE;

    /// Nothing read yet.
    fn empty() -> Self;

    /// Reads the field at this index of the shape.
    ///
    /// # Errors
    /// When the source stops.
    fn read<S: Source<'de>>(&mut self, index: usize, source: &mut S) -> Result<(), S::Stop>;

    /// Reads fields as long as they come in declaration order. What is left is read one by one.
    ///
    /// # Errors
    /// When a field is wrong.
    fn read_in_order(&mut self, _: &mut InOrder<'_, 'de>) -> Result<bool, Stop> {
        Ok(false)
    }

    /// Whether [`over`](Self::over) shows the fields.
    const OVER: bool = false;

    /// Shows every field of a model that is read over this one, until one answers `false` or fails.
    ///
    /// # Errors
    /// When a field is wrong.
    fn over<O: Over<'de>>(_model: &mut Self::Model, _over: &mut O) -> Result<bool, Stop> {
        Ok(false)
    }

    /// Keeps an unknown key. Called for [`Extra::Allow`](crate::shape::Extra::Allow), and for the keys of flattened
    /// enums.
    ///
    /// # Errors
    /// When the source stops.
    fn read_extra<S: Source<'de>>(&mut self, key: &str, source: &mut S) -> Result<(), S::Stop> {
        source.skip(key)
    }

    /// Reads the enums among the flattened models, for which every key is wanted. Called behind the last one.
    ///
    /// # Errors
    /// When the source stops.
    fn complete<S: Source<'de>>(&mut self, _: Place, _: &mut S) -> Result<(), S::Stop> {
        Ok(())
    }

    /// Sees to the fields that were not read: defaults, and what has none and is missing is recorded.
    fn fill(&mut self, _: &mut Fill<'_>) {}

    /// Puts the model together of the fields, behind [`fill`](Self::fill). `None` when a field is missing or was invalid; the
    /// report then says so.
    fn finish(self, finish: &mut Finish<'_>) -> Option<Self::Model>;

    /// Both, one after the other: the model of the object at this place of the input, of which these fields were seen.
    fn end(mut self, report: &mut Report, seen: &FieldBits, span: Range<usize>) -> Option<Self::Model> {
        self.fill(&mut Fill::new(report, seen, span.clone()));
        self.finish(&mut Finish::new(report, span))
    }
}

/// A struct with named fields that can be read one field after the other, among those of another model
/// too. Implemented by the derive.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can not be flattened",
    label = "this type is neither a struct with named fields nor an enum with data that derives `Optimized`, nor such a one in an `Option` or `Box`",
    note = "derive it: `#[derive(Optimized)]` on a struct with named fields, or on an enum with data",
    note = "or remove `flatten`, and the value stands under its own key"
)]
pub trait ParseModel: Model {
    /// The fields read so far: a [`Partial`].
    type Fields;

    /// Whether the type is an object at all. A newtype, a tuple or an enum is none, which is then said once, where
    /// it is to be flattened, and not wherever its fields would be named.
    const IS_OBJECT: bool = true;

    /// The model's shape, where it is flattened: everything there asks for this trait alone, so that a type without it
    /// is reported once.
    const FLAT: &'static Shape = Self::SHAPE;
}

/// A unit enum: a closed set of strings. Implemented by the derive.
pub trait Literal: Sized + 'static {
    /// The names.
    const SHAPE: &'static LiteralShape;

    /// The variant's position.
    fn index(&self) -> usize;

    /// The variant at a position below `SHAPE.names.len()`.
    fn from_index(index: usize) -> Option<Self>;
}

/// A model: validated when it is parsed, dumped with options.
///
/// `#[derive(Optimized)]` implements it. The methods' other names are pydantic's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no model",
    label = "this type has no `Optimized` implementation",
    note = "derive it: `#[derive(Optimized)]` on `{Self}`"
)]
pub trait Optimized: Field {
    /// The type's name, as error messages show it.
    const NAME: &'static str;

    /// What the type allows of its input: `#[opt(limits(…))]`. The parse options of a call are above it.
    const LIMITS: Limits = Limits::NONE;

    /// The value as compact JSON.
    ///
    /// # Errors
    /// When an adapter refuses the value, or it is nested too deeply.
    #[doc(alias = "model_dump_json")]
    fn to_json(&self) -> Result<Vec<u8>, DumpError> {
        json::to_vec(self)
    }

    /// The value as compact JSON text.
    ///
    /// # Errors
    /// As [`to_json`](Self::to_json).
    fn to_json_string(&self) -> Result<String, DumpError> {
        json::to_string(self)
    }

    /// The value as a `serde_json::Value`. Integers beyond 64 bits become floats: it holds no larger ones.
    ///
    /// # Errors
    /// As [`to_json`](Self::to_json).
    #[doc(alias = "model_dump")]
    fn to_value(&self) -> Result<serde_json::Value, DumpError> {
        json::to_value(self)
    }

    /// The value as JSON, written as the options ask.
    ///
    /// # Errors
    /// As [`to_json`](Self::to_json), and when the options refuse NaN.
    fn dump(&self, options: &DumpOptions) -> Result<Vec<u8>, DumpError> {
        json::to_json_with(self, options)
    }

    /// Appends the value as JSON to a buffer that can be used again. After an error the buffer is
    /// as it was.
    ///
    /// # Errors
    /// As [`dump`](Self::dump).
    fn dump_into(&self, options: &DumpOptions, out: &mut Vec<u8>) -> Result<(), DumpError> {
        json::dump_into(self, options, out)
    }

    /// Writes the value as JSON.
    ///
    /// # Errors
    /// As [`dump`](Self::dump), and when the writer fails.
    fn dump_to<W: std::io::Write>(&self, options: &DumpOptions, mut writer: W) -> Result<(), DumpError> {
        writer.write_all(&self.dump(options)?).map_err(DumpError::from)
    }

    /// Parses and validates JSON in one pass.
    ///
    /// # Errors
    /// Every problem of the input at once, each with its path and position.
    #[doc(alias = "model_validate_json")]
    fn from_json<'de, I: AsRef<[u8]> + ?Sized>(input: &'de I) -> Result<Self, ValidationError>
    where
        Self: ParseField<'de>,
    {
        json::parse_named(Self::NAME, input.as_ref(), &ParseOptions::new().within(Self::LIMITS))
    }

    /// Parses and validates JSON as the options ask.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_with<'de, I: AsRef<[u8]> + ?Sized>(
        input: &'de I,
        options: &ParseOptions,
    ) -> Result<Self, ValidationError>
    where
        Self: ParseField<'de>,
    {
        json::parse_named(Self::NAME, input.as_ref(), &options.within(Self::LIMITS))
    }

    /// Reads one document to its end, then parses and validates it. Of an input that is longer than the options or the
    /// type's `limits` allow no more is read than tells that. Records one a line are read by a
    /// [`StreamReader`](crate::stream::StreamReader).
    ///
    /// ```
    /// use optimize_core::{Optimized, ParseOptions};
    ///
    /// #[derive(Optimized)]
    /// struct Size { width: u32 }
    ///
    /// let file = &b"{\n  \"width\": 640\n}"[..];
    /// assert_eq!(Size::from_json_reader(file, &ParseOptions::new())?.width, 640);
    /// # Ok::<(), optimize_core::error::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// When reading fails, and as [`from_json`](Self::from_json).
    fn from_json_reader<R: std::io::Read>(reader: R, options: &ParseOptions) -> Result<Self, ReadError>
    where
        Self: for<'de> ParseField<'de>,
    {
        let options = options.within(Self::LIMITS);
        let text = json::read_within(reader, options.bytes())?;
        Ok(json::parse_named(Self::NAME, &text, &options)?)
    }

    /// Parses and validates JSON into a value of before, whose strings and lists are used again: where one
    /// record after the other is read, most of the time goes into memory that was just given back.
    ///
    /// After an error, or a panic of a validator, the slot is empty: what was in it is gone.
    ///
    /// ```
    /// use optimize_core::Optimized;
    ///
    /// #[derive(Optimized)]
    /// struct Point {
    ///     name: String,
    ///     at: Vec<f64>,
    /// }
    ///
    /// let mut slot = None;
    /// let mut total = 0.0;
    /// for line in [r#"{"name":"a","at":[1.5,2.5]}"#, r#"{"name":"b","at":[3.5]}"#] {
    ///     let point = Point::from_json_into(line, &mut slot)?;
    ///     total += point.at.iter().sum::<f64>();
    /// }
    /// assert_eq!(total, 7.5);
    /// assert_eq!(slot.unwrap().name, "b");
    /// # Ok::<(), optimize_core::ValidationError>(())
    /// ```
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_into<'de, 's, I: AsRef<[u8]> + ?Sized>(
        input: &'de I,
        slot: &'s mut Option<Self>,
    ) -> Result<&'s mut Self, ValidationError>
    where
        Self: ParseField<'de>,
    {
        Self::from_json_into_with(input, slot, &ParseOptions::new())
    }

    /// As [`from_json_into`](Self::from_json_into), as the options ask.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_into_with<'de, 's, I: AsRef<[u8]> + ?Sized>(
        input: &'de I,
        slot: &'s mut Option<Self>,
        options: &ParseOptions,
    ) -> Result<&'s mut Self, ValidationError>
    where
        Self: ParseField<'de>,
    {
        json::parse_into(Self::NAME, input.as_ref(), slot, &options.within(Self::LIMITS))
    }

    /// Parses JSON and remembers which fields it had, for `exclude_unset`.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    fn from_json_tracked<'de, I: AsRef<[u8]> + ?Sized>(
        input: &'de I,
        options: &ParseOptions,
    ) -> Result<Tracked<Self>, ValidationError>
    where
        Self: ParseField<'de>,
    {
        json::parse_tracked(Self::NAME, input.as_ref(), &options.within(Self::LIMITS))
    }

    /// Validates a `serde_json::Value`.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json); positions are those in the value's compact JSON text.
    #[doc(alias = "model_validate")]
    fn from_value(value: &serde_json::Value) -> Result<Self, ValidationError>
    where
        Self: for<'de> ParseField<'de>,
    {
        json::from_value(Self::NAME, value, &ParseOptions::new().within(Self::LIMITS))
    }

    /// Checks a value that was made or changed in Rust.
    ///
    /// # Errors
    /// Every constraint that the value breaks, with its path.
    fn validate(&self) -> Result<(), ValidationError> {
        crate::error::validate(Self::NAME, self, &<Self::Rules as Rules>::DEFAULT)
    }

    /// The value for logs: what is marked `secret` is stars.
    ///
    /// ```
    /// use optimize_core::Optimized;
    ///
    /// #[derive(Optimized)]
    /// struct Login {
    ///     name: String,
    ///     #[opt(secret)]
    ///     password: String,
    /// }
    ///
    /// let login = Login { name: "ann".into(), password: "hunter2".into() };
    /// assert_eq!(format!("{:?}", login.redacted()), r#"Login {"name":"ann","password":"**********"}"#);
    /// assert_eq!(login.to_json_string()?, r#"{"name":"ann","password":"hunter2"}"#);
    /// # Ok::<(), optimize_core::DumpError>(())
    /// ```
    fn redacted(&self) -> Redacted<'_, Self> {
        Redacted::new(Self::NAME, self)
    }

    /// A 128-bit hash of the type and the content, equal in other processes and on other machines.
    fn fingerprint(&self) -> Fingerprint {
        crate::fingerprint::of_model(self)
    }

    /// The JSON Schema (2020-12) of the input that the model accepts, read without `coerce`.
    ///
    /// What it refuses the parser refuses, aliases included. In some places it says what pydantic's schema says, and
    /// the parser takes more: a set's items differ, while equal ones are read as one; lengths and patterns are those
    /// of the text that `trim`, `lowercase` or `uppercase` leave; a float may miss a multiple by a billionth; and of
    /// several names of a field in one input the last counts.
    ///
    /// What it accepts the parser accepts, but for what no keyword says: integers written as `1.0` or beyond their
    /// type's 64 bits, keys that are numbers, what `format` promises, the bytes of a text, and fields with a `path`.
    #[doc(alias = "model_json_schema")]
    #[must_use]
    fn json_schema() -> serde_json::Value {
        Self::json_schema_for(SchemaMode::Validation)
    }

    /// The JSON Schema (2020-12) of the input that the model accepts, or of what it writes.
    #[must_use]
    fn json_schema_for(mode: SchemaMode) -> serde_json::Value {
        crate::schema::of::<Self>(mode)
    }
}

/// A reference to a model is written as the model.
impl<T: Optimized> Optimized for &T {
    const NAME: &'static str = T::NAME;
    const LIMITS: Limits = T::LIMITS;
}

/// A model that borrows nothing from its input: what caches, batches and streams carry.
pub trait OptimizedOwned: Optimized + for<'de> ParseField<'de> {}
impl<T: Optimized + for<'de> ParseField<'de>> OptimizedOwned for T {}
