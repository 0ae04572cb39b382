//! [`Sealing`]: a chunk on its way to what is written.

use crate::stream::packing::Packing;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::oneshot;

/// Chunks below this size are compressed where they are: handing them over would take as long.
const HANDED_OVER_FROM: usize = 16 << 10;

/// A chunk that is ready, or is being compressed on rayon's pool.
pub(super) enum Sealing {
    Ready(io::Result<Vec<u8>>),
    UnderWay(oneshot::Receiver<io::Result<Vec<u8>>>),
}

impl Sealing {
    pub(super) fn new(chunk: Vec<u8>, packing: Packing) -> Self {
        if packing.is_none() {
            return Self::Ready(Ok(chunk));
        }
        let small = chunk.len() < HANDED_OVER_FROM;
        let run = move || packing.seal(&chunk).map(std::borrow::Cow::into_owned);
        if small {
            return Self::Ready(run());
        }
        let (sender, receiver) = oneshot::channel();
        rayon::spawn(move || drop(sender.send(run())));
        Self::UnderWay(receiver)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Vec<u8>>> {
        match self {
            Self::Ready(chunk) => Poll::Ready(std::mem::replace(chunk, Ok(Vec::new()))),
            Self::UnderWay(receiver) => Pin::new(receiver).poll(context).map(|chunk| {
                chunk.unwrap_or_else(|_| Err(io::Error::other("the thread pool lost a chunk of the stream")))
            }),
        }
    }
}
