//! [`Codec`]: dump options, compression, cache and monitor, chosen once and used everywhere.
//!
//! ```
//! use optimize_core::cache::Cache;
//! use optimize_core::codec::Codec;
//! use optimize_core::compress::{Compression, CompressionPolicy};
//! use optimize_core::monitor::Monitor;
//! use optimize_core::{DumpOptions, Optimized};
//!
//! #[derive(Optimized, Debug, PartialEq)]
//! struct Clip { id: u32, title: Option<String> }
//!
//! let monitor = Monitor::new();
//! let codec = Codec::builder()
//!     .dump_options(DumpOptions::new().exclude_none())
//!     .compression(CompressionPolicy::new(Compression::zstd()))
//!     .cache(Cache::new())
//!     .monitor(monitor.clone())
//!     .build()?;
//!
//! let clip = Clip { id: 7, title: None };
//! let bytes = codec.encode(&clip)?;
//! assert_eq!(codec.decode::<Clip>(&bytes)?, clip);
//! assert_eq!(codec.encode(&clip)?, bytes);
//! assert_eq!(monitor.report().cache_hit_rate, Some(0.5));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With a compression policy every encoded value is an [`Envelope`], also where it is too small to be
//! compressed, or is mostly images that are compressed already (PNG, JPEG); without one it is plain JSON. A cache pays where encoding is dear: with compression,
//! images, tensors and large models. A small plain model is written faster than it is looked up, and
//! one that never comes again is kept in vain: the codec measures that for each type, goes without
//! the cache where it would lose, and says so in [`Codec::cache_verdicts`]. [`CacheUse`] overrides it.

#[cfg(feature = "tokio")]
mod asynchronous;
mod batch;
mod builder;
mod encoded;
mod error;
mod stream;
#[cfg(test)]
mod tests;
mod through;
mod worth;

pub use builder::CodecBuilder;
pub use encoded::Encoded;
pub use error::{CodecConfigError, CodecError};
pub use through::CachePolicy;
pub use worth::{CacheChoice, CacheUse, CacheVerdict};

use crate::batch::StatsCell;
use crate::cache::Cache;
use crate::compress::{Algorithm, CompressionPolicy, DecompressLimits, Envelope, EnvelopeError, Opener};
use crate::error::DumpError;
use crate::json;
use crate::model::{Optimized, OptimizedOwned};
use crate::monitor::{Monitor, Operation, Timer};
use crate::options::{DumpOptions, ParseOptions};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use through::Caching;

/// Turns models into bytes and back. Clones are one codec.
#[derive(Clone)]
pub struct Codec {
    inner: Arc<Inner>,
}

struct Inner {
    dump: DumpOptions,
    parse: ParseOptions,
    policy: Option<CompressionPolicy>,
    opener: Opener,
    stream_limits: DecompressLimits,
    chunk_size: usize,
    cache: Option<Caching>,
    monitored: Option<Monitored>,
    stats: StatsCell,
}

/// The monitor, and its operations looked up once.
struct Monitored {
    monitor: Monitor,
    encode: Operation,
    decode: Operation,
    encode_batch: Operation,
    decode_batch: Operation,
    encode_stream: Operation,
}

impl Codec {
    /// Plain JSON, without a cache and a monitor.
    #[must_use]
    pub fn new() -> Self {
        CodecBuilder::default().open(Opener::default())
    }

    /// Choices for a new codec.
    #[must_use]
    pub fn builder() -> CodecBuilder {
        CodecBuilder::default()
    }

    /// Encodes a model.
    ///
    /// # Errors
    /// When the model can't be written as JSON.
    pub fn encode<T: Optimized>(&self, value: &T) -> Result<Encoded, CodecError> {
        let mut timer = self.timer(|monitored| &monitored.encode);
        let result = self.encode_uncounted(value);
        match &result {
            Ok(encoded) => count(&mut timer, |timer| timer.bytes_out(encoded.len())),
            Err(_) => count(&mut timer, Timer::fail),
        }
        Ok(result?)
    }

    /// Decodes and validates a model.
    ///
    /// # Errors
    /// When the envelope can't be opened, or the JSON in it is no valid model.
    pub fn decode<T: OptimizedOwned>(&self, bytes: &[u8]) -> Result<T, CodecError> {
        let mut timer = self.timer(|monitored| &monitored.decode);
        count(&mut timer, |timer| timer.bytes_in(bytes.len()));
        let result = self.decode_uncounted(bytes);
        if result.is_err() {
            count(&mut timer, Timer::fail);
        }
        result
    }

    /// The cache.
    #[must_use]
    pub fn cache(&self) -> Option<&Cache> {
        self.inner.cache.as_ref().map(|caching| &caching.cache)
    }

    /// What was found out about the cache and each type that was encoded: whether it is used, and
    /// what a call costs with it and without. In no order.
    #[must_use]
    pub fn cache_verdicts(&self) -> Vec<CacheVerdict> {
        self.inner.cache.as_ref().map(Caching::verdicts).unwrap_or_default()
    }

    /// The monitor.
    #[must_use]
    pub fn monitor(&self) -> Option<&Monitor> {
        self.inner.monitored.as_ref().map(|monitored| &monitored.monitor)
    }

    fn timer(&self, operation: fn(&Monitored) -> &Operation) -> Option<Timer<'_>> {
        let monitored = self.inner.monitored.as_ref()?;
        Some(operation(monitored).start())
    }

    fn encode_uncounted<T: Optimized>(&self, value: &T) -> Result<Encoded, DumpError> {
        let make = || self.make(value);
        match &self.inner.cache {
            Some(caching) => self.through_cache(caching, value, make),
            None => make().map(Encoded::owned),
        }
    }

    fn encode_into<T: Optimized>(&self, value: &T, out: &mut Vec<u8>, scratch: &mut Vec<u8>) -> Result<(), DumpError> {
        let Some(caching) = &self.inner.cache else { return self.write(value, out, scratch) };
        self.append_through_cache(caching, value, out, scratch)
    }

    /// The encoded value, in a buffer of its size.
    fn make<T: Optimized>(&self, value: &T) -> Result<Vec<u8>, DumpError> {
        if self.inner.policy.is_none() {
            return value.dump(&self.inner.dump);
        }
        let mut out = Vec::new();
        self.write(value, &mut out, &mut Vec::new()).map(|()| out)
    }

    /// Appends the encoded value.
    fn write<T: Optimized>(&self, value: &T, out: &mut Vec<u8>, scratch: &mut Vec<u8>) -> Result<(), DumpError> {
        let Some(policy) = &self.inner.policy else { return value.dump_into(&self.inner.dump, out) };
        scratch.clear();
        let packed = json::dump_measured(value, &self.inner.dump, scratch)?.packed;
        let start = out.len();
        // What is mostly images in files of their own is compressed once.
        if packed > scratch.len() / 2 {
            Envelope::seal_into(scratch, &policy.uncompressed(), out);
            return Ok(());
        }
        Envelope::seal_into(scratch, policy, out);
        if let Some(monitored) = self.inner.monitored.as_ref().filter(|_| policy.compresses(scratch.len())) {
            monitored.monitor.compressed(scratch.len(), out.len() - start);
        }
        Ok(())
    }

    fn decode_uncounted<T: OptimizedOwned>(&self, bytes: &[u8]) -> Result<T, CodecError> {
        Ok(T::from_json_with(&*self.opened(bytes)?, &self.inner.parse)?)
    }

    /// The JSON of what was encoded.
    fn opened<'b>(&self, bytes: &'b [u8]) -> Result<Cow<'b, [u8]>, EnvelopeError> {
        match self.inner.policy {
            Some(_) => self.inner.opener.open(bytes),
            None => Ok(Cow::Borrowed(bytes)),
        }
    }
}

impl Default for Codec {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Codec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let algorithm = self.inner.policy.as_ref().map_or(Algorithm::None, |policy| policy.compression().algorithm());
        f.debug_struct("Codec")
            .field("dump", &self.inner.dump)
            .field("compression", &algorithm)
            .field("cache", &self.cache())
            .field("monitored", &self.inner.monitored.is_some())
            .finish_non_exhaustive()
    }
}

/// Tells the timer something, if there is one.
fn count<'o>(timer: &mut Option<Timer<'o>>, tell: impl for<'t> FnOnce(&'t mut Timer<'o>) -> &'t mut Timer<'o>) {
    if let Some(timer) = timer {
        tell(timer);
    }
}
