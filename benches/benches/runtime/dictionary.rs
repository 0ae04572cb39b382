//! Dictionaries for one S, and the binary formats.

use crate::Cases;
use optimize_benches::models::{Quality, Video};
use optimize_benches::race::Race;
use optimize_benches::table::{Tables, Target};
use optimize_core::Optimized;
use optimize_core::binary::BinaryFormat;
use optimize_core::compress::{Compression, CompressionPolicy, DecompressLimits, Dictionaries, Dictionary, Envelope};
use optimize_core::{DumpOptions, ParseOptions};
use std::collections::BTreeMap;

/// S with an example of the whole.
#[derive(Optimized)]
#[opt(extra = "forbid")]
struct Shown {
    #[opt(example = "video_001234")]
    video_id: String,
    #[opt(example = "A walk along the river, part 500")]
    title: String,
    #[opt(example = 1234.56)]
    duration: f64,
    #[opt(example = Quality::Medium)]
    quality: Quality,
    #[opt(example = vec!["sample".to_owned(), "video_234".to_owned()])]
    tags: Vec<String>,
    #[opt(example = [("codec", "h264"), ("index", "17")].map(|(key, value)| (key.to_owned(), value.to_owned())).into())]
    metadata: BTreeMap<String, String>,
    #[opt(example = Some("filmed by hand across the morning market with".to_owned()))]
    description: Option<String>,
    #[opt(example = Some("https://example.com/0123abcd.jpg".to_owned()))]
    thumbnail_url: Option<String>,
}

pub(crate) fn bench(cases: &Cases, tables: &mut Tables) {
    // Trained on what is not measured.
    let samples = &cases.texts[64..2_064];
    let trained =
        Dictionary::train(samples, optimize_core::compress::dictionary::DEFAULT_TRAINED_BYTES).expect("trained");
    tables.section("One S from a dictionary, bare");
    let texts: Vec<&[u8]> = cases.texts[..64].iter().map(|text| text.as_bytes()).collect();
    let kinds = [
        ("keys, literals and defaults", Dictionary::of::<Video>(), 1, 180.0),
        ("with an example", Dictionary::of::<Shown>(), 3, 105.0),
        ("trained", trained, 3, 60.0),
    ];
    let mut sizes = Vec::new();
    for (name, dictionary, level, most) in &kinds {
        let level = *level;
        let frames: Vec<Vec<u8>> =
            texts.iter().map(|text| dictionary.compress(text, level).expect("compressed")).collect();
        let size = frames.iter().map(Vec::len).sum::<usize>() as f64 / frames.len() as f64;
        let judged = if size <= *most { "met" } else { "**missed**" };
        sizes.push(format!("{name} at level {level} {size:.1} bytes ({judged}: at most {most:.0})"));
        let mut context = zstd::bulk::Compressor::new(3).expect("a context");
        let mut out = Vec::new();
        let race = Race::new()
            .with("optimize", move |turn| {
                out.clear();
                dictionary.compress_into(texts_at(&cases.texts, turn), level, &mut out).expect("compressed");
            })
            .with("zstd, context reused", move |turn| {
                context.compress(texts_at(&cases.texts, turn)).expect("compressed")
            });
        tables.race(
            &format!("S, {name}, level {level}, {size:.0} bytes"),
            race,
            &[Target::Of("zstd, context reused", 0.30)],
        );
        let known = Dictionaries::new().with(dictionary.clone()).expect("one dictionary");
        let limits = DecompressLimits::new();
        let mut back = Vec::new();
        let frames = &frames;
        let race = Race::new().with("optimize", move |turn| {
            back.clear();
            known.decompress_into(&frames[turn % 64], &limits, &mut back).expect("whole");
        });
        tables.race(&format!("S, {name}, back"), race, &[]);
    }
    let plain: usize = texts
        .iter()
        .map(|text| optimize_core::compress::compress(text, Compression::zstd()).expect("compressed").len())
        .sum();
    let whole = texts.iter().map(|text| text.len()).sum::<usize>();
    tables.note(&format!(
        "Sizes, the mean of 64 S of {:.0} bytes; zstd without a dictionary makes {:.0} of them. {}.",
        whole as f64 / 64.0,
        plain as f64 / 64.0,
        sizes.join("; ")
    ));

    tables.section("One S in an envelope");
    let gzip = CompressionPolicy::new(Compression::gzip()).threshold(0);
    let zstd = CompressionPolicy::new(Compression::zstd()).threshold(0);
    let with = zstd.clone().with_dictionary(kinds[2].1.clone());
    for (name, policy) in [("gzip 6", gzip), ("zstd 3", zstd), ("zstd 3, trained dictionary", with)] {
        let mut out = Vec::new();
        let size = Envelope::seal(texts[0], &policy).len();
        let race = Race::new().with("optimize", move |turn| {
            out.clear();
            Envelope::seal_into(texts_at(&cases.texts, turn), &policy, &mut out);
        });
        tables.race(&format!("S, {name}, {size} bytes"), race, &[]);
    }

    tables.section("One S in a binary format");
    for format in [BinaryFormat::MessagePack, BinaryFormat::Postcard] {
        let bytes = format.encode(&cases.s[0], &DumpOptions::new()).expect("written");
        let mut out = Vec::new();
        let peers = &cases.peers;
        let race = Race::new()
            .with("optimize", move |turn| {
                out.clear();
                format.encode_into(&cases.s[turn % 64], &DumpOptions::new(), &mut out).expect("written");
            })
            .with("rmp-serde, named", |turn| rmp_serde::to_vec_named(&peers[turn % 64]).expect("written"));
        tables.race(&format!("S, {format}, {} bytes", bytes.len()), race, &[]);
        let all: Vec<Vec<u8>> =
            cases.s.iter().map(|video| format.encode(video, &DumpOptions::new()).expect("written")).collect();
        let race = Race::new().with("optimize", move |turn| {
            format.decode::<Video>(&all[turn % 64], &ParseOptions::new()).expect("valid")
        });
        tables.race(&format!("S, {format}, back and validated"), race, &[]);
    }
}

fn texts_at(texts: &[String], turn: usize) -> &[u8] {
    texts[turn % 64].as_bytes()
}
