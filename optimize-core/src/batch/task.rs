//! [`BatchTask`]: a batch that async code waits for.

use super::{Batch, BatchError, BatchOutput, CancelToken};
use crate::model::{Optimized, OptimizedOwned};
use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// A batch under way on rayon's pool: a future of its results. The thread that waits does none of the
/// work. Dropping it cancels the batch: items under way are finished, the others are not begun.
#[must_use = "dropping it cancels the batch"]
pub struct BatchTask<R> {
    results: oneshot::Receiver<R>,
    cancel: CancelToken,
    /// What to say of every item should the pool lose the batch.
    lost: Option<Box<dyn FnOnce() -> R + Send>>,
}

impl<R: Send + 'static> BatchTask<R> {
    /// Runs on what holds the items.
    pub(crate) fn spawn<H: Send + 'static>(
        cancel: CancelToken,
        held: H,
        run: impl FnOnce(&H) -> R + Send + 'static,
        lost: impl FnOnce() -> R + Send + 'static,
    ) -> Self {
        let (sender, results) = oneshot::channel();
        rayon::spawn(move || {
            let done = caught(|| run(&held));
            caught(|| drop(held));
            if let Some(done) = done {
                // If nobody waits any more the results go.
                caught(|| drop(sender.send(done)));
            }
        });
        Self { results, cancel, lost: Some(Box::new(lost)) }
    }
}

/// The pool ends the process when something panics there, and items may do so while they go, outside of any work.
fn caught<V>(run: impl FnOnce() -> V) -> Option<V> {
    catch_unwind(AssertUnwindSafe(run)).map_err(std::mem::forget).ok()
}

impl<R> Future for BatchTask<R> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<R> {
        match Pin::new(&mut self.results).poll(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(results)) => {
                self.lost = None;
                Poll::Ready(results)
            }
            // Only a panic outside of any item's work could do this. A future that has given its
            // results is not polled again.
            Poll::Ready(Err(_)) => match self.lost.take() {
                Some(lost) => Poll::Ready(lost()),
                None => Poll::Pending,
            },
        }
    }
}

impl<R> Drop for BatchTask<R> {
    fn drop(&mut self) {
        if self.lost.is_some() {
            self.cancel.cancel();
        }
    }
}

impl<R> fmt::Debug for BatchTask<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchTask").field("cancelled", &self.cancel.is_cancelled()).finish_non_exhaustive()
    }
}

impl Batch {
    /// As [`encode`](Self::encode), on rayon's pool, while the async task that waits leaves its thread
    /// to others. Takes what holds the items: a `Vec`, a boxed slice, an `Arc<[T]>`.
    ///
    /// ```
    /// # use optimize_core::{Optimized, batch::Batch};
    /// # #[derive(Optimized)]
    /// # struct Clip { id: u32 }
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let output = Batch::new().encode_async(vec![Clip { id: 1 }, Clip { id: 2 }]).await;
    /// assert_eq!(output.get(1).unwrap().unwrap(), br#"{"id":2}"#);
    /// # });
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn encode_async<T, I>(&self, items: I) -> BatchTask<BatchOutput>
    where
        T: Optimized + Sync + 'static,
        I: AsRef<[T]> + Send + 'static,
    {
        let count = items.as_ref().len();
        let (batch, cancel) = self.cancellable();
        BatchTask::spawn(cancel, items, move |items| batch.encode(items.as_ref()), move || BatchOutput::lost(count))
    }

    /// As [`decode`](Self::decode), on rayon's pool, while the async task that waits leaves its thread
    /// to others.
    pub fn decode_async<T, I, L>(&self, inputs: L) -> BatchTask<Vec<Result<T, BatchError>>>
    where
        T: OptimizedOwned + Send + 'static,
        I: AsRef<[u8]> + Sync + 'static,
        L: AsRef<[I]> + Send + 'static,
    {
        let count = inputs.as_ref().len();
        let (batch, cancel) = self.cancellable();
        BatchTask::spawn(
            cancel,
            inputs,
            move |inputs| batch.decode(inputs.as_ref()),
            move || std::iter::repeat_with(|| Err(BatchError::lost())).take(count).collect(),
        )
    }

    /// This batch with a token of its own beside the user's: a dropped task must not cancel others.
    fn cancellable(&self) -> (Self, CancelToken) {
        let own = self.cancel.as_ref().map_or_else(CancelToken::new, CancelToken::child);
        (Self { cancel: Some(own.clone()), ..self.clone() }, own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::{DumpOptions, ParseOptions};
    use crate::test_model::{BURSTS, Clip, Fragile, PANICS};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn clips(count: u32) -> Vec<Clip> {
        (0..count).map(|id| Clip::new(id, "title")).collect()
    }

    fn block_on<F: Future>(future: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
    }

    #[test]
    fn results_as_in_sync_code() {
        let mut clips = clips(3000);
        clips[1234].id = PANICS;
        let batch = Batch::new();
        let expected = super::super::encode_batch(&clips, &DumpOptions::new());
        let output = block_on(batch.encode_async(clips));
        assert_eq!((output.len(), output.failures()), (3000, 1));
        assert!(output.iter().zip(&expected).all(|(found, expected)| found.ok() == expected.ok()));

        let inputs: Arc<[Vec<u8>]> = output.into_vecs().into_iter().map(Result::unwrap_or_default).collect();
        let decoded: Vec<Result<Clip, _>> = block_on(batch.decode_async(Arc::clone(&inputs)));
        let expected = super::super::decode_batch::<Clip, _>(&inputs, &ParseOptions::new());
        assert_eq!(decoded.len(), 3000);
        assert!(decoded.iter().zip(&expected).all(|(found, expected)| found.as_ref().ok() == expected.as_ref().ok()));
        let stats = batch.stats();
        assert_eq!((stats.successful_items, stats.successful_deserialize_items), (2999, 2999));
    }

    /// The reactor has one thread here: it must stay free while the batch runs.
    #[test]
    fn the_reactor_is_free_meanwhile() {
        let (release, wait) = std::sync::mpsc::channel::<()>();
        let wait = std::sync::Mutex::new(wait);
        let batch = Batch::new().progress(move |_| {
            let released = wait.lock().unwrap().recv_timeout(Duration::from_secs(30));
            assert!(released.is_ok());
        });
        block_on(async {
            let task = batch.encode_async(clips(1));
            // Runs only if the reactor is free: the batch does not end before.
            let other = tokio::spawn(async move { release.send(()).is_ok() });
            let output = task.await;
            assert!(other.await.unwrap() && output.failures() == 0);
        });
    }

    #[test]
    fn a_dropped_task_cancels_its_batch_and_no_other() {
        let (done, user) = (Arc::new(AtomicUsize::new(0)), CancelToken::new());
        let counts = Arc::clone(&done);
        let batch = Batch::new().cancel(&user).progress(move |progress| {
            counts.store(usize::try_from(progress.items).unwrap(), Ordering::Release);
            std::thread::sleep(Duration::from_millis(1));
        });
        let batch = batch.progress_interval(Duration::ZERO);
        drop(batch.encode_async(clips(200_000)));
        let other = Batch::new().cancel(&user);
        assert_eq!(block_on(other.encode_async(clips(10))).failures(), 0);
        while batch.stats().total_batches == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(batch.stats().successful_items < 200_000 && done.load(Ordering::Acquire) == 200_000);
        assert!(!user.is_cancelled());
        user.cancel();
        assert_eq!(block_on(other.encode_async(clips(10))).failures(), 10);
    }

    /// Items and results go on the pool, which would end the process if one of them panics there.
    #[test]
    fn items_whose_destructors_panic() {
        let (batch, fragile) = (Batch::new(), |id| Fragile(Clip::new(id, "title")));
        for count in [1, 3000] {
            let mut items: Vec<Fragile> = (0..count).map(fragile).collect();
            items[0].0.id = BURSTS;
            let output = block_on(batch.encode_async(items));
            assert_eq!((output.len(), output.failures()), (count as usize, 0));

            let inputs = output.into_vecs().into_iter().map(Result::unwrap).collect::<Vec<_>>();
            // Nobody waits for these results.
            drop(batch.decode_async::<Fragile, _, _>(inputs.clone()));
            let results: Vec<Result<Fragile, _>> = block_on(batch.decode_async(inputs));
            assert!(results.iter().all(Result::is_ok));
            std::mem::forget(results);
        }
        assert_eq!(block_on(batch.encode_async(clips(10))).failures(), 0, "the pool works on");
    }

    #[test]
    fn a_batch_that_panics_outside_of_its_items_is_lost() {
        /// Shows its items once: to be counted.
        struct Once(Vec<Clip>, AtomicUsize);

        impl AsRef<[Clip]> for Once {
            fn as_ref(&self) -> &[Clip] {
                assert_eq!(self.1.fetch_add(1, Ordering::Relaxed), 0, "it was shown before");
                &self.0
            }
        }
        let output = block_on(Batch::new().encode_async(Once(clips(3), AtomicUsize::new(0))));
        assert_eq!((output.len(), output.failures()), (3, 3));
    }
}
