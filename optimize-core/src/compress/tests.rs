use super::*;
use std::io::{Read, Write};

fn codecs() -> Vec<Compression> {
    ["gzip", "lz4", "zstd"].iter().filter_map(|name| Compression::from_name(name).ok()).collect()
}

fn text(bytes: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes + 64);
    let mut number = 0u32;
    while out.len() < bytes {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let _ = write!(out, r#"{{"id":{number},"title":"video"}}"#);
    }
    out.truncate(bytes);
    out
}

/// A frame of this many zeros, written without holding them.
fn zeros(compression: Compression, bytes: u64) -> Vec<u8> {
    let mut writer = CompressWriter::new(Vec::new(), compression).unwrap();
    std::io::copy(&mut std::io::repeat(0).take(bytes), &mut writer).unwrap();
    writer.finish().unwrap()
}

#[test]
fn names() {
    for compression in codecs() {
        assert_eq!(compression.to_string().parse::<Compression>().unwrap(), compression);
    }
    assert_eq!("none".parse::<Compression>().unwrap(), Compression::none());
    for name in ["", "GZIP", "brotli", "gzip "] {
        assert!(matches!(Compression::from_name(name), Err(CompressError::UnknownName { .. })), "{name}");
    }
    #[cfg(not(feature = "zstd"))]
    assert!(Compression::from_name("zstd").unwrap_err().to_string().contains("feature `zstd`"));
}

#[test]
fn levels() {
    for compression in codecs() {
        let (lowest, highest) = match compression.algorithm() {
            Algorithm::Gzip => (0, 9),
            Algorithm::Zstd => (-7, 22),
            Algorithm::Lz4 | Algorithm::None => (0, 0),
        };
        let data = text(5_000);
        for level in [lowest, highest] {
            let chosen = compression.level(level).unwrap();
            let frame = compress(&data, chosen).unwrap();
            assert_eq!(decompress(&frame, None, &DecompressLimits::new()).unwrap(), data);
        }
        assert!(compression.level(lowest - 1).is_err());
        assert!(compression.level(highest + 1).is_err());
    }
}

#[test]
fn bare_frames_of_every_size() {
    for compression in codecs() {
        for size in [0, 1, 2, 63, 64, 65, 1024, 65_535, 65_536, 65_537, 300_000, 1_100_000] {
            let data = text(size);
            let frame = compress(&data, compression).unwrap();
            assert_eq!(Algorithm::detect(&frame), Some(compression.algorithm()));
            assert_eq!(decompress(&frame, None, &DecompressLimits::new()).unwrap(), data, "{compression} {size}");
            let named = decompress(&frame, Some(compression.algorithm()), &DecompressLimits::new()).unwrap();
            assert_eq!(named, data);
        }
    }
    assert!(matches!(decompress(b"plain", None, &DecompressLimits::new()), Err(CompressError::Magic { .. })));
    assert!(matches!(decompress(b"", None, &DecompressLimits::new()), Err(CompressError::Magic { .. })));
}

#[test]
fn bare_frames_cut_off_or_followed_by_more_are_refused() {
    for compression in codecs() {
        for size in [0, 100, 3_000] {
            let data = text(size);
            let frame = compress(&data, compression).unwrap();
            for end in 0..frame.len() {
                let result = decompress(&frame[..end], Some(compression.algorithm()), &DecompressLimits::new());
                assert!(result.is_err(), "{compression} {size} cut at {end}");
            }
            for extra in [&b"x"[..], &[0; 16], &frame.clone()] {
                let longer = [&frame[..], extra].concat();
                let error = decompress(&longer, None, &DecompressLimits::new()).unwrap_err();
                assert_eq!(error, CompressError::Trailing { bytes: extra.len() }, "{compression}");
            }
        }
    }
}

#[test]
fn bare_frames_with_a_flipped_bit_give_the_data_or_an_error() {
    let limits = DecompressLimits::new().max_output(1 << 20);
    for compression in codecs() {
        let data = text(700);
        let frame = compress(&data, compression).unwrap();
        for bit in 0..frame.len() * 8 {
            let mut damaged = frame.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            if let Ok(decoded) = decompress(&damaged, None, &limits) {
                assert_eq!(decoded, data, "{compression} bit {bit}");
            }
        }
    }
}

#[test]
fn envelopes_of_every_size() {
    for compression in codecs() {
        for size in [0, 1, 1023, 1024, 1025, 4096, 200_000] {
            let data = text(size);
            let sealed = Envelope::seal(&data, &CompressionPolicy::new(compression));
            let envelope = Envelope::parse(&sealed).unwrap();
            assert_eq!(envelope.header().original_size(), size as u64);
            assert_eq!(envelope.header().algorithm() != Algorithm::None, size > 1024, "{compression} {size}");
            assert_eq!(Envelope::open(&sealed, &DecompressLimits::new()).unwrap(), data);
        }
    }
}

#[test]
fn the_header_is_plain_json() {
    for compression in codecs() {
        let sealed = Envelope::seal(&text(2_000), &CompressionPolicy::new(compression));
        let end = sealed.iter().position(|&byte| byte == b'\n').unwrap();
        let header: serde_json::Value = serde_json::from_slice(&sealed[..end]).unwrap();
        assert_eq!(header["compressed"], true);
        assert_eq!(header["compression_type"], compression.to_string());
        assert_eq!(header["original_size"], 2_000);
        assert_eq!(header["compressed_size"], sealed.len() - end - 1);
        // By the other library that knows XXH3.
        let checksum = xxhash_rust::const_xxh3::xxh3_64(&sealed[end + 1..]);
        assert_eq!(header["checksum"], format!("xxh3:{checksum:016x}"));
    }
}

#[test]
fn data_that_does_not_shrink_is_kept() {
    let mut state = 1u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    })
    .take(5_000)
    .collect();
    for compression in codecs() {
        let sealed = Envelope::seal(&noise, &CompressionPolicy::new(compression));
        assert_eq!(Envelope::parse(&sealed).unwrap().header().algorithm(), Algorithm::None, "{compression}");
        assert_eq!(Envelope::open(&sealed, &DecompressLimits::new()).unwrap(), noise);
    }
}

#[test]
fn envelopes_with_a_flipped_bit_or_cut_off_are_refused() {
    for compression in codecs().into_iter().chain([Compression::none()]) {
        let sealed = Envelope::seal(&text(1_500), &CompressionPolicy::new(compression));
        for bit in 0..sealed.len() * 8 {
            let mut damaged = sealed.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Envelope::open(&damaged, &DecompressLimits::new()).is_err(), "{compression} bit {bit}");
        }
        for end in 0..sealed.len() {
            assert!(Envelope::open(&sealed[..end], &DecompressLimits::new()).is_err(), "{compression} cut at {end}");
        }
        assert!(Envelope::open(&[&sealed[..], b"x"].concat(), &DecompressLimits::new()).is_err());
    }
}

#[test]
fn headers_that_lie_are_refused() {
    let data = text(2_000);
    for compression in codecs() {
        let payload = compress(&data, compression).unwrap();
        let make = |kind: &str, original: &str, compressed: usize| {
            let line = format!(
                r#"{{"compressed":true,"compression_type":"{kind}","original_size":{original},"compressed_size":{compressed}}}"#
            );
            [line.as_bytes(), b"\n", &payload].concat()
        };
        let open = |input: &[u8]| Envelope::open(input, &DecompressLimits::new()).map(|content| content.into_owned());
        let kind = compression.to_string();
        assert_eq!(open(&make(&kind, "2000", payload.len())).unwrap(), data, "the compact form without a checksum");
        for original in ["1999", "2001", "0"] {
            let error = open(&make(&kind, original, payload.len())).unwrap_err();
            assert!(matches!(error, EnvelopeError::Size { key: "original_size", .. }), "{original}: {error}");
        }
        let error = open(&make(&kind, "18446744073709551615", payload.len())).unwrap_err();
        assert!(matches!(error, EnvelopeError::Payload(CompressError::TooLarge { .. })));
        for original in ["-1", "1e3", "18446744073709551616", "\"2000\"", "null", "2000,\"original_size\":2000"] {
            assert!(
                matches!(open(&make(&kind, original, payload.len())), Err(EnvelopeError::Header { .. })),
                "{original}"
            );
        }
        assert!(matches!(open(&make(&kind, "2000", 5)), Err(EnvelopeError::Size { key: "compressed_size", .. })));
        for other in ["none", "rar", "gzip\\u0000"] {
            assert!(matches!(open(&make(other, "2000", payload.len())), Err(EnvelopeError::Header { .. })), "{other}");
        }
    }
}

#[test]
fn raw_input_is_refused_unless_accepted() {
    let raw = DecompressLimits::new().accept_raw();
    for input in [&b""[..], b"{}", b"plain", br#"{"id":1}"#, br#"{"compressed_by":"x"}"#, b"{\"a\":1}\nmore"] {
        assert_eq!(Envelope::open(input, &DecompressLimits::new()).unwrap_err(), EnvelopeError::NoHeader);
        assert_eq!(Envelope::open(input, &raw).unwrap(), input);
    }
    assert_eq!(Envelope::open(br#"{"compressed": true}"#, &raw).unwrap_err(), EnvelopeError::HeaderCut);
    assert!(Envelope::open(b"{ \"compressed\" : false }\n", &raw).is_err());
    assert!(Envelope::open(&[b'x'; 11], &raw.max_output(10)).is_err());
    let mut long = br#"{"compressed":true,"compression_type":""#.to_vec();
    long.resize(100_000, b'g');
    assert_eq!(Envelope::open(&long, &raw).unwrap_err(), EnvelopeError::HeaderTooLong);
}

#[test]
fn nested_envelopes_are_opened_once() {
    for compression in codecs() {
        let policy = CompressionPolicy::new(compression).threshold(0);
        let inner = Envelope::seal(&text(3_000), &policy);
        let outer = Envelope::seal(&inner, &policy);
        assert_eq!(Envelope::open(&outer, &DecompressLimits::new()).unwrap(), inner);
    }
}

#[test]
fn nested_envelopes_are_opened_as_far_as_they_may_be() {
    for compression in codecs() {
        let policy = CompressionPolicy::new(compression).threshold(0);
        let content = text(3_000);
        let mut sealed = content.clone();
        for layers in 1..=4u32 {
            sealed = Envelope::seal(&sealed, &policy);
            for allowed in 2..=6 {
                let opened = Envelope::open(&sealed, &DecompressLimits::new().max_nesting(allowed));
                if layers <= allowed {
                    assert_eq!(opened.unwrap(), content);
                } else {
                    assert_eq!(opened.unwrap_err(), EnvelopeError::Nested { limit: allowed });
                }
            }
        }
        let limits = DecompressLimits::new().max_nesting(4).max_output(4_000);
        assert!(Envelope::open(&sealed, &limits).is_err(), "all layers together are above the limit");
    }
}

#[test]
fn buffers_and_contexts_are_used_again() {
    let limits = DecompressLimits::new();
    for compression in codecs() {
        let (mut packed, mut unpacked) = (Vec::new(), Vec::new());
        for size in [0, 1, 300, 70_000, 0, 300_000, 5, 66_000, 65_536, 65_537, 2_000] {
            let data = text(size);
            packed.truncate(3);
            packed.resize(3, b'#');
            compress_into(&data, compression, &mut packed).unwrap();
            assert_eq!(packed[..3], *b"###");
            assert_eq!(compress(&data, compression).unwrap(), packed[3..], "{compression} {size}");
            unpacked.clear();
            unpacked.push(b'#');
            decompress_into(&packed[3..], None, &limits, &mut unpacked).unwrap();
            assert!(unpacked[0] == b'#' && unpacked[1..] == data, "{compression} {size}");
            let error = decompress_into(&packed[3..packed.len() - 1], None, &limits, &mut unpacked).unwrap_err();
            assert!(unpacked.len() == size + 1, "{error}");
        }
    }
}

#[test]
fn levels_take_turns_on_one_thread() {
    let data = text(20_000);
    for compression in codecs().into_iter().filter(|compression| compression.algorithm() != Algorithm::Lz4) {
        let frames = |level| compress(&data, compression.level(level).unwrap()).unwrap();
        let (low, high) = (frames(1), frames(9));
        assert_ne!(high, low);
        for _ in 0..3 {
            assert!(frames(1) == low && frames(9) == high, "{compression}");
        }
    }
}

#[cfg(feature = "zstd")]
#[test]
fn big_payloads_are_one_frame_like_others() {
    let data = text((8 << 20) + 12_345);
    let frame = compress(&data, Compression::zstd()).unwrap();
    assert!(frame.len() < data.len() / 4);
    assert!(decompress(&frame, None, &DecompressLimits::new()).unwrap() == data);
    assert!(compress(&data, Compression::zstd()).unwrap() == frame, "the same at every run");
}

/// gzip members with the optional parts of the header, as the command-line tool writes them.
#[cfg(feature = "gzip")]
#[test]
fn gzip_headers_with_names_and_comments() {
    let data = text(5_000);
    let builder = flate2::GzBuilder::new().filename("data.json").comment("made up").extra([1, 2, 3]).mtime(7);
    let mut encoder = builder.write(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(&data).unwrap();
    let member = encoder.finish().unwrap();
    assert_eq!(decompress(&member, None, &DecompressLimits::new()).unwrap(), data);
    for end in 0..member.len() {
        assert!(decompress(&member[..end], Some(Algorithm::Gzip), &DecompressLimits::new()).is_err(), "cut at {end}");
    }
    let longer = [&member[..], b"xyz"].concat();
    assert_eq!(decompress(&longer, None, &DecompressLimits::new()), Err(CompressError::Trailing { bytes: 3 }));
}

/// Content of about the size of a limit: zstd is fast enough for the default one without optimisation.
fn large(compression: Compression) -> u64 {
    if compression.algorithm() == Algorithm::Zstd { 64 << 20 } else { 2 << 20 }
}

#[test]
fn bombs_are_refused_at_the_limit() {
    for compression in codecs() {
        let limit = large(compression);
        let limits = DecompressLimits::new().max_output(limit);
        let exact = zeros(compression, limit);
        assert_eq!(decompress(&exact, None, &limits).unwrap().len() as u64, limit);
        let bomb = zeros(compression, limit + 1);
        assert_eq!(decompress(&bomb, None, &limits).unwrap_err(), CompressError::TooLarge { limit }, "{compression}");
        let mut reader = DecompressReader::detect(&bomb[..], limits).unwrap();
        let error = std::io::copy(&mut reader, &mut std::io::sink()).unwrap_err();
        let error = error.downcast::<CompressError>().unwrap();
        assert_eq!(error, CompressError::TooLarge { limit });

        let small = zeros(compression, 1 << 20);
        assert_eq!(decompress(&small, None, &DecompressLimits::new()).unwrap().len(), 1 << 20);
        let error = decompress(&small, None, &DecompressLimits::new().max_ratio(100)).unwrap_err();
        assert_eq!(error, CompressError::Ratio { limit: 100 }, "{compression}");
    }
    assert_eq!(DecompressLimits::new().output_limit(), 64 << 20);
}

#[test]
fn what_is_sealed_can_be_opened_with_the_default_limits() {
    for compression in codecs() {
        let black = vec![0; usize::try_from(large(compression)).unwrap()];
        let sealed = Envelope::seal(&black, &CompressionPolicy::new(compression));
        assert_eq!(Envelope::open(&sealed, &DecompressLimits::new()).map(|content| content.len()), Ok(black.len()));
    }
}

/// Gives a few bytes at a time.
struct Drip<'a>(&'a [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(self.0.len()).min(out.len());
        out[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn streams_of_frames() {
    let (first, second) = (text(100_000), text(333));
    for compression in codecs() {
        let mut file = Vec::new();
        for part in [&first, &second, &Vec::new(), &second] {
            let mut writer = CompressWriter::new(&mut file, compression).unwrap();
            writer.write_all(part).unwrap();
            writer.flush().unwrap();
            writer.finish().unwrap();
        }
        let expected = [&first[..], &second, &second].concat();
        for step in [1, 3, 4, 5, 1000] {
            let mut out = Vec::new();
            let mut reader = DecompressReader::detect(Drip(&file, step), DecompressLimits::streaming()).unwrap();
            reader.read_to_end(&mut out).unwrap();
            assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
            assert!(out == expected, "{compression} in steps of {step}");
            assert_eq!(reader.compressed_bytes(), file.len() as u64);
        }
        for end in (1..file.len()).step_by(97) {
            let mut out = Vec::new();
            let mut reader =
                DecompressReader::new(&file[..end], compression.algorithm(), DecompressLimits::streaming()).unwrap();
            if reader.read_to_end(&mut out).is_ok() {
                assert!([0, first.len(), first.len() + second.len()].contains(&out.len()), "{compression} {end}");
            }
            assert_eq!(out, expected[..out.len()]);
        }
    }
}

#[test]
fn uncompressed_streams_pass_through() {
    for input in [&b""[..], b"{", b"{\"a\":1}\n", b"\x1f"] {
        let mut out = Vec::new();
        let mut reader = DecompressReader::detect(input, DecompressLimits::streaming()).unwrap();
        reader.read_to_end(&mut out).unwrap();
        assert_eq!(out, input);
        assert_eq!(reader.algorithm(), Algorithm::None);
        assert!(reader.into_inner().is_some());
    }
}
