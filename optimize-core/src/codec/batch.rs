//! The codec's batches.

use super::{Codec, count};
use crate::batch::{
    BatchError, BatchOutput, BatchStats, CancelToken, Control, decode_all_into, decode_over, encode_all_into,
};
use crate::model::{Optimized, OptimizedOwned};
use crate::monitor::Timer;

impl Codec {
    /// Encodes every item, in parallel. A failure or panic of one is the error of that one.
    #[must_use]
    pub fn encode_batch<T: Optimized + Sync>(&self, items: &[T]) -> BatchOutput {
        self.encode_batch_until(items, &CancelToken::new())
    }

    /// As [`encode_batch`](Self::encode_batch), until the token is cancelled.
    #[must_use]
    pub fn encode_batch_until<T: Optimized + Sync>(&self, items: &[T], cancel: &CancelToken) -> BatchOutput {
        let mut output = BatchOutput::new();
        self.encode_counted(items, &mut output, cancel);
        output
    }

    /// As [`encode_batch`](Self::encode_batch), into the buffers of an earlier output, of whose results nothing stays.
    ///
    /// ```
    /// # use optimize_core::{Optimized, batch::BatchOutput, codec::Codec};
    /// # #[derive(Optimized)]
    /// # struct Clip { id: u32 }
    /// let (codec, mut output) = (Codec::new(), BatchOutput::new());
    /// for ids in [[1, 2], [3, 4]] {
    ///     codec.encode_batch_into(&ids.map(|id| Clip { id }), &mut output);
    ///     assert_eq!(output.get(1).unwrap().unwrap(), format!(r#"{{"id":{}}}"#, ids[1]).as_bytes());
    /// }
    /// ```
    pub fn encode_batch_into<T: Optimized + Sync>(&self, items: &[T], output: &mut BatchOutput) {
        self.encode_counted(items, output, &CancelToken::new());
    }

    fn encode_counted<T: Optimized + Sync>(&self, items: &[T], output: &mut BatchOutput, cancel: &CancelToken) {
        let mut timer = self.timer(|monitored| &monitored.encode_batch);
        let control = Control { cancel: Some(cancel), progress: None };
        self.inner.stats.encode(output, |output| {
            encode_all_into(items, &control, output, |item, out, scratch| Ok(self.encode_into(item, out, scratch)?));
        });
        count(&mut timer, |timer| timer.bytes_out(output.total_bytes()));
        if output.failures() > 0 {
            count(&mut timer, Timer::fail);
        }
    }

    /// Decodes and validates every input, in parallel. A failure or panic of one is the error of
    /// that one.
    pub fn decode_batch<T, I>(&self, inputs: &[I]) -> Vec<Result<T, BatchError>>
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        self.decode_batch_until(inputs, &CancelToken::new())
    }

    /// As [`decode_batch`](Self::decode_batch), until the token is cancelled.
    pub fn decode_batch_until<T, I>(&self, inputs: &[I], cancel: &CancelToken) -> Vec<Result<T, BatchError>>
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        let mut results = Vec::new();
        self.decode_counted(inputs, &mut results, cancel);
        results
    }

    /// As [`decode_batch`](Self::decode_batch), into the results of an earlier batch: each input is read over the model
    /// that stands at its index, whose strings, lists and maps are used again. Results beyond the inputs go. Several times
    /// as fast as reading into new memory.
    ///
    /// ```
    /// # use optimize_core::{Optimized, codec::Codec};
    /// # #[derive(Optimized)]
    /// # struct Clip { title: String }
    /// let (codec, mut clips) = (Codec::new(), Vec::new());
    /// for day in [["a", "b"], ["c", "d"]] {
    ///     let inputs = codec.encode_batch(&day.map(|title| Clip { title: title.into() })).into_vecs();
    ///     let inputs: Vec<Vec<u8>> = inputs.into_iter().map(Result::unwrap).collect();
    ///     codec.decode_batch_into::<Clip, _>(&inputs, &mut clips);
    ///     assert_eq!(clips[1].as_ref().unwrap().title, day[1]);
    /// }
    /// ```
    pub fn decode_batch_into<T, I>(&self, inputs: &[I], results: &mut Vec<Result<T, BatchError>>)
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        self.decode_counted(inputs, results, &CancelToken::new());
    }

    fn decode_counted<T, I>(&self, inputs: &[I], results: &mut Vec<Result<T, BatchError>>, cancel: &CancelToken)
    where
        T: OptimizedOwned + Send,
        I: AsRef<[u8]> + Sync,
    {
        let mut timer = self.timer(|monitored| &monitored.decode_batch);
        let control = Control { cancel: Some(cancel), progress: None };
        self.inner.stats.decode_into(results, |results| {
            decode_all_into(inputs, &control, results, |input, result| {
                let json = self.opened(input.as_ref())?;
                decode_over(&json, result, &self.inner.parse)
            });
        });
        count(&mut timer, |timer| timer.bytes_in(inputs.iter().map(|input| input.as_ref().len()).sum()));
        if results.iter().any(Result::is_err) {
            count(&mut timer, Timer::fail);
        }
    }

    /// What the batches so far did.
    #[must_use]
    pub fn batch_stats(&self) -> BatchStats {
        self.inner.stats.read()
    }
}
