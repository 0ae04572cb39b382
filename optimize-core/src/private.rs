//! What generated code names. No part of the public interface: it can change in any release.

pub use crate::adapter::{Adapted, Adapter, Each, Maybe, Serde, Values};
pub use crate::check::check_model;
pub use crate::codegen_units::{CodegenUnit, Unit0, Unit1, Unit2, Unit3, Unit4, Unit5, Unit6, Unit7};
pub use crate::error::ValidationError;
pub use crate::error::{ErrorKind, Problem, Report, call, outcome};
pub use crate::field::{
    ExtraMap, Field, Given, Keeper, KnownKeeper, LentBytes, MapKey, ParseField, ParseFieldOwned, ParseKey, Something,
    Via,
};
pub use crate::fingerprint::{FingerprintHasher, hash_literal, hash_model};
pub use crate::json::{
    Fill, Finish, InOrder, Over, Parser, Source, Stop, Style, Writer, parse_literal, parse_model, parse_model_over,
    write_literal, write_model,
};
pub use crate::lent::{AdaptedRef, BorrowAdapter};
pub use crate::limits::Limits;
pub use crate::mode::Mode;
pub use crate::model::{FieldDescriber, FieldVisitor, Literal, Model, Optimized, ParseModel, Partial};
pub use crate::options::{
    AnySteps, Computed, FixedMask, Inside, Mask, NeverFlattenedIntoItself, NoSteps, OneOf, PartsOf, Step, StepAt,
    Steps, each_step, name_step, position_step,
};
#[cfg(feature = "decimal")]
pub use crate::rules::decimal_literal;
pub use crate::rules::{Ascii, LazyRegex, NoRules, Rules, Scan, begins, contains, ends, is_in, rules, text_length};
pub use crate::schema::{Schema, SchemaGenerator, describe_literal, describe_model};
pub use crate::serde_model::{
    deserialize_literal, deserialize_model, deserialize_root, literal_from_key, literal_to_key, serialize_literal,
    serialize_model,
};
pub use crate::shape::{Extra, FieldDef, FieldInfo, Key, KnownDef, LiteralShape, Parsed, PathStep, Shape};
pub use crate::shapes::{
    Body, Convert, FlatUnion, Joined, Kept, Made, NoFields, ParseUnion, Place, Tag, TagRules, Tagging, Union,
    UnionShape, VariantShape, VariantSource, assert_distinct, assigned, assigned_before, check_newtype, check_tuple,
    check_union, check_unit, check_whole, describe_newtype, describe_tuple, describe_union, describe_unit,
    deserialize_newtype, deserialize_transparent, deserialize_tuple, deserialize_union, deserialize_unit, hash_union,
    index_inside, newtype_from_key, parse_newtype, parse_tuple, parse_union, parse_unit, serialize_newtype,
    serialize_transparent, serialize_tuple, serialize_union, serialize_unit, visit_union, write_newtype, write_tuple,
    write_union, write_unit,
};
pub use crate::validators::{deserialize_model_before, parse_model_before, read_before, read_parsed};
#[cfg(feature = "derive")]
pub use optimize_derive::mask;
pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
pub use std::borrow::Cow;
pub use std::boxed::Box;
pub use std::default::Default;
pub use std::marker::PhantomData;
pub use std::mem::take;
pub use std::option::Option::{self, None, Some};
// A user's type can have the name of a primitive one.
pub use std::primitive::{bool, str, usize};
pub use std::result::Result::{self, Err, Ok};
pub use std::string::String;
pub use std::vec::Vec;

/// What a validator of the raw input sees. No re-export: messages are to name the type where users have it.
pub type Json = serde_json::Value;

/// A reference, by a name that lints on references to certain types do not see in generated code.
pub type Ref<'v, T> = &'v T;

/// The call of a user's function. See the derive's `expand/call.rs` for why a macro writes it.
#[doc(hidden)]
#[macro_export]
macro_rules! __call_function {
    ($function:expr, $value:expr) => {
        match (&$function, $value) {
            (__function, __value) => __function(__value),
        }
    };
}

pub use crate::__call_function as call_function;

/// Stands in for code that the derive refused to write; the program does not compile then.
pub fn unreachable_model() -> ! {
    unreachable!("the derive reported an error for this type")
}
