//! MessagePack. Without options models go through their serde implementations; options are what JSON's
//! writer and parser know, so with them, and to find everything that is wrong with an input, the way
//! leads over JSON.

use super::{BinaryError, BinaryFormat};
use crate::error::Report;
use crate::mode::Mode;
use crate::model::{Optimized, OptimizedOwned};
use crate::options::{DumpOptions, ParseOptions};
use crate::ruled::Ruled;
use crate::rules::Rules;
use rmp_serde::{Deserializer, Serializer};
use serde_core::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Cursor;

pub(super) fn encode<T: Optimized>(value: &T, options: &DumpOptions, out: &mut Vec<u8>) -> Result<(), BinaryError> {
    // How JSON text looks is of no meaning here.
    let options = DumpOptions { indent: None, spaced: false, ensure_ascii: false, ..options.clone() };
    if options.is_plain() {
        let rules = <T::Rules as Rules>::DEFAULT;
        return write(&Ruled::new(value, &rules), out);
    }
    let json = value.dump(&options)?;
    write(&serde_json::from_slice::<Value>(&json).map_err(malformed)?, out)
}

fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), BinaryError> {
    let mut serializer = Serializer::new(out).with_struct_map().with_human_readable();
    value.serialize(&mut serializer).map_err(malformed)
}

pub(super) fn decode<T: OptimizedOwned>(input: &[u8], options: &ParseOptions) -> Result<T, BinaryError> {
    if options.coerce.is_none() {
        let mut deserializer = reader(input, options);
        let mut report = Report::new(1);
        let rules = <T::Rules as Rules>::DEFAULT;
        let value = T::deserialize_with(&rules, Mode::PLAIN, &mut deserializer, &mut report);
        if let Ok(value) = value
            && report.is_empty()
            && deserializer.get_ref().position() == input.len() as u64
        {
            return Ok(value);
        }
    }
    let mut deserializer = reader(input, options);
    let value = Value::deserialize(&mut deserializer).map_err(malformed)?;
    match input.len() as u64 - deserializer.get_ref().position() {
        0 => {}
        bytes => return Err(malformed(format!("{bytes} bytes follow the value"))),
    }
    let json = serde_json::to_vec(&value).map_err(malformed)?;
    // The size of the input was compared with its limit.
    Ok(T::from_json_with(&json, &options.clone().max_bytes(usize::MAX))?)
}

type Reader<'i> = Deserializer<
    rmp_serde::decode::ReadReader<Cursor<&'i [u8]>>,
    rmp_serde::config::HumanReadableConfig<rmp_serde::config::DefaultConfig>,
>;

fn reader<'i>(input: &'i [u8], options: &ParseOptions) -> Reader<'i> {
    let mut deserializer = Deserializer::new(Cursor::new(input)).with_human_readable();
    deserializer.set_max_depth(options.levels());
    deserializer
}

fn malformed(reason: impl ToString) -> BinaryError {
    BinaryError::Malformed { format: BinaryFormat::MessagePack, reason: reason.to_string() }
}
