//! Masks inside what enums hold without a name of its own, and inside what methods compute.

use optimize_core::options::Mask;
use optimize_core::{DumpOptions, Json, Optimized, mask};
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(Optimized, Clone)]
struct Size {
    x: u8,
    y: u8,
}

const SIZE: Size = Size { x: 1, y: 2 };

#[derive(Optimized, Clone)]
enum Color {
    Red,
}

#[derive(Optimized)]
struct Millimetres(u32);

#[derive(Optimized)]
enum External<'a, T> {
    Text(&'a str),
    Shade(Cow<'a, str>),
    Color(Color),
    Width(Millimetres),
    Size(Size),
    Maybe(Option<Box<Size>>),
    List(Vec<Size>),
    Map(BTreeMap<String, Size>),
    Pair((u8, Size)),
    Text2(Json<Size>),
    Other(T),
    Again(Box<External<'a, T>>),
    #[opt(rename = "same-again")]
    More(Vec<External<'a, T>>),
}

#[derive(Optimized)]
#[opt(tag = "t", content = "c")]
enum Adjacent {
    Nothing,
    Width(u32),
    Size(Size),
    List(Vec<Size>),
    Again(Box<Adjacent>),
}

#[derive(Optimized)]
#[opt(untagged)]
enum Untagged {
    Width(u32),
    Size(Size),
    List(Vec<Size>),
    Deep(Vec<Vec<Untagged>>),
    Shade(Color),
    Text(String),
}

#[derive(Optimized)]
#[opt(tag = "t")]
enum Internal {
    Size(Size),
    Around(Box<Around>),
    Other { other: u8 },
}

#[derive(Optimized, Clone)]
#[opt(computed(corner: Size, corners: Vec<&Size> as "all corners", name: Cow<'_, str>, half: Option<&Size>, by_name: BTreeMap<&str, (u8, Size)>, plain))]
struct Around {
    size: Size,
}

impl Around {
    fn corner(&self) -> Size {
        SIZE
    }

    fn corners(&self) -> Vec<&Size> {
        vec![&self.size, &self.size]
    }

    fn name(&self) -> Cow<'_, str> {
        "n".into()
    }

    fn half(&self) -> Option<&Size> {
        Some(&self.size)
    }

    fn by_name(&self) -> BTreeMap<&str, (u8, Size)> {
        [("only", (7, SIZE))].into()
    }

    fn plain(&self) -> Size {
        SIZE
    }
}

#[derive(Optimized)]
#[opt(computed(first: Option<&'a Size>, item: Option<&T>))]
struct Page<'a, T> {
    #[opt(flatten)]
    around: Around,
    items: Vec<T>,
    label: &'a str,
    sizes: Vec<Size>,
    #[opt(skip, default)]
    kept: Option<&'a Size>,
}

impl<'a, T> Page<'a, T> {
    fn first(&self) -> Option<&'a Size> {
        self.kept
    }

    fn item(&self) -> Option<&T> {
        self.items.first()
    }
}

fn include<T: Optimized>(value: &T, mask: Mask) -> String {
    dump(value, &DumpOptions::new().include(mask))
}

fn exclude<T: Optimized>(value: &T, mask: Mask) -> String {
    dump(value, &DumpOptions::new().exclude(mask))
}

fn dump<T: Optimized>(value: &T, options: &DumpOptions) -> String {
    String::from_utf8(value.dump(options).expect("a dump")).expect("a dump is UTF-8")
}

#[test]
fn masks_reach_into_what_a_variant_holds() {
    type E = External<'static, Size>;
    assert_eq!(include(&E::Size(SIZE), mask!(E: Size.x)), r#"{"Size":{"x":1}}"#);
    assert_eq!(exclude(&E::Size(SIZE), mask!(E: Size.x)), r#"{"Size":{"y":2}}"#);
    assert_eq!(exclude(&E::Maybe(Some(Box::new(SIZE))), mask!(E: Maybe.y)), r#"{"Maybe":{"x":1}}"#);
    assert_eq!(include(&E::List(vec![SIZE, SIZE]), mask!(E: List.1.y)), r#"{"List":[{"y":2}]}"#);
    assert_eq!(exclude(&E::List(vec![SIZE, SIZE]), mask!(E: List.*.y)), r#"{"List":[{"x":1},{"x":1}]}"#);
    let map: E = External::Map([("k".to_owned(), SIZE)].into());
    assert_eq!(include(&map, mask!(E: Map."k".y)), r#"{"Map":{"k":{"y":2}}}"#);
    assert_eq!(include(&E::Pair((3, SIZE)), mask!(E: Pair.1.y)), r#"{"Pair":[{"y":2}]}"#);
    assert_eq!(include(&E::Text2(Json(SIZE)), mask!(E: Text2.y)), r#"{"Text2":{"y":2}}"#);
    assert_eq!(include(&E::Other(SIZE), mask!(E: Other.x)), r#"{"Other":{"x":1}}"#);
    let again = E::Again(Box::new(E::More(vec![E::Size(SIZE), E::Text("t")])));
    assert_eq!(
        include(&again, mask!(E: Again."same-again".0.Size.x)),
        r#"{"Again":{"same-again":[{"Size":{"x":1}}]}}"#
    );
    for value in [E::Text("t"), E::Shade("t".into()), E::Color(Color::Red), E::Width(Millimetres(1))] {
        assert_eq!(include(&value, mask!(E: Text, Shade, Color, Width)), dump(&value, &DumpOptions::new()));
    }
}

#[test]
fn masks_reach_into_what_stands_beside_a_tag_or_alone() {
    let mask = mask!(Adjacent: t, c.{x, *.y});
    assert_eq!(include(&Adjacent::Nothing, mask.clone()), r#"{"t":"Nothing"}"#);
    assert_eq!(include(&Adjacent::Width(3), mask.clone()), r#"{"t":"Width","c":3}"#);
    assert_eq!(include(&Adjacent::Size(SIZE), mask!(Adjacent: t, c.x)), r#"{"t":"Size","c":{"x":1}}"#);
    assert_eq!(include(&Adjacent::List(vec![SIZE]), mask), r#"{"t":"List","c":[{"y":2}]}"#);
    let again = Adjacent::Again(Box::new(Adjacent::Size(SIZE)));
    assert_eq!(include(&again, mask!(Adjacent: c.c)), r#"{"c":{"c":{"x":1,"y":2}}}"#);

    assert_eq!(include(&Untagged::Size(SIZE), mask!(Untagged: y)), r#"{"y":2}"#);
    assert_eq!(exclude(&Untagged::Size(SIZE), mask!(Untagged: y)), r#"{"x":1}"#);
    assert_eq!(exclude(&Untagged::List(vec![SIZE, SIZE]), mask!(Untagged: 0)), r#"[{"x":1,"y":2}]"#);
    assert_eq!(include(&Untagged::Width(3), mask!(Untagged: y)), "3");
    let deep = Untagged::Deep(vec![vec![Untagged::Size(SIZE), Untagged::Shade(Color::Red)]]);
    assert_eq!(include(&deep, mask!(Untagged: *.*.x)), r#"[[{"x":1},"Red"]]"#);
    assert_eq!(include(&Untagged::Text("t".to_owned()), mask!(Untagged: y)), r#""t""#);

    let around = Internal::Around(Box::new(Around { size: SIZE }));
    assert_eq!(
        include(&around, mask!(Internal: t, size.y, corner.x)),
        r#"{"t":"Around","size":{"y":2},"corner":{"x":1}}"#
    );
    assert_eq!(include(&Internal::Size(SIZE), mask!(Internal: y, other)), r#"{"y":2}"#);
    assert_eq!(include(&Internal::Other { other: 1 }, mask!(Internal: y, other)), r#"{"other":1}"#);
}

#[test]
fn masks_reach_into_what_is_computed() {
    let around = Around { size: SIZE };
    assert_eq!(include(&around, mask!(Around: corner.x, corners.1.y)), r#"{"corner":{"x":1},"all corners":[{"y":2}]}"#);
    assert_eq!(
        include(&around, mask!(Around: name, half.y, by_name.only.1.x)),
        r#"{"name":"n","half":{"y":2},"by_name":{"only":[{"x":1}]}}"#
    );
    assert_eq!(
        exclude(&around, mask!(Around: size.x, corner.y, corners.*.x, half, by_name.*.0, plain)),
        r#"{"size":{"y":2},"corner":{"x":1},"all corners":[{"y":2},{"y":2}],"name":"n","by_name":{"only":[{"x":1,"y":2}]}}"#
    );
    // A mask of paths does what the same constant does.
    let paths = ["size.x", "corner.y", "corners.*.x", "half", "by_name.*.0", "plain"];
    assert_eq!(mask!(Around: size.x, corner.y, corners.*.x, half, by_name.*.0, plain), Mask::new(paths));
    assert_eq!(include(&around, Mask::new(["plain.x"])), r#"{"plain":{"x":1}}"#);
    // What is computed is written where a part of it is asked for, and not at all where none is.
    let options = DumpOptions::new().include(mask!(Around: corner.x)).exclude_computed();
    assert_eq!(dump(&around, &options), "{}");
}

#[test]
fn masks_reach_into_what_is_computed_of_flattened_and_generic_models() {
    let page =
        Page { around: Around { size: SIZE }, items: vec![SIZE], label: "s", sizes: vec![SIZE], kept: Some(&SIZE) };
    type P = Page<'static, Size>;
    assert_eq!(
        include(&page, mask!(P: corner.x, items.0.y, first.y, item.x)),
        r#"{"corner":{"x":1},"items":[{"y":2}],"first":{"y":2},"item":{"x":1}}"#
    );
}

#[derive(Optimized)]
#[opt(untagged)]
enum Even {
    Stop(u8),
    Next(Box<Odd>),
}

#[derive(Optimized)]
#[opt(untagged)]
enum Odd {
    Stop(Size),
    Next(Box<Even>),
}

#[derive(Optimized)]
struct Pair {
    even: Even,
    other: Size,
}

#[test]
fn types_that_are_nothing_but_each_other_are_models_still() {
    let even = Even::Next(Box::new(Odd::Next(Box::new(Even::Next(Box::new(Odd::Stop(SIZE)))))));
    let pair = Pair { even, other: SIZE };
    assert_eq!(include(&pair, mask!(Pair: even, other.x)), r#"{"even":{"x":1,"y":2},"other":{"x":1}}"#);
    assert_eq!(include(&pair, Mask::new(["even.x"])), r#"{"even":{"x":1}}"#);
    assert_eq!(include(&Even::Stop(1), Mask::new(["x"])), "1");
}
