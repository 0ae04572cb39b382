use crate::compress::Compression;
use crate::stream::{DEFAULT_MAX_RECORD, StreamError, StreamReader, StreamWriter};
use crate::test_model::{Clip, PANICS, REFUSES};
use futures_core::Stream;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf};

fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn compressions() -> Vec<Compression> {
    ["none", "gzip", "lz4", "zstd"].iter().filter_map(|name| Compression::from_name(name).ok()).collect()
}

fn clips(count: u32) -> Vec<Clip> {
    (0..count).map(|id| Clip::new(id, &"x".repeat(id as usize % 50))).collect()
}

fn file_of(clips: &[Clip], compression: Compression) -> Vec<u8> {
    let mut writer = StreamWriter::builder().compression(compression).chunk_size(300).open(Vec::new()).unwrap();
    clips.iter().for_each(|clip| writer.write(clip).unwrap());
    writer.finish_into().unwrap().0
}

/// Reads and writes a few bytes at a time, and every other time not at once.
struct Drip<T>(T, usize, bool);

impl<T> Drip<T> {
    fn waits(&mut self, context: &Context<'_>) -> bool {
        self.2 = !self.2;
        if self.2 {
            context.waker().wake_by_ref();
        }
        self.2
    }
}

impl AsyncRead for Drip<&[u8]> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.waits(context) {
            return Poll::Pending;
        }
        let count = self.1.min(self.0.len()).min(out.remaining());
        out.put_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Drip<Vec<u8>> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, data: &[u8]) -> Poll<io::Result<usize>> {
        if self.waits(context) {
            return Poll::Pending;
        }
        let count = self.1.min(data.len());
        self.0.extend_from_slice(&data[..count]);
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[test]
fn written_as_in_sync_code() {
    let clips = clips(2_000);
    for compression in compressions() {
        let expected = file_of(&clips, compression);
        for step in [7, 100_000] {
            let builder = StreamWriter::builder().compression(compression).chunk_size(300);
            let (written, stats) = block_on(async {
                let mut writer = builder.open_async(Drip(Vec::new(), step, false)).unwrap();
                for clip in &clips {
                    writer.write(clip).await.unwrap();
                }
                assert!(writer.write(&Clip::new(REFUSES, "")).await.is_err());
                assert!(writer.write_encoded(b"{}{}").await.is_err());
                writer.finish().await.unwrap()
            });
            assert!(written.0 == expected, "{compression} in steps of {step}");
            assert_eq!((stats.records, stats.failures, stats.written), (2_000, 2, expected.len() as u64));
        }
    }
}

/// A write that is dropped half way loses nothing and repeats nothing.
#[test]
fn dropped_futures_lose_nothing() {
    let clips = clips(500);
    for compression in compressions() {
        let written = block_on(async {
            let builder = StreamWriter::builder().compression(compression).chunk_size(50);
            let mut writer = builder.open_async(Drip(Vec::new(), 11, false)).unwrap();
            for clip in &clips {
                let mut write = Box::pin(writer.write(clip));
                // Polled once and dropped.
                poll_fn(|context| Poll::Ready(write.as_mut().poll(context).is_ready())).await;
            }
            writer.finish().await.unwrap().0.0
        });
        let found: Vec<Clip> = StreamReader::new(&written[..]).unwrap().map(Result::unwrap).collect();
        assert_eq!(found, clips, "{compression}");
    }
}

fn read_all(input: impl AsyncRead + Unpin, max: usize) -> Vec<Result<Clip, StreamError>> {
    block_on(async {
        let mut reader = StreamReader::builder().max_record_bytes(max).open_async::<_, Clip>(input);
        let mut results = Vec::new();
        while let Some(result) = reader.next_record().await {
            results.push(result);
        }
        assert!(reader.next_record().await.is_none());
        results
    })
}

#[test]
fn read_as_in_sync_code() {
    let mut clips = clips(3_000);
    clips[1_500].title = "long ".repeat(50_000);
    for compression in compressions() {
        let file = file_of(&clips, compression);
        for step in [97, 1 << 20] {
            for max in [DEFAULT_MAX_RECORD, 1000] {
                let say = |results: Vec<Result<Clip, StreamError>>| -> Vec<String> {
                    results.iter().map(|result| format!("{result:?}").chars().take(200).collect()).collect()
                };
                let sync = StreamReader::builder().max_record_bytes(max).open::<_, Clip>(&file[..]).unwrap();
                let found = say(read_all(Drip(&file[..], step, false), max));
                assert!(found == say(sync.collect()), "{compression} in steps of {step}, at most {max}");
            }
        }
        let cut = read_all(&file[..file.len() - 5], DEFAULT_MAX_RECORD);
        assert!(cut.last().unwrap().is_err(), "{compression}");
    }
    let bad = format!("{{\"id\":1,\"title\":\"\"}}\n{{\"id\":{PANICS},\"title\":\"\"}}\nnonsense\n");
    let results = read_all(bad.as_bytes(), 100);
    assert_eq!(results.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, false]);
    assert!(read_all(&b""[..], 100).is_empty());
}

/// A record is given out when it is there, not when the next one has come.
#[test]
fn records_do_not_wait_for_the_next() {
    block_on(async {
        let (mut write, read) = tokio::io::duplex(64);
        let mut reader =
            StreamReader::builder().algorithm(crate::compress::Algorithm::None).open_async::<_, Clip>(read);
        for id in 0..20 {
            write.write_all(format!("{{\"id\":{id},\"title\":\"\"}}\n").as_bytes()).await.unwrap();
            assert_eq!(reader.next_record().await.unwrap().unwrap().id, id);
        }
        drop(write);
        assert!(reader.next_record().await.is_none());
    });
}

#[test]
fn a_dropped_reader_leaves_no_thread() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (write, read) = tokio::io::duplex(64);
    runtime.block_on(async {
        let mut reader = StreamReader::builder().open_async::<_, Clip>(read);
        let mut next = std::pin::pin!(reader.next_record());
        assert!(!poll_fn(|context| Poll::Ready(next.as_mut().poll(context).is_ready())).await);
    });
    drop(write);
    // Would wait for ever for a thread that does.
    runtime.shutdown_timeout(Duration::from_secs(60));
}

struct Items(VecDeque<Clip>, bool);

impl Stream for Items {
    type Item = Clip;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Clip>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.0.pop_front())
    }
}

#[test]
fn streams_of_models_become_streams_of_chunks() {
    let mut clips = clips(1_000);
    let refused = clips.len();
    for compression in compressions() {
        let expected = file_of(&clips[..refused], compression);
        clips.push(Clip::new(REFUSES, ""));
        let (chunks, stats) = block_on(async {
            let items = Items(clips.iter().cloned().collect(), false);
            let builder = StreamWriter::builder().compression(compression).chunk_size(300);
            let mut stream = builder.encode_stream(items).unwrap();
            let mut chunks = Vec::new();
            while let Some(chunk) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
                chunks.push(chunk);
            }
            (chunks, stream.stats())
        });
        clips.truncate(refused);
        assert_eq!(chunks.iter().filter(|chunk| chunk.is_err()).count(), 1);
        let whole: Vec<u8> = chunks.into_iter().filter_map(Result::ok).flatten().collect();
        assert!(whole == expected, "{compression}");
        assert_eq!((stats.records, stats.failures, stats.written), (1_000, 1, whole.len() as u64));
    }
}
