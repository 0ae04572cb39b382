//! Computed fields: written, never read.

use optimize_core::fingerprint::FingerprintHasher;
use optimize_core::{DumpOptions, Field, Optimized};
use std::borrow::Cow;
use std::cell::Cell;

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

#[derive(Optimized, Debug, PartialEq)]
struct Size {
    width: u32,
    height: u32,
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(rename_all = "camelCase", computed(full_name, size_of as "the size", label, missing, parts))]
struct Video {
    first_name: String,
    width: u32,
}

impl Video {
    fn full_name(&self) -> String {
        CALLS.set(CALLS.get() + 1);
        format!("{} \"x\"", self.first_name)
    }

    fn size_of(&self) -> Size {
        Size { width: self.width, height: 1 }
    }

    fn label(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.first_name)
    }

    fn missing(&self) -> Option<&Size> {
        None
    }

    fn parts(&self) -> Vec<&str> {
        self.first_name.split(' ').collect()
    }
}

fn video() -> Video {
    Video { first_name: "a b".to_owned(), width: 2 }
}

const TEXT: &str = r#"{"firstName":"a b","width":2,"fullName":"a b \"x\"","the size":{"width":2,"height":1},"label":"a b","missing":null,"parts":["a","b"]}"#;

#[test]
fn they_stand_behind_the_fields() {
    assert_eq!(video().to_json_string().expect("a dump"), TEXT);
    assert_eq!(serde_json::to_string(&video()).expect("serde"), TEXT);
    let by_name =
        video().dump(&DumpOptions::new().by_name().exclude_none().exclude(["parts", "label"])).expect("a dump");
    let expected = r#"{"first_name":"a b","width":2,"full_name":"a b \"x\"","size_of":{"width":2,"height":1}}"#;
    assert_eq!(String::from_utf8_lossy(&by_name), expected);
}

#[test]
fn they_are_computed_once_a_dump_and_not_at_all_when_left_out() {
    CALLS.set(0);
    let video = video();
    video.to_json().expect("a dump");
    assert_eq!(CALLS.get(), 1);
    for options in [
        DumpOptions::new().exclude_computed(),
        DumpOptions::new().exclude(["full_name"]),
        DumpOptions::new().include(["width"]),
    ] {
        video.dump(&options).expect("a dump");
    }
    video.fingerprint();
    video.validate().expect("it is valid");
    assert_eq!(CALLS.get(), 1, "a computed field that is not written costs nothing");
}

#[test]
fn what_the_input_says_of_them_is_ignored() {
    assert_eq!(Video::from_json(TEXT).expect("its own dump"), video());
    let other = TEXT.replace(r#""label":"a b""#, r#""label":[1,{}]"#);
    assert_eq!(Video::from_json(&other).expect("whatever it says"), video());
    assert_eq!(serde_json::from_str::<Video>(&other).expect("serde"), video());
    assert!(Video::from_json(&TEXT.replace("null", "nul")).expect_err("no JSON").is_syntax());
}

#[test]
fn they_do_not_count_in_the_fingerprint() {
    #[derive(Optimized)]
    struct Plain {
        first_name: String,
        width: u32,
    }
    #[derive(Optimized)]
    #[opt(computed(one))]
    struct Computing {
        first_name: String,
        width: u32,
    }
    impl Computing {
        fn one(&self) -> u8 {
            1
        }
    }
    let plain = Plain { first_name: "a".to_owned(), width: 1 };
    let computing = Computing { first_name: "a".to_owned(), width: 1 };
    let same = Plain { first_name: "a".to_owned(), width: 1 };
    assert_eq!(plain.fingerprint(), same.fingerprint());
    assert_ne!(plain.fingerprint(), computing.fingerprint(), "the type's name counts");
    let content = |field: &dyn Fn(&mut FingerprintHasher)| {
        let mut hasher = FingerprintHasher::new();
        field(&mut hasher);
        hasher.finish()
    };
    let of_plain = content(&|hasher| Field::hash_content(&plain, hasher));
    assert_eq!(of_plain, content(&|hasher| Field::hash_content(&computing, hasher)));
}

#[test]
fn nothing_is_null_where_that_is_said() {
    #[derive(Optimized)]
    #[opt(computed(gone: (), maybe))]
    struct Kept {
        id: u8,
    }
    impl Kept {
        #[allow(clippy::unused_self)]
        fn gone(&self) {}

        fn maybe(&self) -> Option<()> {
            (self.id > 1).then_some(())
        }
    }
    assert_eq!(Kept { id: 1 }.to_json_string().expect("a dump"), r#"{"id":1,"gone":null,"maybe":null}"#);
}
