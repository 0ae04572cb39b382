//! Envelopes that Python wrote, and the same data sealed here.

use optimize_core::compress::{
    Algorithm, CompressError, Compression, CompressionPolicy, DecompressLimits, Envelope, EnvelopeError, decompress,
};

const PAYLOAD: &[u8] = include_bytes!("../data/payload.json");
const GOLDEN: [(&str, &[u8]); 3] = [
    ("gzip", include_bytes!("../data/envelope.gzip")),
    ("lz4", include_bytes!("../data/envelope.lz4")),
    ("zstd", include_bytes!("../data/envelope.zstd")),
];

#[test]
fn pythons_envelopes_are_read() {
    for (name, file) in GOLDEN {
        let envelope = Envelope::parse(file).unwrap();
        assert_eq!(envelope.header().algorithm().name(), name);
        assert_eq!(envelope.header().original_size(), PAYLOAD.len() as u64);
        assert_eq!(envelope.header().checksum(), None);
        assert!(Envelope::open(file, &DecompressLimits::new()).unwrap() == PAYLOAD, "{name}");
        assert!(decompress(envelope.payload(), None, &DecompressLimits::new()).unwrap() == PAYLOAD, "{name}");
    }
}

#[test]
fn pythons_envelopes_cut_off_are_refused() {
    for (name, file) in GOLDEN {
        for end in (0..file.len()).step_by(13) {
            assert!(Envelope::open(&file[..end], &DecompressLimits::new()).is_err(), "{name} cut at {end}");
        }
        // The payload alone, as if its header said so: the codec itself notices.
        let payload = Envelope::parse(file).unwrap().payload();
        for end in (0..payload.len()).step_by(13) {
            assert!(decompress(&payload[..end], None, &DecompressLimits::new()).is_err(), "{name} cut at {end}");
        }
    }
}

#[test]
fn the_limit_holds_for_pythons_envelopes() {
    for (name, file) in GOLDEN {
        let limit = PAYLOAD.len() as u64 - 1;
        let error = Envelope::open(file, &DecompressLimits::new().max_output(limit)).unwrap_err();
        assert_eq!(error, EnvelopeError::Payload(CompressError::TooLarge { limit }), "{name}");
    }
}

#[test]
fn the_same_data_sealed_here() {
    for (name, file) in GOLDEN {
        let compression = Compression::from_name(name).unwrap();
        let sealed = Envelope::seal(PAYLOAD, &CompressionPolicy::new(compression));
        assert!(Envelope::open(&sealed, &DecompressLimits::new()).unwrap() == PAYLOAD);
        assert!(sealed.len() < file.len() + file.len() / 4, "{name}: {} bytes, Python {}", sealed.len(), file.len());

        // Without the checksum the header has the four keys, the order and the spaces of Python's.
        let bare = Envelope::seal(PAYLOAD, &CompressionPolicy::new(compression).without_checksum());
        let header = |file: &[u8]| -> serde_json::Value {
            let line = file.split(|&byte| byte == b'\n').next().unwrap();
            let mut header: serde_json::Value = serde_json::from_slice(line).unwrap();
            header["compressed_size"] = 0.into();
            header
        };
        assert_eq!(header(&bare).to_string(), header(file).to_string());
    }
}

#[test]
fn small_data_has_a_header_too() {
    for (name, _) in GOLDEN {
        let policy = CompressionPolicy::new(Compression::from_name(name).unwrap());
        let sealed = Envelope::seal(&PAYLOAD[..1024], &policy);
        assert_eq!(Envelope::parse(&sealed).unwrap().header().algorithm(), Algorithm::None);
        assert!(
            sealed.starts_with(b"{\"compressed\": false, \"compression_type\": \"none\", \"original_size\": 1024, ")
        );
        assert_eq!(Envelope::open(&sealed, &DecompressLimits::new()).unwrap(), &PAYLOAD[..1024]);
        let larger = Envelope::seal(&PAYLOAD[..1025], &policy);
        assert_eq!(Envelope::parse(&larger).unwrap().header().algorithm().name(), name);
    }
}
