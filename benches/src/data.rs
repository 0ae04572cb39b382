//! The values that are written and read: the same at every run.

use crate::models::{Clip, Numbers, Quality, Size, Text, Timeline, Video};
use std::fmt::Write;

/// A small generator of random numbers: the data must not change with a dependency.
pub struct Random(u64);

impl Random {
    /// Starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits (SplitMix64).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below a bound.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.bits() % bound
    }

    /// From zero to one.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn quality(random: &mut Random) -> Quality {
    [Quality::Low, Quality::Medium, Quality::High][random.below(3) as usize]
}

/// Six words, as people write them: long enough to be compressed, varied enough not to vanish.
fn sentence(random: &mut Random) -> String {
    const WORDS: [&str; 16] = [
        "filmed",
        "river",
        "morning",
        "by",
        "hand",
        "spring",
        "across",
        "the",
        "market",
        "interview",
        "garden",
        "with",
        "lights",
        "an",
        "evening",
        "road",
    ];
    let words: Vec<&str> = (0..7).map(|_| WORDS[random.below(WORDS.len() as u64) as usize]).collect();
    words.join(" ")
}

/// S: videos, each of about 289 bytes.
#[must_use]
pub fn videos(count: usize) -> Vec<Video> {
    let mut random = Random::new(1);
    (0..count)
        .map(|index| Video {
            video_id: format!("video_{index:06}"),
            title: format!("A walk along the river, part {}", random.below(900) + 100),
            duration: 120.0 + (random.below(600_000) as f64) / 100.0,
            quality: quality(&mut random),
            tags: vec!["sample".to_owned(), format!("video_{}", index % 1000)],
            metadata: [("codec", "h264"), ("index", "17")].map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
            description: Some(sentence(&mut random)),
            thumbnail_url: Some(format!("https://example.com/{:08x}.jpg", random.below(1 << 32))),
        })
        .collect()
}

/// M: cuts of twenty clips.
#[must_use]
pub fn timelines(count: usize) -> Vec<Timeline> {
    let mut random = Random::new(2);
    let clip = |random: &mut Random, index: usize| {
        let start = random.below(100_000) as f64 / 100.0;
        Clip {
            id: random.below(1 << 40),
            name: format!("clip {index}"),
            start,
            end: start + random.below(3000) as f64 / 100.0,
            track: random.below(12) as u8,
            enabled: random.below(4) > 0,
            volume: (random.below(3) > 0).then(|| random.below(200) as f64 / 100.0),
            size: Size { width: 1920, height: 1080 },
            tags: vec![format!("scene{}", random.below(90))],
        }
    };
    (0..count)
        .map(|index| Timeline {
            id: index as u64,
            name: format!("Cut number {index}"),
            fps: 23.976,
            clips: (0..20).map(|index| clip(&mut random, index)).collect(),
        })
        .collect()
}

/// T: quotes, line breaks, backslashes, accents, Chinese and emoji.
#[must_use]
pub fn text() -> Text {
    let mut random = Random::new(3);
    let pieces = [
        "plain words in between ",
        "\"quoted\"",
        "\n\t",
        "C:\\films\\cut ",
        "caf\u{e9} ",
        "\u{6f22}\u{5b57} ",
        "\u{1f3ac}",
        "\u{1}",
    ];
    let mut text = String::new();
    while text.len() < 8000 {
        text.push_str(pieces[random.below(pieces.len() as u64) as usize]);
        let _ = write!(text, "{}", random.below(1000));
    }
    Text { text }
}

/// N: random floats.
#[must_use]
pub fn numbers() -> Numbers {
    let mut random = Random::new(4);
    Numbers { values: (0..10_000).map(|_| random.unit()).collect() }
}
