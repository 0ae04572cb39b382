//! Dictionaries from anybody, and what may have been compressed with one.

use super::stream::{Pieces, Record, records};
use optimize_core::compress::{DecompressLimits, Dictionaries, Dictionary, Envelope};
use optimize_core::stream::StreamReader;
use std::sync::OnceLock;

/// The most that may come out.
const LIMIT: u64 = 1 << 20;

/// Takes the bytes for a dictionary, and for what one was used for: a frame, an envelope, a stream.
///
/// # Panics
/// When more comes out than the limit, when content does not survive another round, or when a stream's records
/// depend on how its bytes come.
pub fn dictionaries_hold(data: &[u8]) {
    static KNOWN: OnceLock<Dictionaries> = OnceLock::new();
    let known = KNOWN.get_or_init(|| Dictionaries::new().with(Dictionary::of::<Record>()).expect("one"));
    let limits = DecompressLimits::new().max_output(LIMIT);
    if let Ok(dictionary) = Dictionary::from_bytes(data) {
        let frame = dictionary.compress(data, 1).expect("compressed");
        let own = Dictionaries::new().with(dictionary).expect("one");
        assert_eq!(own.decompress(&frame, &DecompressLimits::new()).expect("decompressed"), data);
    }
    for content in
        [known.decompress(data, &limits).ok(), Envelope::open_with(data, &limits, known).ok().map(Into::into)]
    {
        assert!(content.is_none_or(|content| content.len() as u64 <= LIMIT));
    }
    let read = |size: u8| {
        let sizes = [size];
        let reader = Pieces { data, sizes: sizes.iter().cycle() };
        records(StreamReader::builder().dictionaries(known.clone()).limits(limits).open(reader))
    };
    let whole = read(u8::MAX);
    assert!([0, 2, 40].into_iter().all(|size| read(size) == whole));
}
