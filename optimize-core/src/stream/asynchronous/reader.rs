//! [`AsyncStreamReader`]: reads models from an `AsyncRead`.
//!
//! A thread of tokio's for blocking work runs the ordinary reader. It asks for input when it needs some,
//! and the task that polls the stream reads it: so the underlying reader stays on that task, and at most
//! one piece of input and two of records are between the two.

use crate::model::OptimizedOwned;
use crate::stream::{StreamError, StreamReaderBuilder};
use futures_core::Stream;
use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read at once, in bytes.
const INPUT: usize = 64 << 10;

/// How many records are handed over at once, unless a later one takes long to come.
const RECORDS: usize = 256;

/// How many bytes of input may become records before these are handed over.
const HANDED_OVER_AT: u64 = 256 << 10;

impl StreamReaderBuilder {
    /// A stream of models over an `AsyncRead`. The codec is the one that was chosen or is found by its
    /// magic number, as in sync code.
    ///
    /// It takes one of tokio's threads for blocking work for as long as it lives: there are 512 by
    /// default, see `tokio::runtime::Builder::max_blocking_threads`.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn open_async<R, T>(self, inner: R) -> AsyncStreamReader<R, T>
    where
        R: AsyncRead + Unpin,
        T: OptimizedOwned + Send + 'static,
    {
        let (give, take) = mpsc::channel();
        let (send, receive) = tokio::sync::mpsc::channel(2);
        tokio::task::spawn_blocking(move || run::<T>(self, Input::new(take, send.clone()), &send));
        AsyncStreamReader {
            inner,
            give: Some(give),
            receive,
            wanted: false,
            buffer: Vec::new(),
            current: Vec::new().into_iter(),
        }
    }
}

/// Reads models from NDJSON: a stream of a result for every record, in order. Made by
/// [`StreamReaderBuilder::open_async`]; what it says of records is as with a
/// [`StreamReader`](crate::stream::StreamReader). Dropping it ends its thread.
///
/// ```
/// use optimize_core::Optimized;
/// use optimize_core::stream::StreamReader;
///
/// #[derive(Optimized, Debug)]
/// struct Clip { id: u32 }
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let mut clips = StreamReader::builder().open_async::<_, Clip>(&b"{\"id\":1}\n{\"id\":2}\n"[..]);
/// let mut sum = 0;
/// while let Some(clip) = clips.next_record().await {
///     sum += clip?.id;
/// }
/// assert_eq!(sum, 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct AsyncStreamReader<R, T> {
    inner: R,
    /// To the thread: input, of which none is the end. `None` when all of it was given.
    give: Option<mpsc::Sender<io::Result<Vec<u8>>>>,
    /// From the thread.
    receive: tokio::sync::mpsc::Receiver<Message<T>>,
    /// Whether the thread waits for input.
    wanted: bool,
    /// A buffer that the thread has no more use for.
    buffer: Vec<u8>,
    current: IntoIter<Result<T, StreamError>>,
}

enum Message<T> {
    /// More input is needed; here is a buffer for it.
    Wants(Vec<u8>),
    Records(Vec<Result<T, StreamError>>),
}

impl<R: AsyncRead + Unpin, T> AsyncStreamReader<R, T> {
    /// The next record; `None` at the end. The future can be dropped: no record is lost.
    pub async fn next_record(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Gives the thread the input that it waits for, as far as there is some.
    fn poll_input(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(give) = &self.give else {
            self.wanted = false;
            return Poll::Ready(());
        };
        self.buffer.resize(INPUT, 0);
        let mut space = ReadBuf::new(&mut self.buffer);
        let read = ready!(Pin::new(&mut self.inner).poll_read(context, &mut space));
        let filled = space.filled().len();
        let ended = read.is_err() || filled == 0;
        let mut input = std::mem::take(&mut self.buffer);
        input.truncate(filled);
        // If the thread is gone there is nobody to tell.
        let _ = give.send(read.map(|()| input));
        self.wanted = false;
        if ended {
            self.give = None;
        }
        Poll::Ready(())
    }
}

// The records are moved about, never pinned.
impl<R: Unpin, T> Unpin for AsyncStreamReader<R, T> {}

impl<R: AsyncRead + Unpin, T> Stream for AsyncStreamReader<R, T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(result) = this.current.next() {
                return Poll::Ready(Some(result));
            }
            if this.wanted {
                let _ = this.poll_input(context);
            }
            match this.receive.poll_recv(context) {
                Poll::Ready(Some(Message::Records(records))) => this.current = records.into_iter(),
                Poll::Ready(Some(Message::Wants(buffer))) => {
                    this.wanted = true;
                    this.buffer = buffer;
                }
                Poll::Ready(None) => return Poll::Ready(None),
                // Whoever comes first, the input or the thread, wakes this task.
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<R, T> fmt::Debug for AsyncStreamReader<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStreamReader").field("input_ended", &self.give.is_none()).finish_non_exhaustive()
    }
}

type Sender<T> = tokio::sync::mpsc::Sender<Message<T>>;

/// The thread's work.
fn run<T: OptimizedOwned>(builder: StreamReaderBuilder, input: Input<T>, send: &Sender<T>) {
    let mut reader = match builder.open::<_, T>(input) {
        Ok(reader) => reader,
        Err(error) => return drop(send.blocking_send(Message::Records(vec![Err(StreamError::at_start(error))]))),
    };
    let (mut records, mut handed_over) = (Vec::new(), 0);
    loop {
        let next = reader.next();
        let ended = next.is_none();
        records.extend(next);
        let far = reader.offset() - handed_over >= HANDED_OVER_AT;
        // A record must not wait for the next one, which may be long in coming.
        let waits = !reader.has_line_ready();
        if !records.is_empty() && (ended || waits || far || records.len() >= RECORDS) {
            handed_over = reader.offset();
            if send.blocking_send(Message::Records(std::mem::take(&mut records))).is_err() {
                return;
            }
        }
        if ended {
            return;
        }
    }
}

/// What the polling task reads, as the thread's reader.
struct Input<T> {
    take: mpsc::Receiver<io::Result<Vec<u8>>>,
    send: Sender<T>,
    piece: Vec<u8>,
    position: usize,
    ended: bool,
}

impl<T> Input<T> {
    const fn new(take: mpsc::Receiver<io::Result<Vec<u8>>>, send: Sender<T>) -> Self {
        Self { take, send, piece: Vec::new(), position: 0, ended: false }
    }
}

impl<T> Read for Input<T> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.position == self.piece.len() && !self.ended {
            let gone = || io::Error::other("the stream is no longer read");
            self.send.blocking_send(Message::Wants(std::mem::take(&mut self.piece))).map_err(|_| gone())?;
            self.position = 0;
            self.piece =
                self.take.recv().map_err(|_| gone()).and_then(|piece| piece).inspect_err(|_| self.ended = true)?;
            self.ended = self.piece.is_empty();
        }
        let rest = &self.piece[self.position..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.position += count;
        Ok(count)
    }
}
