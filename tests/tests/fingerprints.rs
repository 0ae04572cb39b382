//! Fingerprints: a table that later versions must keep, and what they tell apart.

use optimize_core::Optimized;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Optimized, Debug, Clone)]
struct Everything {
    text: String,
    boxed: Box<str>,
    number: i64,
    large: u128,
    float: f64,
    small: f32,
    flag: bool,
    letter: char,
    maybe: Option<u8>,
    list: Vec<Option<u16>>,
    map: BTreeMap<i8, String>,
    hashed: HashMap<String, u8>,
    set: HashSet<u8>,
    pair: (u8, Vec<u8>),
    array: [u8; 3],
    quality: Quality,
    inner: Option<Box<Everything>>,
    raw: Value,
}

#[derive(Optimized, Debug, Clone, PartialEq, Eq, Hash)]
#[opt(rename_all = "lowercase")]
enum Quality {
    Low,
    High,
}

fn everything() -> Everything {
    Everything {
        text: "text".to_owned(),
        boxed: "boxed".into(),
        number: -7,
        large: u128::MAX,
        float: 0.1,
        small: 0.1,
        flag: true,
        letter: 'ä',
        maybe: None,
        list: vec![Some(1), None],
        map: BTreeMap::from([(-1, "a".to_owned()), (1, String::new())]),
        hashed: (0..20).map(|number| (number.to_string(), number)).collect(),
        set: (0..20).collect(),
        pair: (1, vec![2, 3]),
        array: [1, 2, 3],
        quality: Quality::High,
        inner: None,
        raw: serde_json::json!({ "b": [1, -1, 1.5, "x", null, true], "a": {} }),
    }
}

type Change = fn(&mut Everything);

/// A change to one field each. None of them may leave the fingerprint as it is.
const CHANGES: [(&str, Change); 22] = [
    ("nothing", |_| {}),
    ("text", |value| value.text.push('!')),
    ("boxed", |value| value.boxed = "Boxed".into()),
    ("number", |value| value.number = 7),
    ("large", |value| value.large -= 1),
    ("float", |value| value.float = -0.1),
    ("small", |value| value.small = 0.2),
    ("flag", |value| value.flag = false),
    ("letter", |value| value.letter = 'a'),
    ("maybe", |value| value.maybe = Some(0)),
    ("list", |value| value.list.swap(0, 1)),
    ("map", |value| drop(value.map.insert(2, String::new()))),
    ("hashed", |value| *value.hashed.get_mut("0").expect("a key") = 9),
    ("set", |value| value.set.extend([99])),
    ("pair", |value| value.pair.1.push(0)),
    ("array", |value| value.array[2] = 0),
    ("quality", |value| value.quality = Quality::Low),
    ("inner", |value| value.inner = Some(Box::new(everything()))),
    ("raw text", |value| value.raw["b"][3] = "y".into()),
    ("raw number", |value| value.raw["b"][0] = 2.into()),
    ("raw null", |value| value.raw["a"] = Value::Null),
    ("raw key", |value| value.raw["c"] = Value::Null),
];

/// Recorded. A difference here breaks every cache that was kept on disk: raise the version in the
/// fingerprint's module when that is meant.
const RECORDED: [(&str, &str); 22] = [
    ("nothing", "e81c5120ddd4a8ded80ff0ba0a6004f1"),
    ("text", "1abd16c57d6a04de3d66fddcd5c27437"),
    ("boxed", "2c3cb23e3deb5922768eac5845dc5483"),
    ("number", "2e67dc19a3aa5ea3534e4505449788b6"),
    ("large", "783857ffc024d10c7c13b1db29308c17"),
    ("float", "bb41c6abfce5eae25bafe4c6f99237b1"),
    ("small", "83ef889e83f2d732d59b2b33cc5435fc"),
    ("flag", "d9d7e3721dcb5d010c5aefdb9c68d347"),
    ("letter", "e93ff5cec66ff7288d9cbc70f0d217ba"),
    ("maybe", "1bc5c689413f990ff8ce6c4dc62a4486"),
    ("list", "9a3c8851b9b5f05727f33bd37483eaf7"),
    ("map", "a77c06c19645acc86064ba928698f89d"),
    ("hashed", "5bf4d82383a4ecb80f91d6e53d63a06d"),
    ("set", "2e3796edfe98c71a6433712183fc0226"),
    ("pair", "b03afed90a2493f7ed2b001e0c5e05b3"),
    ("array", "3088e5a8174111c51e6e865aed50b12c"),
    ("quality", "7133b302c3f117ea88ead9542e51f742"),
    ("inner", "0bcd9005f15ed52b97552aff5a99d14c"),
    ("raw text", "9c53b4d644a1381ab50cc5576eeb0946"),
    ("raw number", "d454b500394d110be6064ce10853bada"),
    ("raw null", "134d8e53f96bc798496623f8dcfc792d"),
    ("raw key", "e6391a2ed8a7d92ce1e5fe72d6da167b"),
];

fn table() -> Vec<(&'static str, String)> {
    let fingerprint = |change: Change| {
        let mut value = everything();
        change(&mut value);
        value.fingerprint().to_string()
    };
    CHANGES.iter().map(|(name, change)| (*name, fingerprint(*change))).collect()
}

#[test]
fn they_are_what_they_were() {
    let table = table();
    let found: Vec<_> = table.iter().map(|(name, fingerprint)| (*name, fingerprint.as_str())).collect();
    assert_eq!(found, RECORDED);
}

#[test]
fn every_field_counts() {
    let table = table();
    let different: HashSet<&String> = table.iter().map(|(_, fingerprint)| fingerprint).collect();
    assert_eq!(different.len(), table.len(), "{table:?}");
}

#[test]
fn what_is_equal_is_equal() {
    let value = everything();
    let read = Everything::from_json(&value.to_json().expect("a dump")).expect("its own dump");
    assert_eq!(read.fingerprint(), value.fingerprint());
    let mut reordered = everything();
    reordered.hashed = (0..20).rev().map(|number| (number.to_string(), number)).collect();
    reordered.set = (0..20).rev().collect();
    reordered.float = 0.1 + 0.0;
    assert_eq!(reordered.fingerprint(), value.fingerprint());
    let zero = Everything { float: 0.0, ..everything() };
    assert_eq!(zero.fingerprint(), Everything { float: -0.0, ..everything() }.fingerprint());
    assert_eq!(u128::from(value.fingerprint()), value.fingerprint().to_u128());
}

#[test]
fn names_on_the_wire_and_computed_fields_do_not_count_but_the_type_does() {
    mod renamed {
        #[derive(optimize_core::Optimized)]
        #[opt(computed(double))]
        pub(super) struct Size {
            #[opt(rename = "w", alias = "wide")]
            pub(super) width: u8,
        }
        impl Size {
            fn double(&self) -> u8 {
                self.width * 2
            }
        }
    }
    #[derive(Optimized)]
    struct Size {
        width: u8,
    }
    #[derive(Optimized)]
    struct Length {
        width: u8,
    }
    assert_eq!(Size { width: 1 }.fingerprint(), renamed::Size { width: 1 }.fingerprint());
    assert_ne!(Size { width: 1 }.fingerprint(), Length { width: 1 }.fingerprint());
}
