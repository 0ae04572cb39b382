//! Snapshots of expansions. `UPDATE_EXPECT=1 cargo test` blesses them.

use super::expand;
use expect_test::expect_file;

#[test]
fn quickstart() {
    let source = r##"
        /// One video known to the pipeline.
        #[opt(extra = "forbid", trim, computed(duration_minutes, is_long_video as "long"))]
        struct VideoData {
            /// The key.
            #[opt(min_length = 1, max_length = 50)]
            video_id: String,
            #[opt(ge = 0, le = 3600)]
            duration: f64,
            #[opt(default = Quality::Medium)]
            quality: Quality,
            #[opt(default)]
            tags: Vec<String>,
            #[opt(pattern = r"^https?://")]
            thumbnail_url: Option<String>,
        }
    "##;
    expect_file!["./snapshots/quickstart.rs"].assert_eq(&expand(source));
}

#[test]
fn generic() {
    let source = r#"
        #[opt(coerce, check = Self::check_page)]
        struct Page<T: Clone = u8, I: Iterator, const N: usize = 3>
        where
            I::Item: Send,
        {
            items: Vec<T>,
            next: I::Item,
            cells: [u8; N],
            #[opt(strict, default = Self::LIMIT, ge = 1, le = Self::LIMIT)]
            limit: u32,
            #[opt(serde)]
            cursor: Option<I>,
            children: Vec<Self>,
        }
    "#;
    expect_file!["./snapshots/generic.rs"].assert_eq(&expand(source));
}

#[test]
fn lifetime() {
    let source = r#"
        #[opt(extra = "allow", populate_by_name, rename_all = "camelCase", crate = crate::reexported)]
        struct Line<'a> {
            #[opt(alias = "t", exclude_default, default = "en")]
            r#type: Cow<'a, str>,
            #[opt(required, check = is_fine)]
            first_word: Option<&'a str>,
            #[opt(extra)]
            rest: serde_json::Map<String, serde_json::Value>,
        }
    "#;
    expect_file!["./snapshots/lifetime.rs"].assert_eq(&expand(source));
}

#[test]
fn literals() {
    let source = r#"
        /// How good it looks.
        #[opt(rename_all = "lowercase", trim)]
        enum Quality {
            Low,
            #[opt(alias = "hi", rename = "\"high\"")]
            High,
        }
    "#;
    expect_file!["./snapshots/literals.rs"].assert_eq(&expand(source));
}

#[test]
fn adapter() {
    let source = r#"
        struct Frames {
            #[opt(tensor(shape = [_, _, 3], dtype = "uint8"))]
            frame: Option<Array3<u8>>,
            #[opt(tensor(format = "list"), default)]
            embedding: Vec<f32>,
            #[opt(image(codec = "jpeg", quality = 90, modes = ["L", "RGB"]))]
            thumbnails: HashMap<String, Vec<RgbImage>>,
            #[opt(with = adapters::AsNumber, check = is_public, exclude_if = is_local)]
            host: Ipv4Addr,
        }
    "#;
    expect_file!["./snapshots/adapter.rs"].assert_eq(&expand(source));
}

#[test]
fn fallback() {
    let source = r#"
        #[opt(crate = other)]
        struct Broken<'a, T: Clone> {
            #[opt(min_lenght = 1)]
            title: &'a T,
        }
    "#;
    expect_file!["./snapshots/fallback.rs"].assert_eq(&expand(source));
}

#[test]
fn newtype() {
    let source = r#"
        /// Years.
        #[opt(ge = 0, le = 150)]
        struct Age(i64);
    "#;
    expect_file!["./snapshots/newtype.rs"].assert_eq(&expand(source));
}

#[test]
fn tuple() {
    let source = "struct Point(#[opt(ge = 0)] f64, #[opt(default = 1)] u8);";
    expect_file!["./snapshots/tuple.rs"].assert_eq(&expand(source));
}

#[test]
fn tagged() {
    let source = r#"
        /// A shape.
        #[opt(tag = "kind", rename_all = "lowercase")]
        enum Shape {
            Circle {
                #[opt(gt = 0)]
                radius: f64,
            },
            #[opt(alias = "box")]
            Rect(Size),
            Empty,
        }
    "#;
    expect_file!["./snapshots/tagged.rs"].assert_eq(&expand(source));
}

#[test]
fn flattened() {
    let source = r#"
        #[opt(extra = "forbid")]
        struct Video {
            id: String,
            #[opt(flatten)]
            size: Size,
            last: bool,
        }
    "#;
    expect_file!["./snapshots/flattened.rs"].assert_eq(&expand(source));
}

#[test]
fn made() {
    let source = r#"
        #[opt(builder, validate_assignment, from(Row))]
        struct Clip {
            #[opt(min_length = 1)]
            id: String,
            title: Option<String>,
        }
    "#;
    expect_file!["./snapshots/made.rs"].assert_eq(&expand(source));
}
