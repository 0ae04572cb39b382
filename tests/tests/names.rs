//! Names on the wire: spellings, renames, aliases, names in Rust.

use optimize_core::{DumpOptions, Optimized};

macro_rules! spellings {
    ($($name:ident $variants:ident $case:literal: $field:literal, $digits:literal, $variant:literal;)*) => {$(
        #[derive(Optimized, Debug, PartialEq)]
        #[opt(rename_all = $case)]
        struct $name {
            video_id: u8,
            mp4_h_264: u8,
            r#type: u8,
            #[opt(rename = "As-Is")]
            renamed: u8,
        }

        #[derive(Optimized, Debug, PartialEq)]
        #[opt(rename_all = $case)]
        enum $variants {
            VeryLow,
            #[opt(rename = "As-Is")]
            Renamed,
        }

        #[test]
        #[allow(non_snake_case)]
        fn $name() {
            let key = if $case.contains("PPER") || $case.contains("SCREAMING") {
                "TYPE"
            } else if $case == "PascalCase" {
                "Type"
            } else {
                "type"
            };
            let text = format!(r#"{{"{}":1,"{}":2,"{key}":3,"As-Is":4}}"#, $field, $digits);
            let read = $name::from_json(&text).expect($case);
            assert_eq!(read, $name { video_id: 1, mp4_h_264: 2, r#type: 3, renamed: 4 });
            assert_eq!(read.to_json_string().expect("a dump"), text);
            let by_name = read.dump(&DumpOptions::new().by_name()).expect("a dump");
            assert_eq!(by_name, br#"{"video_id":1,"mp4_h_264":2,"type":3,"renamed":4}"#);
            for (variant, wire) in [($variants::VeryLow, $variant), ($variants::Renamed, "As-Is")] {
                assert_eq!(variant.to_value().expect("a dump"), wire);
                assert_eq!($variants::from_json(&format!("\"{wire}\"")).expect(wire), variant);
            }
            assert!($variants::from_json("\"Very_Low\"").is_err());
        }
    )*};
}

spellings! {
    Lower LowerVariants "lowercase": "video_id", "mp4_h_264", "verylow";
    Upper UpperVariants "UPPERCASE": "VIDEO_ID", "MP4_H_264", "VERYLOW";
    Pascal PascalVariants "PascalCase": "VideoId", "Mp4H264", "VeryLow";
    Camel CamelVariants "camelCase": "videoId", "mp4H264", "veryLow";
    Snake SnakeVariants "snake_case": "video_id", "mp4_h_264", "very_low";
    ScreamingSnake ScreamingSnakeVariants "SCREAMING_SNAKE_CASE": "VIDEO_ID", "MP4_H_264", "VERY_LOW";
    Kebab KebabVariants "kebab-case": "video-id", "mp4-h-264", "very-low";
    ScreamingKebab ScreamingKebabVariants "SCREAMING-KEBAB-CASE": "VIDEO-ID", "MP4-H-264", "VERY-LOW";
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(rename_all = "camelCase", populate_by_name)]
struct Aliased {
    #[opt(alias = "id", alias = "ID")]
    video_id: u8,
    #[opt(rename = "quote\"\\\n\u{1}ü")]
    strange: u8,
}

#[test]
fn every_name_is_read_and_one_is_written() {
    let strange = r#""quote\"\\\n\u0001ü":2"#;
    for name in ["videoId", "id", "ID", "video_id"] {
        let read = Aliased::from_json(&format!(r#"{{"{name}":1,{strange}}}"#)).expect(name);
        assert_eq!(read, Aliased { video_id: 1, strange: 2 });
        assert_eq!(read.to_json_string().expect("a dump"), format!(r#"{{"videoId":1,{strange}}}"#));
        let ascii = read.dump(&DumpOptions::new().ensure_ascii()).expect("a dump");
        assert_eq!(ascii, br#"{"videoId":1,"quote\"\\\n\u0001\u00fc":2}"#);
    }
    assert!(Aliased::from_json(&format!(r#"{{"VideoId":1,{strange}}}"#)).is_err());
    assert!(Aliased::from_json(r#"{"\u0076ideoId":1,"strange":2}"#).is_ok(), "keys can be escaped");
}

#[test]
fn errors_name_the_key_that_the_input_has() {
    let error = Aliased::from_json(r#"{"ID":"x","strange":true}"#).expect_err("both are wrong");
    let places: Vec<_> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["ID", "strange"]);
    let error = Aliased::from_json("{}").expect_err("both are missing");
    let places: Vec<_> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["videoId", "quote\"\\\n\u{1}ü"]);
    // Whatever name came before.
    let error = Aliased::from_json(r#"{"ID":1,"videoId":"x","strange":1}"#).expect_err("the last is wrong");
    assert_eq!(error.errors()[0].loc().to_string(), "videoId");
}

#[test]
fn of_two_names_for_one_field_the_last_counts() {
    let read = Aliased::from_json(r#"{"id":1,"strange":2,"videoId":3}"#).expect("two names");
    assert_eq!(read.video_id, 3);
    assert_eq!(
        Aliased::from_json(r#"{"id":"x","strange":2,"ID":4}"#).expect("the wrong one is not the last").video_id,
        4
    );
    assert!(Aliased::from_json(r#"{"id":4,"strange":2,"ID":"x"}"#).is_err());
}

#[derive(Optimized, Debug, PartialEq)]
#[opt(rename_all = "camelCase", trim)]
enum Word {
    #[opt(alias = "1st", alias = "first")]
    FirstOne,
    Second,
}

#[test]
fn variants_have_aliases_too() {
    for text in ["\"firstOne\"", "\"1st\"", "\"first\"", "\" first\\n\"", "\"\\u0066irst\""] {
        assert_eq!(Word::from_json(text).expect(text), Word::FirstOne);
    }
    let error = Word::from_json("\"third\"").expect_err("no such word");
    assert_eq!(error.errors()[0].message(), "Input should be 'firstOne' or 'second'");
    assert_eq!(error.errors()[0].loc().items().len(), 0);
}
