use super::run::{Control, PARALLEL_FROM, decode_all, encode_all};
use super::*;
use std::sync::Mutex;

/// Sizes on both sides of every border.
const SIZES: [usize; 9] = [0, 1, 2, PARALLEL_FROM - 1, PARALLEL_FROM, PARALLEL_FROM + 1, 1000, 4097, 10_000];

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
        let inputs: Vec<usize> = (0..size).collect();
        let results = decode_all(&inputs, &Control::default(), |&input| match input % 10 {
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

        let results = decode_all(&items, &control, |_| Ok(()));
        assert_eq!(results.len(), size);
        assert!(results.iter().all(|result| matches!(result, Err(BatchError::Cancelled))));
    }
}

#[test]
fn progress_ends_with_all() {
    for size in SIZES {
        let items: Vec<usize> = (0..size).collect();
        let calls = Mutex::new(Vec::new());
        let progress = |done: usize, total: usize| {
            calls.lock().unwrap().push((done, total));
            if done < total {
                panic!("a callback that fails");
            }
        };
        // The callback panics with the lock released, so the lock is never poisoned by it.
        let control = Control { cancel: None, progress: Some(&progress) };
        let lengths =
            [encode_all(&items, &control, |_, _, _| Ok(())).len(), decode_all(&items, &control, |_| Ok(())).len()];
        assert_eq!(lengths, [size, size]);
        let calls = calls.into_inner().unwrap();
        assert!(calls.iter().all(|&(done, total)| total == size && done <= size));
        assert_eq!(calls.iter().filter(|&&(done, _)| done == size).count(), if size == 0 { 0 } else { 2 });
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
        stats.encode(|| encode(&items, &Control::default()));
    }
    stats.decode(|| {
        decode_all(&items, &Control::default(), |&item| if item < 25 { Ok(item) } else { Err(BatchError::Cancelled) })
    });
    stats.encode(BatchOutput::default);
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
    let results = decode_all(&[1, 2], &Control::default(), |&input| -> Result<(), BatchError> {
        if input == 1 { std::panic::panic_any(Odd) } else { panic!("plain") }
    });
    assert!(matches!(&results[0], Err(BatchError::Panic(text)) if text.contains("no message")));
    assert!(matches!(&results[1], Err(BatchError::Panic(text)) if text == "plain"));
}
