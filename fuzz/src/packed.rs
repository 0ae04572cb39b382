//! Compressed bytes, bare and behind a header that may lie.

use optimize_core::compress::{Compression, DecompressLimits, Envelope, compress, decompress};

/// The most that may come out.
const LIMIT: u64 = 1 << 20;

/// Opens the bytes as an envelope and as each codec's frame.
///
/// # Panics
/// When more comes out than the limit, or what came out does not survive another round.
pub fn decompress_within_limits(data: &[u8]) {
    let limits = DecompressLimits::new().max_output(LIMIT);
    if let Ok(content) = Envelope::open(data, &limits) {
        assert!(content.len() as u64 <= LIMIT);
    }
    for compression in [Compression::gzip(), Compression::lz4(), Compression::zstd()] {
        let algorithm = Some(compression.algorithm());
        let Ok(content) = decompress(data, algorithm, &limits) else { continue };
        assert!(content.len() as u64 <= LIMIT);
        let packed = compress(&content, compression).expect("compressed");
        let roomy = DecompressLimits::new().max_ratio(u32::MAX);
        assert_eq!(decompress(&packed, algorithm, &roomy).expect("decompressed"), content);
    }
}
