use super::{FingerprintHasher, of};
use std::collections::HashMap;

#[test]
fn pieces_and_wholes_hash_alike() {
    let bytes: Vec<u8> = (0..5000_u32).map(|value| value as u8).collect();
    let mut whole = FingerprintHasher::new();
    whole.write_bytes_of(&bytes);
    for size in [1, 7, 100, 511, 512, 513, 4999] {
        let mut pieces = FingerprintHasher::new();
        bytes.chunks(size).for_each(|piece| pieces.write_bytes_of(piece));
        assert_eq!(pieces.finish(), whole.finish(), "{size}");
    }
}

#[test]
fn borders_between_values_count() {
    assert_ne!(of(&("ab".to_owned(), "c".to_owned())), of(&("a".to_owned(), "bc".to_owned())));
    assert_ne!(of(&vec![Some(1), None]), of(&vec![None, Some(1)]));
    assert_eq!(of(&0.0), of(&-0.0));
    assert_eq!(of(&f64::NAN), of(&-f64::NAN));
}

#[test]
fn the_order_of_a_hash_map_does_not_count() {
    let forward: HashMap<String, u32> = (0..100).map(|value| (value.to_string(), value)).collect();
    let backward: HashMap<String, u32> = (0..100).rev().map(|value| (value.to_string(), value)).collect();
    assert_eq!(of(&forward), of(&backward));
}

#[test]
fn pieces_and_wholes_hash_alike_beyond_the_buffer() {
    let bytes: Vec<u8> = (0..40_000_u32).map(|value| (value % 251) as u8).collect();
    let mut whole = FingerprintHasher::new();
    whole.write_bytes_of(&bytes);
    assert_eq!(whole.finish().to_u128(), xxhash_rust::const_xxh3::xxh3_128(&bytes), "nothing but XXH3 of the content");
    for size in [3, 64, 2047, 2048, 2049, 4095, 4096, 4097, 39_999] {
        let mut pieces = FingerprintHasher::new();
        bytes.chunks(size).for_each(|piece| pieces.write_bytes_of(piece));
        assert_eq!(pieces.finish(), whole.finish(), "{size}");
    }
}

#[test]
fn entries_apart_hash_alike_wherever_they_lie_in_the_buffer() {
    let entries = |order: &mut dyn Iterator<Item = usize>, hasher: &mut FingerprintHasher| {
        let sizes: Vec<usize> = order.collect();
        hasher.write_unordered(sizes.into_iter(), |size, hasher| {
            hasher.write_bytes(&vec![7; size * 700]);
            // An entry with such a map inside.
            hasher.write_unordered(0..size, |number, hasher| hasher.write_bytes(&vec![number as u8; 500]));
        });
    };
    for before in [0, 100, 2047, 2049, 4095, 4096, 9000] {
        let prefix = vec![3; before];
        let (mut forward, mut backward, mut streamed) =
            (FingerprintHasher::new(), FingerprintHasher::new(), FingerprintHasher::new());
        forward.write_bytes_of(&prefix);
        backward.write_bytes_of(&prefix);
        prefix.iter().for_each(|byte| streamed.write_u8(*byte));
        entries(&mut (0..12), &mut forward);
        entries(&mut (0..12).rev(), &mut backward);
        entries(&mut (0..12), &mut streamed);
        forward.write_u8(1);
        backward.write_u8(1);
        streamed.write_u8(1);
        assert_eq!(forward.finish(), backward.finish(), "{before}");
        assert_eq!(forward.finish(), streamed.finish(), "{before}");
        let mut other = FingerprintHasher::new();
        other.write_bytes_of(&prefix);
        entries(&mut (1..13), &mut other);
        other.write_u8(1);
        assert_ne!(forward.finish(), other.finish(), "{before}");
    }
}

#[test]
fn lengths_are_told_apart() {
    let of_len = |length| {
        let mut hasher = FingerprintHasher::new();
        hasher.write_len(length);
        hasher.finish()
    };
    let seen: std::collections::HashSet<_> = [0, 1, 254, 255, 256, 511, usize::MAX].map(of_len).into_iter().collect();
    assert_eq!(seen.len(), 7);
}

#[test]
fn integers_have_one_width_on_every_machine() {
    assert_eq!(of(&7_usize), of(&7_u64));
    assert_eq!(of(&-7_isize), of(&-7_i64));
    assert_ne!(of(&7_u8), of(&7_u16));
}
