//! Many models at once: encoded and decoded in parallel, in order, with a result for every index.
//!
//! ```
//! use optimize_core::batch::{decode_batch, encode_batch};
//! use optimize_core::{DumpOptions, Optimized, ParseOptions};
//!
//! #[derive(Optimized, Debug, PartialEq)]
//! struct Clip { id: u32 }
//!
//! let clips: Vec<Clip> = (0..1000).map(|id| Clip { id }).collect();
//! let output = encode_batch(&clips, &DumpOptions::new());
//! assert_eq!(output.len(), 1000);
//! assert_eq!(output.get(7).unwrap().unwrap(), br#"{"id":7}"#);
//!
//! let inputs = [r#"{"id":1}"#, r#"{"id":"x"}"#, r#"{"id":3}"#];
//! let clips = decode_batch::<Clip, _>(&inputs, &ParseOptions::new());
//! assert_eq!(clips[2].as_ref().unwrap(), &Clip { id: 3 });
//! assert!(clips[1].is_err());
//! ```
//!
//! Results lie one after the other in a few large buffers: an allocation for each would cost more
//! than the encoding. The calling thread begins alone and measures; when the rest looks like more
//! than [`SHARE_FROM`] of work, rayon's pool joins in. So a hundred small models are not slowed by
//! waking threads, and ten images are shared out after the first; the next ten, whose type is known for them by then, from
//! the first on. Decoding allocates what the models hold, which threads
//! can slow for each other: it is shared out where some of the inputs show that to be faster, and always where
//! [`Batch::decode_into`] reads them over the models of the batch before.

mod cancel;
mod cost;
mod decode;
mod encode;
mod error;
mod output;
mod run;
mod stats;
#[cfg(feature = "tokio")]
mod task;
#[cfg(test)]
mod tests;
mod verdict;

pub use cancel::CancelToken;
pub use error::BatchError;
pub use output::{BatchIter, BatchOutput};
pub use run::SHARE_FROM;
pub use stats::BatchStats;
#[cfg(feature = "tokio")]
pub use task::BatchTask;

pub(crate) use cost::{Cost, Costs};
pub(crate) use decode::{decode_all, decode_all_into};
pub(crate) use encode::encode_all_into;
pub(crate) use error::panic_text;
pub(crate) use run::{Control, LOOK, portion, probe};
pub(crate) use stats::StatsCell;
pub(crate) use verdict::Verdict;

use crate::model::{Optimized, OptimizedOwned};
use crate::options::{DumpOptions, ParseOptions};
use crate::progress::{Listener, Progress};
use encode::encode_all;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Encodes every item. A failure or panic of one is the error of that one.
#[must_use]
pub fn encode_batch<T: Optimized + Sync>(items: &[T], options: &DumpOptions) -> BatchOutput {
    encode_all(items, &Control::default(), |item, out, _| Ok(item.dump_into(options, out)?))
}

/// Parses and validates every input. A failure or panic of one is the error of that one.
pub fn decode_batch<T, I>(inputs: &[I], options: &ParseOptions) -> Vec<Result<T, BatchError>>
where
    T: OptimizedOwned + Send,
    I: AsRef<[u8]> + Sync,
{
    decode_all(inputs, &Control::default(), |input| Ok(T::from_json_with(input.as_ref(), options)?))
}

/// Batches with common options, statistics, progress and cancellation. Clones share the statistics.
///
/// ```
/// # use optimize_core::{Optimized, batch::{Batch, CancelToken}};
/// # #[derive(Optimized)]
/// # struct Clip { id: u32 }
/// let cancel = CancelToken::new();
/// let batch = Batch::new().cancel(&cancel).progress(|progress| println!("{progress}"));
/// let output = batch.encode(&[Clip { id: 1 }, Clip { id: 2 }]);
/// assert_eq!(output.failures(), 0);
/// assert_eq!(batch.stats().successful_items, 2);
/// ```
#[derive(Clone, Default)]
pub struct Batch {
    dump: DumpOptions,
    parse: ParseOptions,
    cancel: Option<CancelToken>,
    progress: Option<Listener>,
    stats: Arc<StatsCell>,
}

impl Batch {
    /// Default options, no progress, no cancellation.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How items are written.
    #[must_use]
    pub fn dump_options(mut self, options: DumpOptions) -> Self {
        self.dump = options;
        self
    }

    /// How inputs are read.
    #[must_use]
    pub fn parse_options(mut self, options: ParseOptions) -> Self {
        self.parse = options;
        self
    }

    /// Items that are reached after the token was cancelled are [`BatchError::Cancelled`].
    #[must_use]
    pub fn cancel(mut self, token: &CancelToken) -> Self {
        self.cancel = Some(token.clone());
        self
    }

    /// Called now and then with what is done so far, by the threads that do it; the last call says that
    /// all is done. A panic in it is caught.
    #[must_use]
    pub fn progress(mut self, callback: impl Fn(&Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Listener::new(callback));
        self
    }

    /// How long two calls of the progress callback are apart at least, the last one excepted:
    /// [`DEFAULT_INTERVAL`](crate::progress::DEFAULT_INTERVAL) unless set.
    #[must_use]
    pub fn progress_interval(mut self, interval: Duration) -> Self {
        self.progress = self.progress.map(|listener| listener.every(interval));
        self
    }

    /// As [`encode_batch`].
    #[must_use]
    pub fn encode<T: Optimized + Sync>(&self, items: &[T]) -> BatchOutput {
        let mut output = BatchOutput::new();
        self.encode_into(items, &mut output);
        output
    }

    /// As [`encode`](Self::encode), into the buffers of an earlier batch's output, whose results go.
    ///
    /// ```
    /// # use optimize_core::{Optimized, batch::{Batch, BatchOutput}};
    /// # #[derive(Optimized)]
    /// # struct Clip { id: u32 }
    /// let (batch, mut output) = (Batch::new(), BatchOutput::new());
    /// for day in 0..3 {
    ///     let clips: Vec<Clip> = (0..100).map(|id| Clip { id: 100 * day + id }).collect();
    ///     batch.encode_into(&clips, &mut output);
    ///     assert_eq!(output.len(), 100);
    /// }
    /// ```
    pub fn encode_into<T: Optimized + Sync>(&self, items: &[T], output: &mut BatchOutput) {
        self.stats.encode(output, |output| {
            encode_all_into(items, &self.control(), output, |item, out, _| Ok(item.dump_into(&self.dump, out)?));
        });
    }

    /// As [`decode_batch`].
    pub fn decode<T, I>(&self, inputs: &[I]) -> Vec<Result<T, BatchError>>
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        self.stats
            .decode(|| decode_all(inputs, &self.control(), |input| Ok(T::from_json_with(input.as_ref(), &self.parse)?)))
    }

    /// As [`decode`](Self::decode), into the results of an earlier batch: each input is read over the model that stands
    /// at its index, whose strings, lists and maps are used again. Results beyond the inputs go.
    ///
    /// Several times as fast as reading into new memory, and nothing is allocated, for which threads would wait for each
    /// other: two cores read ten thousand small models in half of the time of one.
    ///
    /// ```
    /// # use optimize_core::{Optimized, batch::Batch};
    /// # #[derive(Optimized)]
    /// # struct Clip { title: String }
    /// let (batch, mut clips) = (Batch::new(), Vec::new());
    /// for day in [["a", "b"], ["c", "d"]] {
    ///     let inputs = day.map(|title| format!(r#"{{"title":"{title}"}}"#));
    ///     batch.decode_into::<Clip, _>(&inputs, &mut clips);
    ///     assert_eq!(clips[1].as_ref().unwrap().title, day[1]);
    /// }
    /// ```
    pub fn decode_into<T, I>(&self, inputs: &[I], results: &mut Vec<Result<T, BatchError>>)
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        self.stats.decode_into(results, |results| {
            decode_all_into(inputs, &self.control(), results, |input, result| {
                decode_over(input.as_ref(), result, &self.parse)
            });
        });
    }

    /// What the batches so far did.
    #[must_use]
    pub fn stats(&self) -> BatchStats {
        self.stats.read()
    }

    fn control(&self) -> Control<'_> {
        Control { cancel: self.cancel.as_ref(), progress: self.progress.as_ref() }
    }
}

/// Reads an input over an older model, if there is one. After an error it is half read.
pub(crate) fn decode_over<T: OptimizedOwned>(
    json: &[u8],
    result: &mut Result<T, BatchError>,
    options: &ParseOptions,
) -> Result<(), BatchError> {
    match result {
        Ok(model) => crate::json::parse_over(T::NAME, json, model, &options.within(T::LIMITS))?,
        Err(_) => *result = Ok(T::from_json_with(json, options)?),
    }
    Ok(())
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("stats", &self.stats()).finish_non_exhaustive()
    }
}
