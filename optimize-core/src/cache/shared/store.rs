//! [`SharedStore`]: what a server must be able to do.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

/// What a store returns to those who await it.
pub type SharedFuture<'s, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 's>>;

/// A value as a store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// How long the store will keep them; nothing for ever.
    pub left: Option<Duration>,
}

/// A store of bytes by text, on another machine: `RedisStore` with the feature `redis`, or
/// one of your own. Each method returns within the store's time limit. What it returns is not trusted.
pub trait SharedStore: Send + Sync + 'static {
    /// The value, or its first `limit` bytes.
    ///
    /// # Errors
    /// When the store refuses, fails or does not answer in time.
    fn get(&self, key: &str, limit: usize) -> Result<Option<Stored>, StoreError>;

    /// Stores a value for so long, or for ever.
    ///
    /// # Errors
    /// When the store refuses, fails or does not answer in time.
    fn set(&self, key: &str, value: Vec<u8>, ttl: Option<Duration>) -> Result<(), StoreError>;

    /// Removes a value, if it is there.
    ///
    /// # Errors
    /// When the store refuses, fails or does not answer in time.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// As [`get`](Self::get), without blocking the thread where the store can do that.
    fn get_async(&self, key: String, limit: usize) -> SharedFuture<'_, Option<Stored>> {
        Box::pin(async move { self.get(&key, limit) })
    }

    /// As [`set`](Self::set), without blocking the thread where the store can do that.
    fn set_async(&self, key: String, value: Vec<u8>, ttl: Option<Duration>) -> SharedFuture<'_, ()> {
        Box::pin(async move { self.set(&key, value, ttl) })
    }
}

/// Why a store did not do what it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// It can't be reached, did not answer in time, or answered nonsense: others would fare no better.
    Outage(String),
    /// It refuses this request.
    Refused(String),
}

impl StoreError {
    pub(super) fn is_outage(&self) -> bool {
        matches!(self, Self::Outage(_))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outage(why) => write!(f, "the shared store does not work: {why}"),
            Self::Refused(why) => write!(f, "the shared store refuses: {why}"),
        }
    }
}

impl std::error::Error for StoreError {}
