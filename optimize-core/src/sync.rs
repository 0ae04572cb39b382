//! The locks and atomics of what is checked under a model checker: the standard library's, or shuttle's.
//!
//! `RUSTFLAGS="--cfg shuttle"` swaps them; see `model_checks.rs`.

#[cfg(shuttle)]
pub(crate) use shuttle::sync::{Condvar, Mutex, MutexGuard, RwLock, atomic};
#[cfg(shuttle)]
pub(crate) use shuttle::thread;
#[cfg(not(shuttle))]
pub(crate) use std::sync::{Condvar, Mutex, MutexGuard, RwLock, atomic};
#[cfg(not(shuttle))]
pub(crate) use std::thread;
