//! [`CodecBuilder`]: the choices for a codec.

use super::{Codec, CodecConfigError, Inner, Monitored};
use crate::batch::StatsCell;
use crate::cache::{Cache, settings};
use crate::compress::{CompressionPolicy, DEFAULT_THRESHOLD, DecompressLimits, Opener};
use crate::monitor::Monitor;
use crate::options::{DumpOptions, ParseOptions};
use crate::stream::DEFAULT_CHUNK_SIZE;
use std::sync::Arc;

/// Choices for a [`Codec`].
#[derive(Clone, Debug, Default)]
pub struct CodecBuilder {
    dump: DumpOptions,
    parse: ParseOptions,
    policy: Option<CompressionPolicy>,
    limits: Option<DecompressLimits>,
    #[cfg(feature = "zstd")]
    dictionaries: Vec<crate::compress::Dictionary>,
    stream_limits: Option<DecompressLimits>,
    chunk_size: Option<usize>,
    cache: Option<Cache>,
    monitor: Option<Monitor>,
}

impl CodecBuilder {
    /// How models are written.
    #[must_use]
    pub fn dump_options(mut self, options: DumpOptions) -> Self {
        self.dump = options;
        self
    }

    /// How models are read.
    #[must_use]
    pub fn parse_options(mut self, options: ParseOptions) -> Self {
        self.parse = options;
        self
    }

    /// Puts every encoded value into an envelope, compressed as the policy says. A policy without
    /// compression gives envelopes that only check for damage.
    #[must_use]
    pub fn compression(mut self, policy: CompressionPolicy) -> Self {
        self.policy = Some(policy);
        self
    }

    /// What the content of an envelope may be.
    #[must_use]
    pub fn limits(mut self, limits: DecompressLimits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// A dictionary that envelopes may need, beside the compression policy's own: those of earlier
    /// versions, and of other senders.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionary(mut self, dictionary: crate::compress::Dictionary) -> Self {
        self.dictionaries.push(dictionary);
        self
    }

    /// What a compressed stream may become; [`DecompressLimits::streaming`] by default.
    #[must_use]
    pub fn stream_limits(mut self, limits: DecompressLimits) -> Self {
        self.stream_limits = Some(limits);
        self
    }

    /// How many records a stream's chunk has; 1,000 by default.
    #[must_use]
    pub fn chunk_size(mut self, records: usize) -> Self {
        self.chunk_size = Some(records);
        self
    }

    /// Keeps encoded values by the models' content. Codecs may share one cache: the key holds the
    /// type and all choices that change the bytes.
    #[must_use]
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Records every operation under the names `encode`, `decode`, `encode_batch`, `decode_batch` and
    /// `encode_stream`.
    #[must_use]
    pub fn monitor(mut self, monitor: Monitor) -> Self {
        self.monitor = Some(monitor);
        self
    }

    /// The codec.
    ///
    /// # Errors
    /// When a choice contradicts another one, or can't have an effect.
    pub fn build(self) -> Result<Codec, CodecConfigError> {
        let threshold = self.policy.as_ref().map_or(DEFAULT_THRESHOLD, |policy| policy.threshold_bytes());
        let largest = self.limits.unwrap_or_default().output_limit();
        let reason = if self.dump.exclude_unset {
            "`exclude_unset` has no effect in a codec: dump the tracked value that knows what was set"
        } else if self.policy.as_ref().is_some_and(|policy| policy.compression().is_none())
            && threshold != DEFAULT_THRESHOLD
        {
            "the compression policy has a threshold but no compression"
        } else if self.policy.is_none() && self.limits.is_some() {
            "limits are set for envelopes, but without a compression policy the codec reads none"
        } else if largest == 0 {
            "the limit on an envelope's content is 0 bytes: nothing could be decoded"
        } else if self.chunk_size == Some(0) {
            "`chunk_size` is 0: a chunk needs a record"
        } else {
            return self.opener().map(|opener| self.open(opener));
        };
        Err(CodecConfigError::new(reason))
    }

    #[cfg(not(feature = "zstd"))]
    fn opener(&self) -> Result<Opener, CodecConfigError> {
        Ok(Opener { limits: self.limits.unwrap_or_default() })
    }

    #[cfg(feature = "zstd")]
    fn opener(&self) -> Result<Opener, CodecConfigError> {
        let own = self.policy.as_ref().and_then(CompressionPolicy::dictionary);
        let mut dictionaries = own.into_iter().chain(&self.dictionaries).cloned();
        let dictionaries = dictionaries
            .try_fold(crate::compress::Dictionaries::new(), crate::compress::Dictionaries::with)
            .map_err(|_| CodecConfigError::new("two different dictionaries have one id"))?;
        Ok(Opener { limits: self.limits.unwrap_or_default(), dictionaries })
    }

    /// The codec, of choices that are known to be good.
    pub(super) fn open(self, opener: Opener) -> Codec {
        let settings = settings(&(&self.dump, &self.policy));
        let monitored = self.monitor.map(|monitor| Monitored {
            encode: monitor.operation("encode"),
            decode: monitor.operation("decode"),
            encode_batch: monitor.operation("encode_batch"),
            decode_batch: monitor.operation("decode_batch"),
            encode_stream: monitor.operation("encode_stream"),
            monitor,
        });
        Codec {
            inner: Arc::new(Inner {
                dump: self.dump,
                parse: self.parse,
                policy: self.policy,
                opener,
                stream_limits: self.stream_limits.unwrap_or_else(DecompressLimits::streaming),
                chunk_size: self.chunk_size.unwrap_or(DEFAULT_CHUNK_SIZE),
                cache: self.cache,
                monitored,
                stats: StatsCell::default(),
                settings,
            }),
        }
    }
}
