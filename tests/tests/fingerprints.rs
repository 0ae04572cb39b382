//! Fingerprints: a table that later versions must keep, and what they tell apart.

use ndarray::{Array2, Array3};
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

/// Recorded, a name and a fingerprint a line. A difference here breaks every cache that outlives a process: raise the
/// version in the fingerprint's module when that is meant.
const RECORDED: &str = include_str!("../data/fingerprints.txt");

fn table() -> Vec<(&'static str, String)> {
    let fingerprint = |change: Change| {
        let mut value = everything();
        change(&mut value);
        value.fingerprint().to_string()
    };
    let mut table: Vec<_> = CHANGES.iter().map(|(name, change)| (*name, fingerprint(*change))).collect();
    table.extend(frames().into_iter().map(|(name, frame)| (name, frame.fingerprint().to_string())));
    table
}

/// What is larger than the hasher's buffer, and tensors and images, which are hashed where they lie.
#[derive(Optimized, Debug, Clone)]
struct Frame {
    note: String,
    #[opt(tensor)]
    pixels: Array3<u8>,
    #[opt(tensor)]
    depth: Array2<f32>,
    #[opt(image)]
    preview: image::RgbImage,
}

fn frames() -> Vec<(&'static str, Frame)> {
    let frame = Frame {
        note: "a long note. ".repeat(1000),
        pixels: Array3::from_shape_fn((40, 30, 3), |(y, x, c)| (y * 7 + x * 3 + c) as u8),
        depth: Array2::from_shape_fn((5, 4), |(y, x)| y as f32 / 4.0 - x as f32),
        preview: image::RgbImage::from_fn(8, 6, |x, y| image::Rgb([x as u8, y as u8, 9])),
    };
    let other_note = Frame { note: format!("{}!", frame.note), ..frame.clone() };
    let other_pixel = Frame { pixels: frame.pixels.mapv(|value| value / 2), ..frame.clone() };
    let other_shape =
        Frame { pixels: frame.pixels.clone().into_shape_with_order((30, 40, 3)).expect("a shape"), ..frame.clone() };
    let other_depth = Frame { depth: frame.depth.mapv(|value| value + 1.0), ..frame.clone() };
    let other_preview = Frame { preview: image::RgbImage::new(8, 6), ..frame.clone() };
    vec![
        ("frame", frame),
        ("frame, another note", other_note),
        ("frame, other pixels", other_pixel),
        ("frame, another shape", other_shape),
        ("frame, other depths", other_depth),
        ("frame, another preview", other_preview),
    ]
}

#[test]
fn they_are_what_they_were() {
    let found: String = table().iter().map(|(name, fingerprint)| format!("{fingerprint} {name}\n")).collect();
    assert_eq!(found, RECORDED, "if that is meant, tests/data/fingerprints.txt becomes:\n{found}");
}

#[test]
fn a_tensor_in_another_order_in_memory_is_the_same_tensor() {
    let frame = frames().swap_remove(0).1;
    let mut turned = frame.clone();
    // The same elements, laid out with the last axis first.
    turned.pixels =
        frame.pixels.view().permuted_axes([2, 0, 1]).as_standard_layout().into_owned().permuted_axes([1, 2, 0]);
    assert!(turned.pixels.as_slice().is_none(), "it lies in another order");
    assert_eq!(turned.pixels, frame.pixels);
    assert_eq!(turned.fingerprint(), frame.fingerprint());
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
    let nan = |bits| Everything { float: f64::from_bits(bits), ..everything() }.fingerprint();
    assert_eq!(nan(0x7ff8_0000_0000_0000), nan(0xfff8_0000_0000_0001), "one NaN");
    assert_ne!(nan(0x7ff8_0000_0000_0000), zero.fingerprint());
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
