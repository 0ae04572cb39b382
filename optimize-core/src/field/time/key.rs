//! Dates, times and durations as the keys of maps: their text.

use super::Timely;
use crate::error::ErrorKind;
use crate::field::{MapKey, ParseKey};
use crate::mode::Mode;
use std::borrow::Cow;

macro_rules! timely_key {
    ($($type:ty),*) => {$(
        impl MapKey for $type {
            fn with_key<R>(&self, write: impl FnOnce(&str) -> R) -> R {
                match self.to_text() {
                    Ok(text) => write(text.as_str()),
                    // Shown in errors, but never written.
                    Err(_) => write(&format!("{self:?}")),
                }
            }

            fn unwritable(&self) -> Option<&'static str> {
                self.to_text().err()
            }
        }

        impl ParseKey<'_> for $type {
            fn from_key(key: Cow<'_, str>, mode: Mode) -> Result<Self, ErrorKind> {
                Self::from_text(&key, mode.coerces())
            }
        }
    )*};
}

timely_key!(std::time::Duration);
#[cfg(feature = "jiff")]
timely_key!(
    jiff::SignedDuration,
    jiff::Timestamp,
    jiff::Zoned,
    jiff::civil::DateTime,
    jiff::civil::Date,
    jiff::civil::Time
);

#[cfg(all(test, feature = "jiff"))]
mod tests {
    use crate::{from_json, to_json};
    use jiff::SignedDuration;
    use jiff::civil::Date;
    use std::collections::BTreeMap;
    use std::time::Duration;

    #[test]
    fn keys_are_what_values_are() {
        let text = r#"{"2024-01-02":1,"2024-02-29":2}"#;
        let days = from_json::<BTreeMap<Date, i64>>(text).unwrap();
        assert_eq!(to_json(&days).unwrap(), text.as_bytes());
        let error = from_json::<BTreeMap<Date, i64>>(r#"{"2024-02-30":1}"#).unwrap_err();
        assert_eq!(error.errors()[0].loc().to_string(), "2024-02-30.[key]");
        assert_eq!(error.errors()[0].type_name(), "date_parsing");
        let spans = BTreeMap::from([(SignedDuration::from_secs(-90), 1), (SignedDuration::from_secs(1), 2)]);
        assert_eq!(to_json(&spans).unwrap(), br#"{"-PT1M30S":1,"PT1S":2}"#);
    }

    #[test]
    fn a_key_without_a_text_ends_the_dump() {
        let spans = BTreeMap::from([(Duration::MAX, 1)]);
        assert!(to_json(&spans).unwrap_err().to_string().contains("999,999,999 days"));
    }
}
