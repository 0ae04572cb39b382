//! postcard: values without names, each at its place.

use super::{BinaryError, BinaryFormat};
use crate::error::Report;
use crate::mode::Mode;
use crate::model::{Optimized, OptimizedOwned};
use crate::options::{DumpOptions, ParseOptions};
use crate::ruled::Ruled;
use crate::rules::Rules;

pub(super) fn encode<T: Optimized>(value: &T, options: &DumpOptions, out: &mut Vec<u8>) -> Result<(), BinaryError> {
    // How JSON looks, what it is called there and that computed fields are left out changes nothing.
    let others = DumpOptions {
        indent: None,
        spaced: false,
        ensure_ascii: false,
        by_name: false,
        exclude_computed: false,
        round_trip: false,
        ..options.clone()
    };
    if !others.is_plain() {
        let reason = "tells fields by their place: none can be left out or written in another way";
        return Err(BinaryError::Options { format: BinaryFormat::Postcard, reason });
    }
    let rules = <T::Rules as Rules>::DEFAULT;
    // Into a buffer of its own: the library does not give back one that it fails on.
    let written = ::postcard::to_allocvec(&Ruled::new(value, &rules)).map_err(malformed)?;
    if out.is_empty() {
        *out = written;
    } else {
        out.extend_from_slice(&written);
    }
    Ok(())
}

pub(super) fn decode<T: OptimizedOwned>(input: &[u8], options: &ParseOptions) -> Result<T, BinaryError> {
    if options.coerce == Some(true) {
        let reason = "has nothing to coerce: its values have the model's types";
        return Err(BinaryError::Options { format: BinaryFormat::Postcard, reason });
    }
    let mut deserializer = ::postcard::Deserializer::from_bytes(input);
    let mut report = Report::new(options.errors());
    let rules = <T::Rules as Rules>::DEFAULT;
    let value = T::deserialize_with(&rules, Mode::PLAIN, &mut deserializer, &mut report);
    let value = value.map_err(malformed)?;
    let rest = deserializer.finalize().map_err(malformed)?;
    if !rest.is_empty() {
        return Err(malformed(format!("{} bytes follow the value", rest.len())));
    }
    Ok(report.into_result(value, T::NAME, None)?)
}

fn malformed(reason: impl ToString) -> BinaryError {
    BinaryError::Malformed { format: BinaryFormat::Postcard, reason: reason.to_string() }
}
