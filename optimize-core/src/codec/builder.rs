//! [`CodecBuilder`]: the choices for a codec.

use super::through::Caching;
use super::{CachePolicy, CacheUse, Codec, CodecConfigError, Inner, Monitored};
use crate::batch::StatsCell;
use crate::cache::{Cache, settings};
use crate::compress::{CompressionPolicy, DEFAULT_THRESHOLD, DecompressLimits, Opener};
use crate::model::Optimized;
use crate::monitor::Monitor;
use crate::options::{DumpOptions, ParseOptions};
use crate::stream::DEFAULT_CHUNK_SIZE;
use std::any::TypeId;
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
    cache_use: CacheUse,
    cache_policies: Vec<(TypeId, CachePolicy)>,
    schema_version: u64,
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

    /// Whether the cache is used where a policy says nothing else: by default where it pays, as
    /// measured for each type.
    #[must_use]
    pub fn cache_use(mut self, cache_use: CacheUse) -> Self {
        self.cache_use = cache_use;
        self
    }

    /// How values of this type are cached. The last policy of a type counts.
    #[must_use]
    pub fn cache_policy<T: Optimized>(mut self, policy: CachePolicy) -> Self {
        self.cache_policies.push((typeid::of::<T>(), policy));
        self
    }

    /// A part of every cache key: to be changed when models are written differently and their schema
    /// does not show it, as when a method that computes a field, or an adapter, was changed. Matters
    /// where a cache outlives the program.
    #[must_use]
    pub fn schema_version(mut self, version: u64) -> Self {
        self.schema_version = version;
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
        } else if self.policy.as_ref().is_some_and(CompressionPolicy::wastes_dictionary) {
            "the compression policy has a dictionary, which only zstd can use"
        } else if self.policy.is_none() && self.limits.is_some() {
            "limits are set for envelopes, but without a compression policy the codec reads none"
        } else if largest == 0 {
            "the limit on an envelope's content is 0 bytes: nothing could be decoded"
        } else if self.cache.is_none() && (self.cache_use != CacheUse::default() || !self.cache_policies.is_empty()) {
            "it is said how to use a cache, but the codec has none: give it one with `cache`"
        } else if self.cache.is_none() && self.schema_version != 0 {
            "`schema_version` is a part of cache keys, and the codec has no cache"
        } else if self.cache_policies.iter().any(|(_, policy)| policy.is_contradictory()) {
            "a cache policy keeps nothing: its `ttl` or its `max_value_bytes` is 0, or it has one and says `Never`"
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
        let settings = settings(&(&self.dump, &self.policy, self.schema_version));
        let cache = self.cache.map(|cache| Caching::new(cache, settings, self.cache_use, self.cache_policies));
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
                cache,
                monitored,
                stats: StatsCell::default(),
            }),
        }
    }
}
