use super::decode::{decode_all, decode_all_into};
use super::encode::{encode_all, encode_all_into};
use super::run::Control;
use super::*;
use crate::test_model::{Clip, PANICS};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;

/// Sizes on both sides of every border.
const SIZES: [usize; 11] = [0, 1, 2, 15, 16, 17, 63, 64, 1000, 4097, 10_000];

/// Inputs for what is said to be decoded from bytes.
#[derive(Clone, Copy)]
struct Input(usize);

impl AsRef<[u8]> for Input {
    fn as_ref(&self) -> &[u8] {
        b"seven b"
    }
}

fn inputs(size: usize) -> Vec<Input> {
    (0..size).map(Input).collect()
}

fn encode(items: &[usize], control: &Control<'_>) -> BatchOutput {
    encode_all(items, control, |item, out, _| {
        out.extend_from_slice(item.to_string().as_bytes());
        match item % 10 {
            3 => panic!("item {item}"),
            7 => Err(BatchError::Cancelled),
            8 => {
                out.truncate(out.len() - item.to_string().len());
                Ok(())
            }
            _ => Ok(()),
        }
    })
}

fn check(item: usize, result: Result<&[u8], &BatchError>) {
    match (item % 10, result) {
        (3, Err(BatchError::Panic(message))) => assert_eq!(*message, format!("item {item}")),
        (7, Err(BatchError::Cancelled)) => {}
        (8, Ok(bytes)) => assert!(bytes.is_empty()),
        (_, Ok(bytes)) => assert_eq!(bytes, item.to_string().as_bytes()),
        (_, Err(error)) => panic!("{item}: {error}"),
    }
}

#[test]
fn a_result_for_every_index() {
    for size in SIZES {
        let items: Vec<usize> = (0..size).collect();
        let output = encode(&items, &Control::default());
        assert_eq!((output.len(), output.iter().len(), output.iter().count()), (size, size, size));
        for (item, result) in output.iter().enumerate() {
            check(item, result);
        }
        assert!(output.get(size).is_none() && output.get(usize::MAX).is_none());
        let failed: Vec<usize> = items.iter().copied().filter(|item| matches!(item % 10, 3 | 7)).collect();
        assert_eq!(output.errors().map(|(index, _)| index).collect::<Vec<_>>(), failed);
        assert_eq!(output.failures(), failed.len());
        let vecs = output.into_vecs();
        assert_eq!(vecs.len(), size);
        for (item, result) in vecs.iter().enumerate() {
            check(item, result.as_deref());
        }
    }
}

#[test]
fn decoding_keeps_the_order() {
    for size in SIZES {
        let results = decode_all(&inputs(size), &Control::default(), |&Input(input)| match input % 10 {
            3 => panic!("input {input}"),
            7 => Err(BatchError::Cancelled),
            _ => Ok(input * 2),
        });
        assert_eq!(results.len(), size);
        for (input, result) in results.iter().enumerate() {
            match (input % 10, result) {
                (3, Err(BatchError::Panic(message))) => assert_eq!(*message, format!("input {input}")),
                (7, Err(BatchError::Cancelled)) => {}
                (_, Ok(value)) => assert_eq!(*value, input * 2),
                (_, Err(error)) => panic!("{input}: {error}"),
            }
        }
    }
}

#[test]
fn inputs_are_read_over_older_results() {
    let text = |id: u32, title: &str| format!("{{\"id\":{id},\"title\":\"{title}\"}}");
    let (batch, mut results) = (Batch::new(), Vec::<Result<Clip, BatchError>>::new());
    let mut decoded = 0;
    for size in [1_u32, 3, 5_000, 300, 0, 2_000] {
        for round in 0..3 {
            let title = "long enough to be allocated".repeat(3 - round);
            let inputs: Vec<String> = (0..size)
                .map(|id| match id % 100 {
                    98 => "[]".to_owned(),
                    99 => text(PANICS, &title),
                    _ => text(id, &title),
                })
                .collect();
            batch.decode_into(&inputs, &mut results);
            assert_eq!(results.len(), inputs.len());
            for (id, result) in results.iter().enumerate() {
                match (id % 100, result) {
                    (98, Err(BatchError::Invalid(_))) | (99, Err(BatchError::Panic(_))) => {}
                    (0..98, Ok(clip)) => {
                        assert_eq!((clip.id as usize, &clip.title), (id, &title));
                    }
                    (_, other) => panic!("{id}: {other:?}"),
                }
            }
            decoded += u64::from(size);
        }
    }
    assert_eq!(batch.stats().total_deserialize_items, decoded);
}

#[test]
fn older_results_never_pass_for_new_ones() {
    let (cancel, mut results) = (CancelToken::new(), (0..3_000).map(Ok).collect());
    let control = Control { cancel: Some(&cancel), progress: None };
    cancel.cancel();
    decode_all_into(&inputs(2_000), &control, &mut results, |_, _: &mut Result<i32, _>| Ok(()));
    assert_eq!(results.len(), 2_000);
    assert!(results.iter().all(|result| matches!(result, Err(BatchError::Cancelled))));
}

#[test]
fn cancelled_items_are_errors() {
    for size in [10, 5_000] {
        let items: Vec<usize> = (0..size).collect();
        let cancel = CancelToken::new();
        let control = Control { cancel: Some(&cancel), progress: None };
        let output = encode_all(&items, &control, |item, out, _| {
            if *item == 5 {
                cancel.cancel();
            }
            out.push(b'x');
            Ok(())
        });
        assert_eq!(output.len(), size);
        assert_eq!(output.get(5).unwrap().unwrap(), b"x", "an item under way is finished");
        assert!(output.errors().all(|(_, error)| matches!(error, BatchError::Cancelled)));
        assert!(output.failures() > 0);
        assert_eq!(output.total_bytes() + output.failures(), size);

        let results = decode_all(&inputs(size), &control, |_| Ok(()));
        assert_eq!(results.len(), size);
        assert!(results.iter().all(|result| matches!(result, Err(BatchError::Cancelled))));
    }
}

#[test]
fn buffers_are_used_again() {
    let mut output = BatchOutput::new();
    for size in [10_000, 0, 17, 4097, 1, 10_000, 64] {
        let items: Vec<usize> = (0..size).collect();
        encode_all_into(&items, &Control::default(), &mut output, |item, out, _| {
            out.extend_from_slice(item.to_string().as_bytes());
            if *item == 3 { Err(BatchError::Cancelled) } else { Ok(()) }
        });
        assert_eq!((output.len(), output.iter().count()), (size, size));
        for (item, result) in output.iter().enumerate() {
            assert_eq!(result.ok(), (item != 3).then(|| item.to_string().into_bytes()).as_deref());
        }
        assert!(output.get(size).is_none());
        assert_eq!(output.failures(), usize::from(size > 3));
        let (bytes, ends) = output.concat();
        assert_eq!((bytes.len(), ends.len()), (output.total_bytes(), size));
        let starts = std::iter::once(0).chain(ends.iter().copied());
        for (item, (start, &end)) in starts.zip(&ends).enumerate().filter(|(item, _)| *item != 3) {
            assert_eq!(bytes[start..end], *item.to_string().as_bytes());
        }
    }
}

/// A buffer that doubles again and again copies as much as was written, into pages that are new.
#[test]
fn buffers_of_large_items_are_reserved() {
    const ITEM: usize = 64 << 10;
    let items = vec![(); 256];
    let copied = || {
        let (moved, control) = (AtomicUsize::new(0), Control::default());
        let output = encode_all(&items, &control, |(), out, _| {
            let (before, length) = (out.capacity(), out.len());
            out.resize(length + ITEM, b'x');
            if out.capacity() != before {
                moved.fetch_add(length, Ordering::Relaxed);
            }
            // As long as large items take: so much that they are shared out.
            sleep(Duration::from_micros(100));
            Ok(())
        });
        assert_eq!(output.total_bytes(), 256 * ITEM);
        moved.into_inner()
    };
    // Even if one thread does all of it, which no reservation expects. How the items are shared out is the other tests' doing
    // as well, whose threads these are.
    if rayon::current_num_threads() > 1 {
        let tries: Vec<usize> = std::iter::repeat_with(copied).take(5).collect();
        assert!(tries.iter().any(|moved| *moved < 256 * ITEM * 3 / 4), "{tries:?} of {} bytes were copied", 256 * ITEM);
    }
}

/// Whether two threads begin with the items, and how many are seen in all.
fn threads_of<T: Clone + Sync>(item: T, count: usize, work: fn()) -> (bool, usize) {
    let seen = Mutex::new(Vec::new());
    let items = vec![item; count];
    let output = encode_all(&items, &Control::default(), |_, _, _| {
        let here = std::thread::current().id();
        seen.lock().unwrap().push(here);
        work();
        Ok(())
    });
    assert_eq!(output.failures(), 0);
    let seen = seen.into_inner().unwrap();
    // What is shared out from the first item on begins on two threads before either is done.
    let at_once = seen.len() > 1 && seen[0] != seen[1];
    (at_once, seen.into_iter().collect::<std::collections::HashSet<_>>().len())
}

#[test]
fn dear_items_are_shared_out_and_cheap_ones_are_not() {
    if rayon::current_num_threads() < 2 {
        return;
    }
    let dear = || sleep(Duration::from_millis(5));
    assert!(threads_of((), 20, dear).1 > 1);
    assert_eq!(threads_of('c', 8, || ()).1, 1);
    // Known by now. A pool that is busy with another test may leave the calling thread alone with the beginning.
    assert!((0..20).any(|_| threads_of((), 20, dear).0));
    // The batch that finds them cheap again is the last that is shared out for nothing, unless it was interrupted.
    assert!((0..20).any(|_| threads_of((), 8, || ()).1 == 1));
}

#[test]
fn progress_ends_with_all() {
    for size in SIZES {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&calls);
        let listener = Listener::new(move |progress: &Progress| {
            hears.lock().unwrap().push(*progress);
            // With the lock released: it is never poisoned by this.
            if !progress.is_finished() {
                panic!("a callback that fails");
            }
        });
        let listener = listener.every(Duration::ZERO);
        let control = Control { cancel: None, progress: Some(&listener) };
        let output = encode_all(&inputs(size), &control, |_, out, _| {
            out.extend_from_slice(b"12345");
            Ok(())
        });
        assert_eq!(output.len(), size);
        let encoded = std::mem::take(&mut *calls.lock().unwrap());
        assert_eq!(decode_all(&inputs(size), &control, |_| Ok(())).len(), size);
        let decoded = std::mem::take(&mut *calls.lock().unwrap());
        for (calls, each) in [(encoded, 5), (decoded, 7)] {
            assert!(calls.iter().all(|call| call.total_items == Some(size as u64) && call.items <= size as u64));
            let mut ends = calls.iter().filter(|call| call.items == size as u64);
            assert_eq!(ends.clone().count(), 1, "of an empty batch too");
            assert!(ends.clone().all(|call| call.bytes == each * size as u64));
            assert_eq!(calls.last(), ends.next_back(), "the end is told last");
        }
    }
}

#[test]
fn statistics() {
    let stats = StatsCell::default();
    let empty = serde_json::to_value(stats.read()).unwrap();
    for rate in ["success_rate", "avg_batch_time", "deserialize_success_rate", "avg_batch_deserialize_time"] {
        assert_eq!(empty[rate], 0.0, "{rate}");
    }
    let items: Vec<usize> = (0..100).collect();
    for _ in 0..2 {
        stats.encode(&mut BatchOutput::new(), |output| *output = encode(&items, &Control::default()));
    }
    stats.decode(|| {
        decode_all(
            &inputs(100),
            &Control::default(),
            |&Input(item)| {
                if item < 25 { Ok(item) } else { Err(BatchError::Cancelled) }
            },
        )
    });
    stats.encode(&mut BatchOutput::new(), |_| ());
    let found = serde_json::to_value(stats.read()).unwrap();
    assert_eq!((&found["total_batches"], &found["total_items"]), (&3.into(), &200.into()));
    assert_eq!((&found["successful_items"], &found["success_rate"]), (&160.into(), &0.8.into()));
    assert_eq!((&found["total_deserialize_batches"], &found["total_deserialize_items"]), (&1.into(), &100.into()));
    assert_eq!(found["successful_deserialize_items"], 25);
    assert_eq!(found["deserialize_success_rate"], 0.25);
    assert!(found["avg_batch_time"].as_f64().unwrap() > 0.0);
    assert_eq!(found.as_object().unwrap().len(), 10);
}

#[test]
fn panics_without_a_text() {
    struct Odd;
    impl Drop for Odd {
        fn drop(&mut self) {
            panic!("the payload's destructor");
        }
    }
    let results = decode_all(&[Input(1), Input(2)], &Control::default(), |&Input(input)| -> Result<(), BatchError> {
        if input == 1 { std::panic::panic_any(Odd) } else { panic!("plain") }
    });
    assert!(matches!(&results[0], Err(BatchError::Panic(text)) if text.contains("no message")));
    assert!(matches!(&results[1], Err(BatchError::Panic(text)) if text == "plain"));
}

/// What stood at an index is dropped while the batch runs.
#[test]
fn older_results_whose_destructors_panic() {
    #[derive(Debug)]
    struct Bomb(bool);
    impl Drop for Bomb {
        fn drop(&mut self) {
            if std::mem::take(&mut self.0) {
                panic!("a destructor");
            }
        }
    }
    let (armed, control) = (|| (0..1_000).map(|_| Ok(Bomb(true))).collect::<Vec<_>>(), Control::default());
    let mut results = armed();
    decode_all_into(&inputs(1_000), &control, &mut results, |_, result| {
        *result = Ok(Bomb(false));
        Ok(())
    });
    assert!(results.iter().all(|result| matches!(result, Err(BatchError::Panic(text)) if text == "a destructor")));
    let mut results = armed();
    decode_all_into(&inputs(1_000), &control, &mut results, |&Input(input), _| match input % 2 {
        0 => Err(BatchError::Cancelled),
        _ => panic!("input {input}"),
    });
    assert_eq!(results.len(), 1_000);
    assert!(results.iter().all(|result| matches!(result, Err(BatchError::Panic(_)))));
}
