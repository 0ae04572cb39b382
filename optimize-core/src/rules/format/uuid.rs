//! UUIDs, read by the crate that pydantic reads them with.

use crate::error::ErrorKind;
use uuid::Uuid;

/// Reads a UUID in any of its spellings; a version of 0 is any.
pub(crate) fn parse_uuid(text: &str, version: u8) -> Result<Uuid, ErrorKind> {
    let uuid = Uuid::parse_str(text).map_err(|error| ErrorKind::UuidParsing { error: error.to_string() })?;
    match check_version(&uuid, version) {
        None => Ok(uuid),
        Some(kind) => Err(kind),
    }
}

/// What a UUID's version breaks. One of another variant than RFC 9562's has none.
pub(crate) fn check_version(uuid: &Uuid, version: u8) -> Option<ErrorKind> {
    let own = (uuid.get_variant() == uuid::Variant::RFC4122).then(|| uuid.get_version_num());
    (version != 0 && own != Some(usize::from(version))).then_some(ErrorKind::UuidVersion { expected_version: version })
}
