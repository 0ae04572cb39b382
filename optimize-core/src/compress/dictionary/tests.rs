use super::super::*;
use super::content;
use crate::test_model::Clip;
use serde_json::json;

fn messages(count: u32) -> Vec<Vec<u8>> {
    let words = ["filmed", "river", "morning", "garden", "market", "lights", "evening"];
    (0..count)
        .map(|id| {
            let word = |shift: u32| words[(id.wrapping_mul(2_654_435_761) >> shift) as usize % words.len()];
            format!(
                r#"{{"video_id":"video_{id:06}","title":"A {} by the {}","duration":{}.5,"tags":["{}"]}}"#,
                word(3),
                word(9),
                id % 977,
                word(15)
            )
            .into_bytes()
        })
        .collect()
}

fn trained() -> Dictionary {
    Dictionary::train(&messages(2000), 4096).unwrap()
}

#[test]
fn there_and_back_at_every_level() {
    let limits = DecompressLimits::new();
    for dictionary in [trained(), Dictionary::of::<Clip>()] {
        let known = Dictionaries::new().with(dictionary.clone()).unwrap();
        for level in -7..=22 {
            for data in messages(3).into_iter().chain([Vec::new(), b"\xff\x00".repeat(50), vec![b'x'; 10_000]]) {
                let frame = dictionary.compress(&data, level).unwrap();
                assert_eq!(known.decompress(&frame, &limits).unwrap(), data, "level {level}");
            }
        }
        assert!(matches!(dictionary.compress(b"", 23), Err(CompressError::Level { .. })));
        assert!(matches!(dictionary.compress(b"", i32::MIN), Err(CompressError::Level { .. })));
        let plain = compress(b"no dictionary", Compression::zstd()).unwrap();
        assert_eq!(known.decompress(&plain, &limits).unwrap(), b"no dictionary");
    }
}

#[test]
fn small_messages_become_smaller() {
    let message = &messages(5000)[4321];
    let plain = compress(message, Compression::zstd()).unwrap().len();
    let trained = trained().compress(message, 3).unwrap().len();
    assert!(2 * trained < plain, "{trained} of {plain}");
}

#[test]
fn the_missing_one_is_named() {
    let (trained, of_clip) = (trained(), Dictionary::of::<Clip>());
    assert_ne!(trained.id(), of_clip.id());
    let message = &messages(1)[0];
    let frame = trained.compress(message, 3).unwrap();
    let limits = DecompressLimits::new();
    let wrong = Dictionaries::new().with(of_clip).unwrap();
    for error in [wrong.decompress(&frame, &limits).unwrap_err(), decompress(&frame, None, &limits).unwrap_err()] {
        assert_eq!(error, CompressError::Dictionary { id: trained.id(), key: None });
        assert!(error.to_string().contains(&trained.id().to_string()));
    }

    let sealed = Envelope::seal(message, &CompressionPolicy::new(Compression::zstd()).with_dictionary(trained.clone()));
    let key = Some(trained.key());
    assert_eq!(Envelope::parse(&sealed).unwrap().header().dictionary(), key);
    let missing = |error| match error {
        EnvelopeError::Payload(CompressError::Dictionary { key, .. }) => key,
        other => panic!("{other}"),
    };
    assert_eq!(missing(Envelope::open(&sealed, &limits).unwrap_err()), key);
    let error = Envelope::open_with(&sealed, &limits, &wrong).unwrap_err();
    assert!(error.to_string().contains(&format!("xxh3:{:016x}", trained.key())), "{error}");
    assert_eq!(missing(error), key);
    let known = wrong.with(trained).unwrap();
    assert_eq!(Envelope::open_with(&sealed, &limits, &known).unwrap(), *message);
    let plain = Envelope::seal(message, &CompressionPolicy::new(Compression::zstd()));
    assert_eq!(Envelope::open_with(&plain, &limits, &known).unwrap(), *message);
}

#[test]
fn saved_and_loaded() {
    let dictionary = trained();
    let loaded = Dictionary::from_bytes(dictionary.as_bytes()).unwrap();
    assert_eq!((loaded.id(), loaded.key()), (dictionary.id(), dictionary.key()));
    assert_eq!(loaded, dictionary);
    assert!((1 << 15..1 << 16).contains(&dictionary.id()), "two bytes in a frame");
    let frame = dictionary.compress(&messages(1)[0], 3).unwrap();
    let known = Dictionaries::new().with(loaded).unwrap();
    assert_eq!(known.decompress(&frame, &DecompressLimits::new()).unwrap(), messages(1)[0]);

    let bytes = dictionary.as_bytes();
    for end in 0..100 {
        assert!(Dictionary::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
    for wrong in [&b""[..], b"plain text that is no dictionary", &bytes[1..]] {
        assert_eq!(Dictionary::from_bytes(wrong), Err(DictionaryError::Malformed));
    }
    assert!(matches!(Dictionary::train(&["a", "b"], 4096), Err(DictionaryError::Training { .. })));
    assert!(matches!(Dictionary::train(&messages(500), 0), Err(DictionaryError::Training { .. })));
}

#[test]
fn two_with_one_number_are_refused() {
    let dictionary = trained();
    let mut other = Dictionary::of::<Clip>().as_bytes().to_vec();
    other[4..8].copy_from_slice(&dictionary.id().to_le_bytes());
    let other = Dictionary::from_bytes(other).unwrap();
    let known = Dictionaries::new().with(dictionary.clone()).unwrap().with(dictionary.clone()).unwrap();
    assert_eq!(known.iter().count(), 1);
    assert_eq!(known.with(other), Err(DictionaryError::SameId { id: dictionary.id() }));
}

/// Whatever happens to a frame, the wrong content never passes an envelope's checksum, and a bare frame
/// never panics or goes beyond its limit.
#[test]
fn damaged_frames() {
    let dictionary = trained();
    let known = Dictionaries::new().with(dictionary.clone()).unwrap();
    let limits = DecompressLimits::new().max_output(4096);
    let message = &messages(1)[0];
    let frame = dictionary.compress(message, 3).unwrap();
    for end in 0..frame.len() {
        assert!(known.decompress(&frame[..end], &limits).is_err(), "cut at {end}");
    }
    for bit in 0..frame.len() * 8 {
        let mut damaged = frame.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        if let Ok(content) = known.decompress(&damaged, &limits) {
            assert!(content.len() <= 4096);
        }
    }
    let longer = [&frame[..], b"x"].concat();
    assert_eq!(known.decompress(&longer, &limits), Err(CompressError::Trailing { bytes: 1 }));
    let policy = CompressionPolicy::new(Compression::zstd()).with_dictionary(dictionary.clone());
    let sealed = Envelope::seal(message, &policy);
    assert!(Envelope::parse(&sealed).unwrap().header().dictionary().is_some());
    for bit in 0..sealed.len() * 8 {
        let mut damaged = sealed.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(Envelope::open_with(&damaged, &limits, &known).is_err(), "bit {bit}");
    }
}

#[test]
fn bombs_are_refused_here_too() {
    let dictionary = trained();
    let known = Dictionaries::new().with(dictionary.clone()).unwrap();
    let bomb = dictionary.compress(&vec![0; 1 << 20], 3).unwrap();
    let small = DecompressLimits::new().max_output((1 << 20) - 1);
    assert_eq!(known.decompress(&bomb, &small), Err(CompressError::TooLarge { limit: (1 << 20) - 1 }));
    assert!(matches!(
        known.decompress(&bomb, &DecompressLimits::new().max_ratio(100)),
        Err(CompressError::Ratio { limit: 100 })
    ));
    assert_eq!(known.decompress(&bomb, &DecompressLimits::new()).unwrap().len(), 1 << 20);
}

/// The constants of dictionaries that are not trained, against the library, with all kinds of content.
#[test]
fn any_content_makes_a_dictionary() {
    for schema in [json!(true), json!({ "type": "string", "default": "\u{6f22}".repeat(9_000) })] {
        assert!(content::of_schema(&schema).len() >= 16);
    }
    assert_eq!(Dictionary::of::<Clip>(), Dictionary::of::<Clip>());
    assert_eq!(format!("{:?}", Dictionary::of::<Clip>()).matches("xxh3:").count(), 1);
}
