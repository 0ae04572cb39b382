//! Records with text that an adapter passed on as it came: line breaks in it are white space.

use super::StreamWriter;
use crate::error::Report;
use crate::field::Field;
use crate::fingerprint::FingerprintHasher;
use crate::json::{Style, Writer};
use crate::model::Optimized;
use crate::rules::NoRules;
use crate::schema::{Schema, SchemaGenerator};
use serde_core::ser::{Error, Serializer};

/// Passes on JSON text, through the one door or the other.
struct PassedOn {
    appended: bool,
    text: &'static str,
}

impl Optimized for PassedOn {
    const NAME: &'static str = "PassedOn";
}

impl Field for PassedOn {
    type Rules = NoRules;

    fn write<S: Style>(&self, _: &NoRules, writer: &mut Writer<'_, S>) {
        if self.appended {
            writer.buffer().extend_from_slice(self.text.as_bytes());
        } else {
            writer.raw(self.text);
        }
    }

    fn check(&self, _: &NoRules, _: &mut Report) {}

    fn hash_content(&self, hasher: &mut FingerprintHasher) {
        hasher.write_bytes(self.text.as_bytes());
    }

    fn schema(_: &NoRules, _: &mut SchemaGenerator) -> Schema {
        Schema::of_type("array")
    }

    fn serialize_with<Z: Serializer>(&self, _: &NoRules, _: Z) -> Result<Z::Ok, Z::Error> {
        Err(Z::Error::custom("written as JSON"))
    }
}

#[test]
fn line_breaks_of_others_do_not_end_a_record() {
    let records: Vec<PassedOn> = (0..3_000)
        .map(|number| PassedOn {
            appended: number % 2 == 0,
            text: ["[1,\n2]", "[\n]", "[1, 2]", "\n[\r\n3]\n"][number % 4],
        })
        .collect();
    let mut one_by_one = StreamWriter::new(Vec::new());
    for record in &records {
        one_by_one.write(record).unwrap();
    }
    let mut together = StreamWriter::new(Vec::new());
    together.write_all(&records, |error| panic!("{error}")).unwrap();
    let (one_by_one, together) = (one_by_one.finish_into().unwrap().0, together.finish_into().unwrap().0);
    assert!(one_by_one == together);
    let read: Vec<Vec<u8>> =
        together.split_inclusive(|&byte| byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect();
    assert_eq!(read.len(), records.len());
    assert_eq!(read[..4], [vec![1, 2], vec![], vec![1, 2], vec![3]]);
}
