//! The codec for async code: the cache's second tier is awaited, batches run on rayon's pool, streams over
//! `AsyncRead` and `AsyncWrite`.

use super::{Codec, CodecError, Encoded, count};
use crate::batch::{BatchError, BatchOutput, BatchTask, CancelToken};
use crate::model::{Optimized, OptimizedOwned};
use crate::monitor::Timer;
use crate::stream::{AsyncStreamReader, AsyncStreamWriter, StreamConfigError};
use tokio::io::{AsyncRead, AsyncWrite};

impl Codec {
    /// As [`encode`](Self::encode): what another machine may have in the cache's second tier is
    /// awaited. The model is written on this thread; many of them are better given to
    /// [`encode_batch_async`](Self::encode_batch_async).
    ///
    /// # Errors
    /// When the model can't be written as JSON.
    pub async fn encode_async<T: Optimized>(&self, value: &T) -> Result<Encoded, CodecError> {
        let mut timer = self.timer(|monitored| &monitored.encode);
        let result = self.encode_awaiting(value).await;
        match &result {
            Ok(encoded) => count(&mut timer, |timer| timer.bytes_out(encoded.len())),
            Err(_) => count(&mut timer, Timer::fail),
        }
        Ok(result?)
    }

    /// As [`encode_batch`](Self::encode_batch), on rayon's pool, while the task that waits leaves its
    /// thread to others. Dropping the future cancels the batch.
    pub fn encode_batch_async<T, I>(&self, items: I) -> BatchTask<BatchOutput>
    where
        T: Optimized + Sync + 'static,
        I: AsRef<[T]> + Send + 'static,
    {
        let (codec, cancel, number) = (self.clone(), CancelToken::new(), items.as_ref().len());
        let until = cancel.clone();
        BatchTask::spawn(
            cancel,
            items,
            move |items| codec.encode_batch_until(items.as_ref(), &until),
            move || BatchOutput::lost(number),
        )
    }

    /// As [`decode_batch`](Self::decode_batch), on rayon's pool, while the task that waits leaves its
    /// thread to others. Dropping the future cancels the batch.
    pub fn decode_batch_async<T, I, L>(&self, inputs: L) -> BatchTask<Vec<Result<T, BatchError>>>
    where
        T: OptimizedOwned + Send + 'static,
        I: AsRef<[u8]> + Sync + 'static,
        L: AsRef<[I]> + Send + 'static,
    {
        let (codec, cancel, number) = (self.clone(), CancelToken::new(), inputs.as_ref().len());
        let until = cancel.clone();
        BatchTask::spawn(
            cancel,
            inputs,
            move |inputs| codec.decode_batch_until(inputs.as_ref(), &until),
            move || std::iter::repeat_with(|| Err(BatchError::lost())).take(number).collect(),
        )
    }

    /// As [`stream_writer`](Self::stream_writer), over an `AsyncWrite`.
    ///
    /// # Errors
    /// When the codec's choices can't give a stream.
    pub fn stream_writer_async<W: AsyncWrite + Unpin>(
        &self,
        writer: W,
    ) -> Result<AsyncStreamWriter<W>, StreamConfigError> {
        self.stream_choices().open_async(writer)
    }

    /// As [`decode_stream`](Self::decode_stream), over an `AsyncRead`.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn decode_stream_async<T, R>(&self, reader: R) -> AsyncStreamReader<R, T>
    where
        T: OptimizedOwned + Send + 'static,
        R: AsyncRead + Unpin,
    {
        self.read_choices().open_async(reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cache::Cache;
    use crate::monitor::Monitor;
    use crate::test_model::{Clip, REFUSES};

    fn codec() -> Codec {
        Codec::builder().cache(Cache::new()).monitor(Monitor::new()).build().unwrap()
    }

    fn block_on<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn async_and_sync_give_the_same() {
        let codec = codec();
        let clips: Vec<Clip> = (0..200).map(|id| Clip::new(id, "title")).collect();
        block_on(async {
            for clip in &clips {
                assert_eq!(codec.encode_async(clip).await.unwrap(), codec.encode(clip).unwrap());
            }
            assert!(codec.encode_async(&Clip::new(REFUSES, "")).await.is_err());
            let output = codec.encode_batch_async(clips.clone()).await;
            assert_eq!((output.len(), output.failures()), (200, 0));
            let bytes: Vec<Vec<u8>> = output.into_vecs().into_iter().map(Result::unwrap).collect();
            let decoded = codec.decode_batch_async::<Clip, _, _>(bytes).await;
            assert_eq!(decoded.into_iter().map(Result::unwrap).collect::<Vec<_>>(), clips);

            let mut stream = codec.stream_writer_async(Vec::new()).unwrap();
            for clip in &clips {
                stream.write(clip).await.unwrap();
            }
            let (file, _) = stream.finish().await.unwrap();
            let mut reader = codec.decode_stream_async::<Clip, _>(&file[..]);
            let mut read = Vec::new();
            while let Some(clip) = reader.next_record().await {
                read.push(clip.unwrap());
            }
            assert_eq!(read, clips);
        });
        assert_eq!(codec.monitor().unwrap().report().operation("encode").unwrap().errors, 1);
    }

    #[test]
    fn futures_can_be_sent_to_other_threads() {
        fn sent<T: Send>(_: &T) {}
        let (codec, clip) = (codec(), Clip::new(1, ""));
        sent(&codec.encode_async(&clip));
        sent(&codec.encode_batch_async(vec![Clip::new(1, "")]));
    }
}
