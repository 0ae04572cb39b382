//! [`DecompressLimits`]: how much memory and time decompression may cost.

/// What untrusted compressed data may become.
///
/// The defaults are 64 MiB of content, and, where that limit is raised or absent, 10,000 bytes of
/// content for a compressed byte beyond the first 64 MiB. gzip and lz4 can't exceed 1,032 and 255
/// to one; zstd reaches 30,000 on one byte repeated, such as a black frame, so a ratio that held
/// for small content would refuse honest data. Peak memory is the content plus the codec's window,
/// never what a header states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecompressLimits {
    max_output: u64,
    max_ratio: u32,
    ratio_free: u64,
    window_log: u32,
    accept_raw: bool,
    max_nesting: u32,
}

impl Default for DecompressLimits {
    fn default() -> Self {
        Self::new()
    }
}

impl DecompressLimits {
    /// The default limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_output: 64 << 20,
            max_ratio: 10_000,
            ratio_free: 64 << 20,
            window_log: 27,
            accept_raw: false,
            max_nesting: 1,
        }
    }

    /// Limits for streams, which hold one record at a time whatever their length: no limit on the
    /// content, and the ratio.
    #[must_use]
    pub const fn streaming() -> Self {
        Self::new().max_output(u64::MAX)
    }

    /// At most this many bytes of content.
    #[must_use]
    pub const fn max_output(mut self, bytes: u64) -> Self {
        self.max_output = bytes;
        self
    }

    /// At most this many bytes of content for a compressed byte, however small the content.
    #[must_use]
    pub const fn max_ratio(mut self, ratio: u32) -> Self {
        self.max_ratio = ratio;
        self.ratio_free = 0;
        self
    }

    /// Refuses zstd frames whose window is above `2^log` bytes; 27 (128 MiB) is the default.
    /// The decoder holds that much when a frame asks for it and has the content to fill it.
    #[must_use]
    pub const fn zstd_window_log(mut self, log: u32) -> Self {
        self.window_log = if log < 10 {
            10
        } else if log > 30 {
            30
        } else {
            log
        };
        self
    }

    /// Opens envelopes in envelopes, at most this many layers of them; more are refused. By default one
    /// layer is opened, and an envelope in it is content like any other. All layers together may hold
    /// no more than the limit on the content.
    #[must_use]
    pub const fn max_nesting(mut self, layers: u32) -> Self {
        self.max_nesting = if layers == 0 { 1 } else { layers };
        self
    }

    /// Takes input that does not begin with an envelope header as it is: what a writer sends that
    /// leaves the header out below its threshold. Input that begins with a JSON object whose first
    /// key is `compressed` still has to be an envelope.
    #[must_use]
    pub const fn accept_raw(mut self) -> Self {
        self.accept_raw = true;
        self
    }

    /// The limit on the content, in bytes.
    #[must_use]
    pub const fn output_limit(&self) -> u64 {
        self.max_output
    }

    pub(super) const fn nesting(&self) -> u32 {
        self.max_nesting
    }

    pub(super) const fn accepts_raw(&self) -> bool {
        self.accept_raw
    }

    #[cfg(feature = "zstd")]
    pub(super) const fn window_log(&self) -> u32 {
        self.window_log
    }

    /// How many bytes may come out of this many compressed ones.
    pub(super) fn output_for(&self, compressed: u64) -> u64 {
        self.max_output.min(self.ratio_output(compressed))
    }

    /// The error for content above [`output_for`](Self::output_for).
    pub(super) fn exceeded(&self, compressed: u64) -> super::CompressError {
        if self.ratio_output(compressed) < self.max_output {
            super::CompressError::Ratio { limit: self.max_ratio }
        } else {
            super::CompressError::TooLarge { limit: self.max_output }
        }
    }

    fn ratio_output(&self, compressed: u64) -> u64 {
        compressed.saturating_mul(u64::from(self.max_ratio)).max(self.ratio_free)
    }
}
