//! gzip members, with a compressor and a decompressor that each thread keeps.

use super::encode::SHARED_UP_TO;
use super::{Algorithm, CompressError, DecompressLimits};
use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use std::cell::RefCell;

/// The largest window there is, as every gzip writer has it.
const WINDOW: u8 = 15;

thread_local! {
    /// Its level, and the compressor: making one costs more than compressing a small record.
    static COMPRESSOR: RefCell<Option<(i32, Compress)>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompress>> = const { RefCell::new(None) };
}

pub(super) fn compress(data: &[u8], level: i32, out: &mut Vec<u8>) -> Result<(), CompressError> {
    let make = || Compress::new_gzip(Compression::new(level.unsigned_abs()), WINDOW);
    if data.len() > SHARED_UP_TO {
        return run(data, &mut make(), out);
    }
    let shared = |slot: &RefCell<Option<(i32, Compress)>>| {
        let mut slot = slot.borrow_mut();
        let compressor = match &mut *slot {
            Some((of, compressor)) if *of == level => {
                compressor.reset();
                compressor
            }
            other => &mut other.insert((level, make())).1,
        };
        run(data, compressor, out)
    };
    COMPRESSOR.try_with(shared).unwrap_or_else(|_| Err(ending()))
}

fn run(data: &[u8], compressor: &mut Compress, out: &mut Vec<u8>) -> Result<(), CompressError> {
    out.reserve(data.len() / 4 + 64);
    let start = out.len();
    loop {
        let read = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(read..).unwrap_or_default();
        let status = compressor.compress_vec(rest, out, FlushCompress::Finish);
        match status.map_err(|error| corrupt(error.to_string()))? {
            Status::StreamEnd => return Ok(()),
            // Room was all it wanted.
            Status::Ok | Status::BufError => out.reserve((out.len() - start).max(256)),
        }
    }
}

pub(super) fn decompress(data: &[u8], limits: &DecompressLimits, out: &mut Vec<u8>) -> Result<(), CompressError> {
    let limit = limits.output_for(data.len() as u64);
    let start = out.len();
    // Typical JSON shrinks to a quarter: one allocation for it, none for what a trailer promises.
    let guess = (data.len() as u64).saturating_mul(4).min(limit).min(1 << 24);
    out.reserve_exact(usize::try_from(guess).unwrap_or(0).max(64));
    let read = match data {
        // The header as libraries write it, without any of the optional parts: what is behind it can
        // go to a decompressor of bare deflate data, which starts again without being made anew.
        [0x1f, 0x8b, 8, 0, _, _, _, _, _, _, deflated @ ..] => {
            let shared = |slot: &RefCell<Option<Decompress>>| {
                let mut slot = slot.borrow_mut();
                let decompressor = slot.get_or_insert_with(|| Decompress::new(false));
                decompressor.reset(false);
                inflate(deflated, decompressor, limit, out)
            };
            let read = DECOMPRESSOR.try_with(shared).unwrap_or_else(|_| Err(Stopped::Error(ending())));
            read.and_then(|read| {
                trailer(&deflated[read..], &out[start..]).map(|trailer| data.len() - deflated.len() + read + trailer)
            })
        }
        _ => inflate(data, &mut Decompress::new_gzip(WINDOW), limit, out),
    };
    match read {
        Ok(read) if read == data.len() => Ok(()),
        Ok(read) => Err(CompressError::Trailing { bytes: data.len() - read }),
        Err(Stopped::AtLimit) => Err(limits.exceeded(data.len() as u64)),
        Err(Stopped::Error(error)) => Err(error),
    }
}

/// Why decompressing ended early.
enum Stopped {
    AtLimit,
    Error(CompressError),
}

/// Checks the checksum and the size behind the deflated data; returns how many bytes they take.
fn trailer(data: &[u8], content: &[u8]) -> Result<usize, Stopped> {
    let [a, b, c, d, e, f, g, h, ..] = *data else {
        return Err(Stopped::Error(CompressError::Truncated { algorithm: Algorithm::Gzip }));
    };
    let mut crc = Crc::new();
    crc.update(content);
    // The size is stated modulo 2^32.
    #[allow(clippy::cast_possible_truncation)]
    let size = content.len() as u32;
    if (crc.sum(), size) != (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h])) {
        return Err(Stopped::Error(corrupt("corrupt gzip stream does not have a matching checksum".to_owned())));
    }
    Ok(8)
}

/// Appends what the data becomes, at most so much; returns how many of its bytes that took.
fn inflate(data: &[u8], decompressor: &mut Decompress, limit: u64, out: &mut Vec<u8>) -> Result<usize, Stopped> {
    let start = out.len();
    let mut read = 0;
    loop {
        let (before, from) = (out.len(), read);
        let status = decompressor.decompress_vec(&data[read..], out, FlushDecompress::None);
        read = usize::try_from(decompressor.total_in()).unwrap_or(usize::MAX).min(data.len());
        let status = status.map_err(|error| Stopped::Error(corrupt(error.to_string())))?;
        if (out.len() - start) as u64 > limit {
            return Err(Stopped::AtLimit);
        }
        if status == Status::StreamEnd {
            return Ok(read);
        }
        if out.len() == out.capacity() {
            grow(out, start, limit);
        } else if read == from && out.len() == before {
            return Err(Stopped::Error(CompressError::Truncated { algorithm: Algorithm::Gzip }));
        }
    }
}

/// Makes room for as much again, but for no more than the byte that is too many: what is given to the
/// decompressor it may fill before anybody looks.
fn grow(out: &mut Vec<u8>, start: usize, limit: u64) {
    let have = out.len() - start;
    let left = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX).saturating_sub(have);
    out.reserve_exact(have.max(1024).min(left.max(1)));
}

fn corrupt(reason: String) -> CompressError {
    CompressError::Corrupt { algorithm: Algorithm::Gzip, reason }
}

/// A destructor that runs while the thread ends may come here after its contexts are gone.
fn ending() -> CompressError {
    corrupt("the thread is ending".to_owned())
}
