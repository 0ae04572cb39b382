//! Dictionaries from anybody, and what may have been compressed with one.

use super::pick::Pick;
use super::stream::{Pieces, Record, records};
use optimize_core::compress::{DecompressLimits, Dictionaries, Dictionary, Envelope};
use optimize_core::stream::StreamReader;
use std::sync::OnceLock;

/// The most that may come out.
const LIMIT: u64 = 1 << 20;

/// Takes the bytes for a dictionary, or for what one was used for: a frame, an envelope, a stream.
///
/// # Panics
/// When more comes out than the limit, when content does not survive another round, or when a stream's records
/// depend on how its bytes come.
pub fn dictionaries_hold(data: &[u8]) {
    check(data, &Pick::of(data));
}

/// Takes the bytes for all of these: for inputs that are kept.
///
/// # Panics
/// As [`dictionaries_hold`].
pub fn dictionaries_hold_in_full(data: &[u8]) {
    check(data, &Pick::all());
}

fn check(data: &[u8], pick: &Pick) {
    static KNOWN: OnceLock<Dictionaries> = OnceLock::new();
    let known = KNOWN.get_or_init(|| Dictionaries::new().with(Dictionary::of::<Record>()).expect("one"));
    let limits = DecompressLimits::new().max_output(LIMIT);
    if pick.one(0, 0, 4)
        && let Ok(dictionary) = Dictionary::from_bytes(data)
    {
        let frame = dictionary.compress(data, 1).expect("compressed");
        let own = Dictionaries::new().with(dictionary).expect("one");
        assert_eq!(own.decompress(&frame, &DecompressLimits::new()).expect("decompressed"), data);
    }
    let content = [
        pick.one(0, 1, 4).then(|| known.decompress(data, &limits).ok()).flatten(),
        pick.one(0, 2, 4).then(|| Envelope::open_with(data, &limits, known).ok().map(Into::into)).flatten(),
    ];
    assert!(content.into_iter().flatten().all(|content| content.len() as u64 <= LIMIT));
    if pick.one(0, 3, 4) {
        let read = |size: u8| {
            let sizes = [size];
            let reader = Pieces { data, sizes: sizes.iter().cycle() };
            records(StreamReader::builder().dictionaries(known.clone()).limits(limits).open(reader))
        };
        let whole = read(u8::MAX);
        let same = |(index, size)| !pick.one(1, index, 3) || read(size) == whole;
        assert!((0..).zip([0, 2, 40]).all(same));
    }
}
