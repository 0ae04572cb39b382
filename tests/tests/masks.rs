//! `mask!`: constants that are checked at compile time, on every shape that a mask can reach into.

use optimize_core::options::Mask;
use optimize_core::{DumpOptions, Optimized, mask};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

#[derive(Optimized, Clone)]
#[opt(extra = "allow", computed(area, label), rename_all = "camelCase")]
struct Frame {
    frame_width: u32,
    frame_height: u32,
    size: Option<Box<Size>>,
    #[opt(extra)]
    rest: BTreeMap<String, u8>,
}

impl Frame {
    fn area(&self) -> u32 {
        self.frame_width * self.frame_height
    }

    fn label(&self) -> Size {
        Size { x: 0, y: 0 }
    }
}

#[derive(Optimized, Clone)]
struct Size {
    x: u8,
    y: u8,
}

#[derive(Optimized)]
struct Page<'a, T> {
    items: Vec<T>,
    pairs: Vec<(u8, Size)>,
    by_name: HashMap<String, Arc<Size>>,
    sizes: [Size; 2],
    #[allow(clippy::type_complexity)] // what the test is about
    nested: Option<Vec<Option<BTreeMap<u8, Vec<Size>>>>>,
    json: serde_json::Value,
    r#type: &'a str,
}

const SIZE: Size = Size { x: 1, y: 2 };

fn frame() -> Frame {
    Frame { frame_width: 4, frame_height: 3, size: Some(Box::new(SIZE)), rest: [("more".to_owned(), 7)].into() }
}

fn page() -> Page<'static, Frame> {
    Page {
        items: vec![frame(), frame()],
        pairs: vec![(9, SIZE)],
        by_name: [("a b".to_owned(), Arc::new(SIZE))].into(),
        sizes: [SIZE, SIZE],
        nested: Some(vec![None, Some([(5, vec![SIZE])].into())]),
        json: serde_json::json!({"deep": [{"er": 1, "est": 2}], "other": 3}),
        r#type: "page",
    }
}

fn dump<T: Optimized>(value: &T, options: &DumpOptions) -> String {
    String::from_utf8(value.dump(options).expect("a dump")).expect("a dump is UTF-8")
}

const ITEMS: Mask = mask!(Page<'_, Frame>: items.*.frame_width);

#[test]
fn constants_include_and_exclude() {
    static STATIC: Mask = mask!(Frame: size, area);
    let include = |mask: Mask| dump(&page(), &DumpOptions::new().include(mask));
    assert_eq!(include(ITEMS), r#"{"items":[{"frameWidth":4},{"frameWidth":4}]}"#);
    assert_eq!(
        include(mask!(Page<'_, Frame>: items.1.{size.x, area}, r#type,)),
        r#"{"items":[{"size":{"x":1},"area":12}],"type":"page"}"#
    );
    assert_eq!(include(mask!(Page<'_, Frame>: pairs.0.1.y)), r#"{"pairs":[[{"y":2}]]}"#);
    assert_eq!(include(mask!(Page<'_, Frame>: by_name."a b".x)), r#"{"by_name":{"a b":{"x":1}}}"#);
    assert_eq!(
        include(mask!(Page<'_, Frame>: by_name.*.y, sizes.0)),
        r#"{"by_name":{"a b":{"y":2}},"sizes":[{"x":1,"y":2}]}"#
    );
    assert_eq!(include(mask!(Page<'_, Frame>: nested.*.5.*.x)), r#"{"nested":[null,{"5":[{"x":1}]}]}"#);
    assert_eq!(include(mask!(Page<'_, Frame>: json.{deep.0.er, other})), r#"{"json":{"deep":[{"er":1}],"other":3}}"#);
    assert_eq!(include(mask!(Page<'_, Frame>: items.*."more")), r#"{"items":[{"more":7},{"more":7}]}"#);
    assert_eq!(include(mask!(Page<'_, Frame>:)), "{}");
    assert_eq!(
        dump(&frame(), &DumpOptions::new().exclude(&STATIC)),
        r#"{"frameWidth":4,"frameHeight":3,"more":7,"label":{"x":0,"y":0}}"#
    );
    let both = DumpOptions::new().include(mask!(Size: x, y)).exclude(mask!(Size: y));
    assert_eq!(dump(&SIZE, &both), r#"{"x":1}"#);
}

#[test]
fn a_constant_equals_the_mask_of_the_same_paths() {
    assert_eq!(
        mask!(Page<'_, Frame>: items.*.{size.y, area}, pairs.0.1),
        Mask::new(["items.*.size.y", "items.*.area", "pairs.0.1"])
    );
    let added = DumpOptions::new().include(mask!(Size: x)).include(["y"]);
    assert_eq!(added, DumpOptions::new().include(mask!(Size: x, y)));
}

#[derive(Optimized)]
struct Wrapped(Size);

#[derive(Optimized)]
struct Pair(Wrapped, Name);

#[derive(Optimized)]
struct Name(String);

#[test]
fn masks_reach_into_tuple_structs() {
    let pair = Pair(Wrapped(SIZE), Name("n".to_owned()));
    assert_eq!(dump(&pair, &DumpOptions::new().exclude(mask!(Pair: 0.x))), r#"[{"y":2},"n"]"#);
    assert_eq!(dump(&pair, &DumpOptions::new().include(mask!(Pair: 1))), r#"["n"]"#);
}

#[derive(Optimized)]
#[opt(computed(area))]
struct Box2 {
    left: u8,
    size: Size,
}

impl Box2 {
    fn area(&self) -> u32 {
        u32::from(self.size.x) * u32::from(self.size.y)
    }
}

#[derive(Optimized)]
#[opt(tag = "kind")]
enum Shape {
    Square { side: u8, at: Size },
}

#[derive(Optimized)]
struct Around {
    id: u8,
    #[opt(flatten)]
    inner: Box2,
    last: Size,
    shape: Shape,
}

#[test]
fn masks_know_flattened_fields_and_enums_with_data() {
    let around =
        Around { id: 1, inner: Box2 { left: 2, size: SIZE }, last: SIZE, shape: Shape::Square { side: 3, at: SIZE } };
    let include = |mask: Mask| dump(&around, &DumpOptions::new().include(mask));
    assert_eq!(include(mask!(Around: left, last.y)), r#"{"left":2,"last":{"y":2}}"#);
    assert_eq!(include(mask!(Around: id, size, area)), r#"{"id":1,"size":{"x":1,"y":2},"area":2}"#);
    assert_eq!(include(mask!(Around: shape.at.y)), r#"{"shape":{"at":{"y":2}}}"#);
    assert_eq!(include(mask!(Around: size.x, left)), r#"{"left":2,"size":{"x":1}}"#);
    assert_eq!(include(mask!(Around: shape.{kind, at.y})), r#"{"shape":{"kind":"Square","at":{"y":2}}}"#);
    assert_eq!(include(mask!(Around: shape)), r#"{"shape":{"kind":"Square","side":3,"at":{"x":1,"y":2}}}"#);
}

#[derive(Optimized)]
struct Outer {
    #[opt(flatten)]
    around: Option<Around>,
    #[opt(flatten)]
    rest: BTreeMap<String, Size>,
}

#[derive(Optimized)]
struct Flat<T> {
    own: u8,
    #[opt(flatten)]
    inner: T,
}

#[test]
fn masks_reach_through_flattened_models_however_deep() {
    let around =
        Around { id: 1, inner: Box2 { left: 2, size: SIZE }, last: SIZE, shape: Shape::Square { side: 3, at: SIZE } };
    let outer = Outer { around: Some(around), rest: [("more".to_owned(), SIZE)].into() };
    let include = |mask: Mask| dump(&outer, &DumpOptions::new().include(mask));
    assert_eq!(include(mask!(Outer: size.y, shape.at.x)), r#"{"size":{"y":2},"shape":{"at":{"x":1}}}"#);
    assert_eq!(include(mask!(Outer: "more".y)), r#"{"more":{"y":2}}"#);
    let generic = Flat { own: 5, inner: Box2 { left: 2, size: SIZE } };
    let options = DumpOptions::new().include(mask!(Flat<Box2>: own, size.x));
    assert_eq!(dump(&generic, &options), r#"{"own":5,"size":{"x":1}}"#);
}

#[derive(Optimized)]
enum External<'a, T> {
    Unit,
    Text(&'a str),
    Held(Size),
    Pair(u8, T),
    Named {
        size: Size,
        other: T,
        #[opt(flatten)]
        inner: Box3,
    },
}

#[derive(Optimized, Clone)]
struct Box3 {
    corner: Size,
}

#[derive(Optimized)]
#[opt(tag = "t")]
enum Internal {
    None,
    Model(Box3),
    Boxed(Box<Box2>),
    Same { same: Size, only: Size },
    Other { same: Box3 },
}

#[derive(Optimized)]
#[opt(tag = "t", content = "c", rename_all = "kebab-case")]
enum Adjacent {
    NoneAtAll,
    SizeOnly(Size),
    Pair(Size, u8),
    Named { at: Size },
}

#[derive(Optimized)]
#[opt(untagged)]
enum Untagged {
    Named { at: Size },
    Pair(Size, Box3),
}

#[test]
fn masks_know_what_the_variants_hold() {
    fn include<T: Optimized>(value: &T, mask: Mask) -> String {
        dump(value, &DumpOptions::new().include(mask))
    }
    type E = External<'static, Box3>;
    let corner = Box3 { corner: SIZE };
    let named: E = External::Named { size: SIZE, other: corner.clone(), inner: corner.clone() };
    assert_eq!(
        include(&named, mask!(E: Named.{size.x, other.corner.y, corner.x})),
        r#"{"Named":{"size":{"x":1},"other":{"corner":{"y":2}},"corner":{"x":1}}}"#
    );
    assert_eq!(include(&E::Pair(1, corner.clone()), mask!(E: Pair.1.corner.x)), r#"{"Pair":[{"corner":{"x":1}}]}"#);
    assert_eq!(include(&E::Held(SIZE), mask!(E: Held.x, Text)), r#"{"Held":{"x":1}}"#);
    assert_eq!(include(&E::Text("t"), mask!(E: Held.x, Text)), r#"{"Text":"t"}"#);
    assert_eq!(include(&E::Unit, mask!(E: Held.x)), r#""Unit""#);

    let both = mask!(Internal: t, corner.x, left, same.{x, corner.y});
    assert_eq!(include(&Internal::None, both.clone()), r#"{"t":"None"}"#);
    assert_eq!(include(&Internal::Model(corner.clone()), both.clone()), r#"{"t":"Model","corner":{"x":1}}"#);
    let boxed = Internal::Boxed(Box::new(Box2 { left: 4, size: SIZE }));
    assert_eq!(include(&boxed, both.clone()), r#"{"t":"Boxed","left":4}"#);
    assert_eq!(dump(&boxed, &DumpOptions::new().by_name()), r#"{"t":"Boxed","left":4,"size":{"x":1,"y":2},"area":2}"#);
    let same = Internal::Same { same: SIZE, only: SIZE };
    assert_eq!(include(&same, both.clone()), r#"{"t":"Same","same":{"x":1}}"#);
    assert_eq!(include(&same, mask!(Internal: only.y)), r#"{"only":{"y":2}}"#);
    assert_eq!(include(&Internal::Other { same: corner.clone() }, both), r#"{"t":"Other","same":{"corner":{"y":2}}}"#);

    let mask = mask!(Adjacent: t, c.{at.x, 0.y, x});
    assert_eq!(include(&Adjacent::NoneAtAll, mask.clone()), r#"{"t":"none-at-all"}"#);
    assert_eq!(include(&Adjacent::SizeOnly(SIZE), mask.clone()), r#"{"t":"size-only","c":{"x":1}}"#);
    assert_eq!(include(&Adjacent::Pair(SIZE, 1), mask.clone()), r#"{"t":"pair","c":[{"y":2}]}"#);
    assert_eq!(include(&Adjacent::Named { at: SIZE }, mask), r#"{"t":"named","c":{"at":{"x":1}}}"#);

    let mask = mask!(Untagged: at.x, 1.corner.y);
    assert_eq!(include(&Untagged::Named { at: SIZE }, mask.clone()), r#"{"at":{"x":1}}"#);
    assert_eq!(include(&Untagged::Pair(SIZE, corner), mask), r#"[{"corner":{"y":2}}]"#);
}

macro_rules! many_variants {
    ($($variant:ident $field:ident)*) => {
        #[derive(Optimized)]
        #[opt(tag = "kind")]
        enum Many {
            $($variant { $field: Size },)*
        }
    };
}

many_variants!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p Q q R r);

#[test]
fn an_enum_can_have_more_variants_than_a_tuple_items() {
    let options = DumpOptions::new().include(mask!(Many: a.x, o.x, p.y, r.x));
    assert_eq!(dump(&Many::R { r: SIZE }, &options), r#"{"r":{"x":1}}"#);
    assert_eq!(dump(&Many::P { p: SIZE }, &options), r#"{"p":{"y":2}}"#);
}

mod elsewhere {
    use optimize_core::Optimized;

    /// Its fields can't be named from outside, and its masks can.
    #[derive(Optimized, Default)]
    pub(crate) struct Private {
        hidden: u8,
        shown: u8,
    }
}

#[test]
fn private_fields_and_wide_models_have_masks() {
    let options = DumpOptions::new().exclude(mask!(elsewhere::Private: hidden));
    assert_eq!(dump(&elsewhere::Private::default(), &options), r#"{"shown":0}"#);
    let options = DumpOptions::new().include(mask!(Wide: f00.x, f15.x, f16.x, f20.y, total));
    assert_eq!(dump(&Wide::new(), &options), r#"{"f00":{"x":1},"f15":{"x":1},"f16":{"x":1},"f20":{"y":2},"total":21}"#);
}

macro_rules! wide {
    ($($field:ident)*) => {
        #[derive(Optimized)]
        #[opt(computed(total))]
        struct Wide {
            $($field: Size,)*
        }

        impl Wide {
            fn new() -> Self {
                Self { $($field: SIZE,)* }
            }

            fn total(&self) -> usize {
                [$(&self.$field),*].len()
            }
        }
    };
}

wide!(f00 f01 f02 f03 f04 f05 f06 f07 f08 f09 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19 f20);
