//! [`RedisStore`]: a Redis or Valkey server as the second tier.

use super::store::{SharedFuture, SharedStore, StoreError, Stored};
use redis::aio::MultiplexedConnection;
use redis::{AsyncConnectionConfig, Client, ErrorKind, FromRedisValue, Pipeline, RedisError};
use std::fmt;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, oneshot};

/// A Redis or Valkey server.
///
/// One connection carries everybody's requests, on a thread of the store's own: so every request has a strict
/// time limit, whoever waits for it and however, and any executor can await it.
pub struct RedisStore {
    link: Arc<Link>,
    runtime: Handle,
    /// Dropping it ends the thread.
    _running: oneshot::Sender<()>,
}

struct Link {
    client: Client,
    connection: Mutex<Option<MultiplexedConnection>>,
    timeout: Duration,
}

impl RedisStore {
    /// A server by its URL, as `redis://127.0.0.1:6379/0` or `redis://name:password@host/1`, and the longest time
    /// that a request may take. The server is connected to when it is first needed.
    ///
    /// # Errors
    /// When the URL is none, the time limit is zero, or no thread can be started.
    pub fn open(url: &str, timeout: Duration) -> Result<Self, StoreError> {
        if timeout.is_zero() {
            return Err(StoreError::Refused("the time limit is zero".to_owned()));
        }
        let client = Client::open(url).map_err(|error| StoreError::Refused(error.to_string()))?;
        let outage = |error: std::io::Error| StoreError::Outage(error.to_string());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(outage)?;
        let handle = runtime.handle().clone();
        let (running, stopped) = oneshot::channel::<()>();
        let run = move || {
            // Ends by the other side's being dropped.
            let _ = runtime.block_on(stopped);
        };
        std::thread::Builder::new().name("optimize-redis".to_owned()).spawn(run).map_err(outage)?;
        let link = Arc::new(Link { client, connection: Mutex::new(None), timeout });
        Ok(Self { link, runtime: handle, _running: running })
    }

    /// Runs the request on the store's thread and waits for it here.
    fn wait<T: FromRedisValue + Send + 'static>(&self, request: Pipeline) -> Result<T, StoreError> {
        let (answer, answered) = mpsc::sync_channel(1);
        let link = Arc::clone(&self.link);
        self.runtime.spawn(async move {
            let _ = answer.send(link.ask(request).await);
        });
        // The link itself keeps the time; this is for a thread that is not scheduled.
        answered.recv_timeout(self.link.timeout * 2).map_err(|_| late(self.link.timeout))?
    }

    fn ask<T: FromRedisValue + Send + 'static>(&self, request: Pipeline) -> SharedFuture<'_, T> {
        let link = Arc::clone(&self.link);
        let task = self.runtime.spawn(async move { link.ask(request).await });
        Box::pin(async move { task.await.map_err(|error| StoreError::Outage(error.to_string()))? })
    }
}

impl Link {
    async fn ask<T: FromRedisValue>(&self, request: Pipeline) -> Result<T, StoreError> {
        let asked = tokio::time::timeout(self.timeout, async {
            let mut connection = self.connection().await?;
            request.query_async(&mut connection).await
        });
        let answer = match asked.await {
            Ok(answer) => answer.map_err(explain),
            Err(_) => Err(late(self.timeout)),
        };
        if answer.as_ref().is_err_and(StoreError::is_outage) {
            // A late answer must not be taken for the next one's.
            *self.connection.lock().await = None;
        }
        answer
    }

    async fn connection(&self) -> Result<MultiplexedConnection, RedisError> {
        let mut known = self.connection.lock().await;
        if let Some(connection) = &*known {
            return Ok(connection.clone());
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout));
        let connection = self.client.get_multiplexed_async_connection_with_config(&config).await?;
        *known = Some(connection.clone());
        Ok(connection)
    }
}

fn late(timeout: Duration) -> StoreError {
    StoreError::Outage(format!("no answer within {timeout:?}"))
}

fn explain(error: RedisError) -> StoreError {
    match error.kind() {
        // What the server says of one request: of the wrong type, out of memory, not allowed.
        ErrorKind::Server(_) | ErrorKind::Extension | ErrorKind::UnexpectedReturnType => {
            StoreError::Refused(error.to_string())
        }
        _ => StoreError::Outage(error.to_string()),
    }
}

/// The first bytes of the value, and how long it will be kept, in one round trip.
fn getting(key: &str, limit: usize) -> Pipeline {
    let last = isize::try_from(limit).unwrap_or(isize::MAX).saturating_sub(1);
    let mut request = redis::pipe();
    request.cmd("GETRANGE").arg(key).arg(0).arg(last).cmd("PTTL").arg(key);
    request
}

/// The server has neither empty values of ours nor a way to tell an empty one from none by its range.
fn got((bytes, left): (Vec<u8>, i64)) -> Option<Stored> {
    let left = u64::try_from(left).ok().map(Duration::from_millis);
    (!bytes.is_empty()).then_some(Stored { bytes, left })
}

fn setting(key: &str, value: Vec<u8>, ttl: Option<Duration>) -> Pipeline {
    let mut request = redis::pipe();
    let command = request.cmd("SET").arg(key).arg(value);
    if let Some(ttl) = ttl {
        command.arg("PX").arg(u64::try_from(ttl.as_millis()).unwrap_or(u64::MAX).clamp(1, i64::MAX as u64));
    }
    command.ignore();
    request
}

impl SharedStore for RedisStore {
    fn get(&self, key: &str, limit: usize) -> Result<Option<Stored>, StoreError> {
        self.wait(getting(key, limit)).map(got)
    }

    fn set(&self, key: &str, value: Vec<u8>, ttl: Option<Duration>) -> Result<(), StoreError> {
        self.wait(setting(key, value, ttl))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        let mut request = redis::pipe();
        request.cmd("DEL").arg(key).ignore();
        self.wait(request)
    }

    fn get_async(&self, key: String, limit: usize) -> SharedFuture<'_, Option<Stored>> {
        let asked = self.ask(getting(&key, limit));
        Box::pin(async move { asked.await.map(got) })
    }

    fn set_async(&self, key: String, value: Vec<u8>, ttl: Option<Duration>) -> SharedFuture<'_, ()> {
        self.ask(setting(&key, value, ttl))
    }
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the URL: it may hold a password.
        f.debug_struct("RedisStore").field("timeout", &self.link.timeout).finish_non_exhaustive()
    }
}
