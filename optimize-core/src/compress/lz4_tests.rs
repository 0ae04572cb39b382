//! The decoder that a thread keeps: frames of every kind take turns, and what failed leaves no trace.

use super::lz4::likely_content;
use super::{Algorithm, CompressError, Compression, DecompressLimits, compress, decompress, decompress_into};
use lz4_flex::frame::{BlockMode, BlockSize, FrameEncoder, FrameInfo};
use std::io::Write;

fn text(bytes: usize) -> Vec<u8> {
    (0..)
        .flat_map(|number: u32| format!("{{\"id\":{},", number.wrapping_mul(2_654_435_761)).into_bytes())
        .take(bytes)
        .collect()
}

fn frame(data: &[u8], mode: BlockMode, size: BlockSize, checksums: bool) -> Vec<u8> {
    let info =
        FrameInfo::new().block_mode(mode).block_size(size).content_checksum(checksums).block_checksums(checksums);
    let mut encoder = FrameEncoder::with_frame_info(info, Vec::new());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn frames_of_every_kind_take_turns() {
    let limits = DecompressLimits::new();
    let mut frames = Vec::new();
    for bytes in [0, 1, 20, 3_000, 65_535, 65_536, 65_537, 200_000] {
        for mode in [BlockMode::Independent, BlockMode::Linked] {
            for size in [BlockSize::Max64KB, BlockSize::Max256KB, BlockSize::Max4MB] {
                for checksums in [false, true] {
                    let data = text(bytes);
                    frames.push((frame(&data, mode, size, checksums), data));
                }
            }
        }
    }
    let mut out = Vec::new();
    // In an order that brings every kind behind every other: 89 has no divisor in common with their number.
    for turn in 0..frames.len() * 8 {
        let (frame, data) = &frames[turn * 89 * (1 + turn / frames.len()) % frames.len()];
        out.clear();
        decompress_into(frame, Some(Algorithm::Lz4), &limits, &mut out).unwrap();
        assert!(out == *data, "turn {turn}: {} bytes", data.len());
    }
}

#[test]
fn what_failed_leaves_no_trace() {
    let (limits, data) = (DecompressLimits::new(), text(5_000));
    let good = compress(&data, Compression::lz4()).unwrap();
    for end in 0..good.len() {
        assert!(decompress(&good[..end], None, &limits).is_err(), "cut at {end}");
        let mut flipped = good.clone();
        flipped[end] ^= 0x10;
        if let Ok(content) = decompress(&flipped, None, &limits) {
            assert!(content == data, "flipped at {end}");
        }
        let followed = [&good[..], &good[..end]].concat();
        match decompress(&followed, None, &limits) {
            Ok(content) => assert!(end == 0 && content == data),
            Err(error) => assert!(matches!(error, CompressError::Trailing { bytes } if bytes == end), "{end}: {error}"),
        }
        let tight = limits.max_output(end as u64);
        assert!(matches!(decompress(&good, None, &tight), Err(CompressError::TooLarge { .. })), "{end}");
        assert!(decompress(&good, None, &limits).unwrap() == data, "behind {end}");
    }
}

#[test]
fn a_header_that_lies_asks_for_no_more_than_its_frame_can_hold() {
    let mut frame = compress(&text(100_000), Compression::lz4()).unwrap();
    assert_eq!(likely_content(&frame), 100_000);
    frame[6..14].copy_from_slice(&u64::MAX.to_le_bytes());
    assert_eq!(likely_content(&frame), frame.len() as u64 * 255);
    assert!(decompress(&frame, None, &DecompressLimits::new()).is_err());
    for end in 0..14 {
        assert_eq!(likely_content(&frame[..end]), end as u64 * 4);
    }
}
