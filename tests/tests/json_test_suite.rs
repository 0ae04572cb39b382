//! The 318 documents of JSONTestSuite: read as a value, and skipped as an unknown field of a model.

use optimize_core::Optimized;
use optimize_tests::data;
use serde_json::Value;
use std::fs;

/// A model that knows none of the keys.
#[derive(Optimized, Debug)]
struct Skip {
    #[opt(default = 0)]
    absent: u8,
}

struct Document {
    name: String,
    bytes: Vec<u8>,
}

impl Document {
    /// Whether the document is read as a value.
    fn is_read(&self) -> bool {
        optimize_core::from_json::<Value>(&self.bytes).is_ok()
    }

    /// Whether a model reads an object that has the document as the value of a key it does not know.
    fn is_skipped(&self) -> bool {
        Skip::from_json(&[b"{\"unknown\":", &self.bytes[..], b"}"].concat()).is_ok_and(|skip| skip.absent == 0)
    }
}

/// The documents whose names begin so, sorted by name.
fn documents(prefix: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = fs::read_dir(data::path("jsontestsuite/test_parsing"))
        .expect("the suite is in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .map(|path| Document {
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            bytes: fs::read(&path).expect("a readable file"),
        })
        .filter(|document| document.name.starts_with(prefix))
        .collect();
    documents.sort_by(|one, other| one.name.cmp(&other.name));
    documents
}

#[test]
fn valid_documents_are_accepted() {
    let documents = documents("y_");
    assert_eq!(documents.len(), 95);
    for document in documents {
        assert!(document.is_read(), "{} is not read", document.name);
        assert!(document.is_skipped(), "{} is not skipped", document.name);
    }
}

/// Documents of which a value is `-0`: the integer 0, as in Python. serde_json makes it the float -0.0.
const MINUS_ZERO: [&str; 2] = ["y_number_minus_zero.json", "y_number_negative_zero.json"];

#[test]
fn valid_documents_have_serde_jsons_values() {
    for document in documents("y_") {
        let expected: Value = serde_json::from_slice(&document.bytes).expect("serde_json reads it");
        let value = optimize_core::from_json::<Value>(&document.bytes).expect("it is read");
        if MINUS_ZERO.contains(&document.name.as_str()) {
            assert_eq!(value[0].as_i64(), Some(0), "{}", document.name);
            continue;
        }
        assert_eq!(value, expected, "{}", document.name);
    }
}

#[test]
fn invalid_documents_are_refused() {
    let documents = documents("n_");
    assert_eq!(documents.len(), 188);
    for document in documents {
        assert!(!document.is_read(), "{} is read", document.name);
        assert!(!document.is_skipped(), "{} is skipped", document.name);
    }
}

/// The documents on which the grammar leaves the verdict to the parser: whether they are read, and
/// whether they are skipped. A skipped number's size is not looked at: only its form counts.
const OPEN: &[(&str, bool, bool)] = &[
    ("i_number_double_huge_neg_exp.json", true, true),
    ("i_number_huge_exp.json", false, true),
    ("i_number_neg_int_huge_exp.json", false, true),
    ("i_number_pos_double_huge_exp.json", false, true),
    ("i_number_real_neg_overflow.json", false, true),
    ("i_number_real_pos_overflow.json", false, true),
    ("i_number_real_underflow.json", true, true),
    ("i_number_too_big_neg_int.json", true, true),
    ("i_number_too_big_pos_int.json", true, true),
    ("i_number_very_big_negative_int.json", true, true),
    ("i_object_key_lone_2nd_surrogate.json", false, false),
    ("i_string_1st_surrogate_but_2nd_missing.json", false, false),
    ("i_string_1st_valid_surrogate_2nd_invalid.json", false, false),
    ("i_string_UTF-16LE_with_BOM.json", false, false),
    ("i_string_UTF-8_invalid_sequence.json", false, false),
    ("i_string_UTF8_surrogate_U+D800.json", false, false),
    ("i_string_incomplete_surrogate_and_escape_valid.json", false, false),
    ("i_string_incomplete_surrogate_pair.json", false, false),
    ("i_string_incomplete_surrogates_escape_valid.json", false, false),
    ("i_string_invalid_lonely_surrogate.json", false, false),
    ("i_string_invalid_surrogate.json", false, false),
    ("i_string_invalid_utf-8.json", false, false),
    ("i_string_inverted_surrogates_U+1D11E.json", false, false),
    ("i_string_iso_latin_1.json", false, false),
    ("i_string_lone_second_surrogate.json", false, false),
    ("i_string_lone_utf8_continuation_byte.json", false, false),
    ("i_string_not_in_unicode_range.json", false, false),
    ("i_string_overlong_sequence_2_bytes.json", false, false),
    ("i_string_overlong_sequence_6_bytes.json", false, false),
    ("i_string_overlong_sequence_6_bytes_null.json", false, false),
    ("i_string_truncated-utf-8.json", false, false),
    ("i_string_utf16BE_no_BOM.json", false, false),
    ("i_string_utf16LE_no_BOM.json", false, false),
    ("i_structure_500_nested_arrays.json", false, false),
    ("i_structure_UTF-8_BOM_empty_object.json", false, false),
];

#[test]
fn open_documents_are_judged_as_the_table_says() {
    let found: Vec<(String, bool, bool)> = documents("i_")
        .into_iter()
        .map(|document| (document.name.clone(), document.is_read(), document.is_skipped()))
        .collect();
    let expected: Vec<(String, bool, bool)> =
        OPEN.iter().map(|(name, read, skipped)| ((*name).to_owned(), *read, *skipped)).collect();
    assert_eq!(found, expected);
}
