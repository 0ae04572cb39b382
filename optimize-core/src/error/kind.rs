//! [`ErrorKind`]: what can be wrong with a value, in pydantic's terms.

use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::fmt;

/// A bound of a number, as error messages show it.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// A signed integer.
    Int(i128),
    /// An unsigned integer.
    UInt(u128),
    /// A float.
    Float(f64),
    /// A value with a text form of its own, such as a duration.
    Text(String),
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => value.fmt(formatter),
            Self::UInt(value) => value.fmt(formatter),
            Self::Float(value) => value.fmt(formatter),
            Self::Text(value) => value.fmt(formatter),
        }
    }
}

impl Bound {
    fn to_value(&self) -> Value {
        match self {
            Self::Int(value) => i64::try_from(*value).map_or_else(|_| json!(value.to_string()), Value::from),
            Self::UInt(value) => u64::try_from(*value).map_or_else(|_| json!(value.to_string()), Value::from),
            Self::Float(value) => Value::from(*value),
            Self::Text(value) => Value::from(value.as_str()),
        }
    }
}

/// What is wrong. [`type_name`](Self::type_name), [`message`](Self::message) and
/// [`context`](Self::context) are pydantic's `type`, `msg` and `ctx`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs)] // each variant is the pydantic error type of its name
pub enum ErrorKind {
    Missing,
    ExtraForbidden,
    /// The input is no JSON: why, with line and column.
    JsonInvalid {
        error: String,
    },
    /// No string, where a string with JSON in it should be.
    JsonType,
    ModelType {
        class_name: &'static str,
    },
    DictType,
    ListType,
    TupleType,
    SetType,
    NoneRequired,
    /// The input nests deeper than the limit allows.
    RecursionLoop,
    GreaterThan {
        gt: Bound,
    },
    GreaterThanEqual {
        ge: Bound,
    },
    LessThan {
        lt: Bound,
    },
    LessThanEqual {
        le: Bound,
    },
    MultipleOf {
        multiple_of: Bound,
    },
    FiniteNumber,
    IntType,
    IntParsing,
    IntParsingSize,
    IntFromFloat,
    FloatType,
    FloatParsing,
    BoolType,
    BoolParsing,
    DecimalType,
    DecimalParsing,
    DecimalMaxDigits {
        max_digits: usize,
    },
    DecimalMaxPlaces {
        decimal_places: usize,
    },
    DecimalWholeDigits {
        whole_digits: usize,
    },
    StringType,
    StringTooShort {
        min_length: usize,
    },
    StringTooLong {
        max_length: usize,
    },
    StringPatternMismatch {
        pattern: &'static str,
    },
    StringNotAscii,
    BytesType,
    /// A string that is no base64 or no hex.
    BytesInvalidEncoding {
        encoding: &'static str,
        encoding_error: String,
    },
    BytesTooShort {
        min_length: usize,
    },
    BytesTooLong {
        max_length: usize,
    },
    TooShort {
        field_type: &'static str,
        min_length: usize,
        actual_length: usize,
    },
    /// `actual_length` is `None` where counting stopped at the limit.
    TooLong {
        field_type: &'static str,
        max_length: usize,
        actual_length: Option<usize>,
    },
    TimeDeltaType,
    TimeDeltaParsing {
        error: Cow<'static, str>,
    },
    DateType,
    DateParsing {
        error: Cow<'static, str>,
    },
    DateFromDatetimeParsing {
        error: Cow<'static, str>,
    },
    DateFromDatetimeInexact,
    DatePast,
    DateFuture,
    DatetimePast,
    DatetimeFuture,
    TimeType,
    TimeParsing {
        error: Cow<'static, str>,
    },
    DatetimeType,
    DatetimeParsing {
        error: Cow<'static, str>,
    },
    DatetimeFromDateParsing {
        error: Cow<'static, str>,
    },
    TimezoneNaive,
    TimezoneAware,
    LiteralError {
        expected: String,
    },
    /// The tag of an enum with data names none of its variants.
    UnionTagInvalid {
        discriminator: String,
        tag: String,
        expected_tags: String,
    },
    /// An enum with data has no tag.
    UnionTagNotFound {
        discriminator: String,
    },
    UrlType,
    UrlParsing {
        error: String,
    },
    UrlScheme {
        expected_schemes: String,
    },
    UrlTooLong {
        max_length: usize,
    },
    UuidType,
    UuidParsing {
        error: String,
    },
    UuidVersion {
        expected_version: u8,
    },
    IpAnyAddress,
    IpV4Address,
    IpV6Address,
    /// No e-mail address: pydantic's `value_error`.
    Email {
        reason: String,
    },
    ValueError {
        message: String,
    },
    AssertionError {
        message: String,
    },
    /// An error type of the user's or of an adapter.
    Custom {
        kind: Cow<'static, str>,
        message: String,
    },
}

/// `s` for all counts but one.
fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl ErrorKind {
    /// Pydantic's name of the error type: `string_too_short`.
    #[must_use]
    pub fn type_name(&self) -> &str {
        match self {
            Self::Missing => "missing",
            Self::ExtraForbidden => "extra_forbidden",
            Self::JsonInvalid { .. } => "json_invalid",
            Self::JsonType => "json_type",
            Self::ModelType { .. } => "model_type",
            Self::DictType => "dict_type",
            Self::ListType => "list_type",
            Self::TupleType => "tuple_type",
            Self::SetType => "set_type",
            Self::NoneRequired => "none_required",
            Self::RecursionLoop => "recursion_loop",
            Self::GreaterThan { .. } => "greater_than",
            Self::GreaterThanEqual { .. } => "greater_than_equal",
            Self::LessThan { .. } => "less_than",
            Self::LessThanEqual { .. } => "less_than_equal",
            Self::MultipleOf { .. } => "multiple_of",
            Self::FiniteNumber => "finite_number",
            Self::IntType => "int_type",
            Self::IntParsing => "int_parsing",
            Self::IntParsingSize => "int_parsing_size",
            Self::IntFromFloat => "int_from_float",
            Self::FloatType => "float_type",
            Self::FloatParsing => "float_parsing",
            Self::BoolType => "bool_type",
            Self::BoolParsing => "bool_parsing",
            Self::DecimalType => "decimal_type",
            Self::DecimalParsing => "decimal_parsing",
            Self::DecimalMaxDigits { .. } => "decimal_max_digits",
            Self::DecimalMaxPlaces { .. } => "decimal_max_places",
            Self::DecimalWholeDigits { .. } => "decimal_whole_digits",
            Self::StringType => "string_type",
            Self::StringTooShort { .. } => "string_too_short",
            Self::StringTooLong { .. } => "string_too_long",
            Self::StringPatternMismatch { .. } => "string_pattern_mismatch",
            Self::StringNotAscii => "string_not_ascii",
            Self::BytesType => "bytes_type",
            Self::BytesInvalidEncoding { .. } => "bytes_invalid_encoding",
            Self::BytesTooShort { .. } => "bytes_too_short",
            Self::BytesTooLong { .. } => "bytes_too_long",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::TimeDeltaType => "time_delta_type",
            Self::TimeDeltaParsing { .. } => "time_delta_parsing",
            Self::DateType => "date_type",
            Self::DateParsing { .. } => "date_parsing",
            Self::DateFromDatetimeParsing { .. } => "date_from_datetime_parsing",
            Self::DateFromDatetimeInexact => "date_from_datetime_inexact",
            Self::DatePast => "date_past",
            Self::DateFuture => "date_future",
            Self::DatetimePast => "datetime_past",
            Self::DatetimeFuture => "datetime_future",
            Self::TimeType => "time_type",
            Self::TimeParsing { .. } => "time_parsing",
            Self::DatetimeType => "datetime_type",
            Self::DatetimeParsing { .. } => "datetime_parsing",
            Self::DatetimeFromDateParsing { .. } => "datetime_from_date_parsing",
            Self::TimezoneNaive => "timezone_naive",
            Self::TimezoneAware => "timezone_aware",
            Self::LiteralError { .. } => "literal_error",
            Self::UnionTagInvalid { .. } => "union_tag_invalid",
            Self::UnionTagNotFound { .. } => "union_tag_not_found",
            Self::UrlType => "url_type",
            Self::UrlParsing { .. } => "url_parsing",
            Self::UrlScheme { .. } => "url_scheme",
            Self::UrlTooLong { .. } => "url_too_long",
            Self::UuidType => "uuid_type",
            Self::UuidParsing { .. } => "uuid_parsing",
            Self::UuidVersion { .. } => "uuid_version",
            Self::IpAnyAddress => "ip_any_address",
            Self::IpV4Address => "ip_v4_address",
            Self::IpV6Address => "ip_v6_address",
            Self::Email { .. } => "value_error",
            Self::ValueError { .. } => "value_error",
            Self::AssertionError { .. } => "assertion_error",
            Self::Custom { kind, .. } => kind,
        }
    }

    /// Pydantic's message.
    #[must_use]
    pub fn message(&self) -> Cow<'_, str> {
        Cow::Borrowed(match self {
            Self::Missing => "Field required",
            Self::ExtraForbidden => "Extra inputs are not permitted",
            Self::ModelType { .. } | Self::DictType => "Input should be an object",
            Self::ListType | Self::TupleType | Self::SetType => "Input should be a valid array",
            Self::NoneRequired => "Input should be null",
            Self::RecursionLoop => "Recursion error - cyclic reference detected",
            Self::FiniteNumber => "Input should be a finite number",
            Self::IntType => "Input should be a valid integer",
            Self::IntParsing => "Input should be a valid integer, unable to parse string as an integer",
            Self::IntParsingSize => "Unable to parse input string as an integer, exceeded maximum size",
            Self::IntFromFloat => "Input should be a valid integer, got a number with a fractional part",
            Self::FloatType => "Input should be a valid number",
            Self::FloatParsing => "Input should be a valid number, unable to parse string as a number",
            Self::BoolType => "Input should be a valid boolean",
            Self::BoolParsing => "Input should be a valid boolean, unable to interpret input",
            Self::JsonType => "JSON input should be string, bytes or bytearray",
            Self::DecimalType => "Decimal input should be an integer, float, string or Decimal object",
            Self::DecimalParsing => "Input should be a valid decimal",
            Self::StringType => "Input should be a valid string",
            Self::StringNotAscii => "String should contain only ASCII characters",
            Self::BytesType => "Input should be a valid bytes",
            Self::TimeDeltaType => "Input should be a valid duration",
            Self::DateType => "Input should be a valid date",
            Self::DateFromDatetimeInexact => "Datetimes provided to dates should have zero time - e.g. be exact dates",
            Self::DatePast => "Date should be in the past",
            Self::DateFuture => "Date should be in the future",
            Self::DatetimePast => "Input should be in the past",
            Self::DatetimeFuture => "Input should be in the future",
            Self::TimeType => "Input should be a valid time",
            Self::DatetimeType => "Input should be a valid datetime",
            Self::TimezoneNaive => "Input should not have timezone info",
            Self::TimezoneAware => "Input should have timezone info",
            Self::UrlType => "URL input should be a string or URL",
            Self::UuidType => "UUID input should be a string, bytes or UUID object",
            Self::IpAnyAddress => "value is not a valid IPv4 or IPv6 address",
            Self::IpV4Address => "Input is not a valid IPv4 address",
            Self::IpV6Address => "Input is not a valid IPv6 address",
            Self::UrlParsing { error } => return format!("Input should be a valid URL, {error}").into(),
            Self::UrlScheme { expected_schemes } => return format!("URL scheme should be {expected_schemes}").into(),
            Self::UrlTooLong { max_length: n } => {
                return format!("URL should have at most {n} character{}", plural(*n)).into();
            }
            Self::UuidParsing { error } => return format!("Input should be a valid UUID, {error}").into(),
            Self::UuidVersion { expected_version } => {
                return format!("UUID version {expected_version} expected").into();
            }
            Self::Email { reason } => return format!("value is not a valid email address: {reason}").into(),
            Self::Custom { message, .. } => message,
            Self::JsonInvalid { error } => return format!("Invalid JSON: {error}").into(),
            Self::GreaterThan { gt } => return format!("Input should be greater than {gt}").into(),
            Self::GreaterThanEqual { ge } => return format!("Input should be greater than or equal to {ge}").into(),
            Self::LessThan { lt } => return format!("Input should be less than {lt}").into(),
            Self::LessThanEqual { le } => return format!("Input should be less than or equal to {le}").into(),
            Self::MultipleOf { multiple_of } => return format!("Input should be a multiple of {multiple_of}").into(),
            Self::StringTooShort { min_length: n } => {
                return format!("String should have at least {n} character{}", plural(*n)).into();
            }
            Self::StringTooLong { max_length: n } => {
                return format!("String should have at most {n} character{}", plural(*n)).into();
            }
            Self::StringPatternMismatch { pattern } => {
                return format!("String should match pattern '{pattern}'").into();
            }
            Self::DecimalMaxDigits { max_digits: n } => {
                return format!("Decimal input should have no more than {n} digit{} in total", plural(*n)).into();
            }
            Self::DecimalMaxPlaces { decimal_places: n } => {
                return format!("Decimal input should have no more than {n} decimal place{}", plural(*n)).into();
            }
            Self::DecimalWholeDigits { whole_digits: n } => {
                return format!(
                    "Decimal input should have no more than {n} digit{} before the decimal point",
                    plural(*n)
                )
                .into();
            }
            Self::BytesInvalidEncoding { encoding, encoding_error } => {
                return format!("Data should be valid {encoding}: {encoding_error}").into();
            }
            Self::BytesTooShort { min_length: n } => {
                return format!("Data should have at least {n} byte{}", plural(*n)).into();
            }
            Self::BytesTooLong { max_length: n } => {
                return format!("Data should have at most {n} byte{}", plural(*n)).into();
            }
            Self::TooShort { field_type, min_length: n, actual_length } => {
                return format!(
                    "{field_type} should have at least {n} item{} after validation, not {actual_length}",
                    plural(*n)
                )
                .into();
            }
            Self::TooLong { field_type, max_length: n, actual_length } => {
                let actual = actual_length.map_or_else(|| "more".to_owned(), |actual| actual.to_string());
                return format!(
                    "{field_type} should have at most {n} item{} after validation, not {actual}",
                    plural(*n)
                )
                .into();
            }
            Self::TimeDeltaParsing { error } => return format!("Input should be a valid duration, {error}").into(),
            Self::DateParsing { error } => {
                return format!("Input should be a valid date in the format YYYY-MM-DD, {error}").into();
            }
            Self::DateFromDatetimeParsing { error } => {
                return format!("Input should be a valid date or datetime, {error}").into();
            }
            Self::TimeParsing { error } => return format!("Input should be in a valid time format, {error}").into(),
            Self::DatetimeParsing { error } => return format!("Input should be a valid datetime, {error}").into(),
            Self::DatetimeFromDateParsing { error } => {
                return format!("Input should be a valid datetime or date, {error}").into();
            }
            Self::LiteralError { expected } => return format!("Input should be {expected}").into(),
            Self::UnionTagInvalid { discriminator, tag, expected_tags } => {
                return format!(
                    "Input tag '{tag}' found using {discriminator} does not match any of the expected tags: {expected_tags}"
                )
                .into();
            }
            Self::UnionTagNotFound { discriminator } => {
                return format!("Unable to extract tag using discriminator {discriminator}").into();
            }
            Self::ValueError { message } => return format!("Value error, {message}").into(),
            Self::AssertionError { message } => return format!("Assertion failed, {message}").into(),
        })
    }

    /// Pydantic's `ctx`: the values that the message names. `None` where there are none.
    #[must_use]
    pub fn context(&self) -> Option<Map<String, Value>> {
        let context = match self {
            Self::JsonInvalid { error } => json!({ "error": error }),
            Self::ModelType { class_name } => json!({ "class_name": class_name }),
            Self::GreaterThan { gt } => json!({ "gt": gt.to_value() }),
            Self::GreaterThanEqual { ge } => json!({ "ge": ge.to_value() }),
            Self::LessThan { lt } => json!({ "lt": lt.to_value() }),
            Self::LessThanEqual { le } => json!({ "le": le.to_value() }),
            Self::MultipleOf { multiple_of } => json!({ "multiple_of": multiple_of.to_value() }),
            Self::StringTooShort { min_length } | Self::BytesTooShort { min_length } => {
                json!({ "min_length": min_length })
            }
            Self::StringTooLong { max_length } | Self::BytesTooLong { max_length } => {
                json!({ "max_length": max_length })
            }
            Self::DecimalMaxDigits { max_digits } => json!({ "max_digits": max_digits }),
            Self::DecimalMaxPlaces { decimal_places } => json!({ "decimal_places": decimal_places }),
            Self::DecimalWholeDigits { whole_digits } => json!({ "whole_digits": whole_digits }),
            Self::BytesInvalidEncoding { encoding, encoding_error } => {
                json!({ "encoding": encoding, "encoding_error": encoding_error })
            }
            Self::StringPatternMismatch { pattern } => json!({ "pattern": pattern }),
            Self::TooShort { field_type, min_length, actual_length } => {
                json!({ "field_type": field_type, "min_length": min_length, "actual_length": actual_length })
            }
            Self::TooLong { field_type, max_length, actual_length } => {
                json!({ "field_type": field_type, "max_length": max_length, "actual_length": actual_length })
            }
            Self::TimeDeltaParsing { error }
            | Self::DateParsing { error }
            | Self::DateFromDatetimeParsing { error }
            | Self::TimeParsing { error }
            | Self::DatetimeParsing { error }
            | Self::DatetimeFromDateParsing { error } => json!({ "error": error }),
            Self::LiteralError { expected } => json!({ "expected": expected }),
            Self::UnionTagInvalid { discriminator, tag, expected_tags } => {
                json!({ "discriminator": discriminator, "tag": tag, "expected_tags": expected_tags })
            }
            Self::UnionTagNotFound { discriminator } => json!({ "discriminator": discriminator }),
            Self::UrlParsing { error } | Self::UuidParsing { error } => json!({ "error": error }),
            Self::UrlScheme { expected_schemes } => json!({ "expected_schemes": expected_schemes }),
            Self::UrlTooLong { max_length } => json!({ "max_length": max_length }),
            Self::UuidVersion { expected_version } => json!({ "expected_version": expected_version }),
            Self::Email { reason } => json!({ "reason": reason }),
            Self::ValueError { message } | Self::AssertionError { message } => json!({ "error": message }),
            _ => return None,
        };
        match context {
            Value::Object(map) => Some(map),
            _ => None,
        }
    }
}
