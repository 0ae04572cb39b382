//! Several sinks, or somebody else, at one file.

use super::*;
use std::thread;

#[test]
fn one_sink_at_a_time() {
    let folder = Folder::new();
    let path = folder.file();
    let mut sink = folder.begun(Compression::none(), 10);
    for _ in 0..2 {
        let error = plain().resume(&path).unwrap_err();
        assert!(matches!(error, SinkError::InUse), "{error}");
        assert!(matches!(plain().create(&path), Err(SinkError::InUse)));
    }
    // Neither has changed anything.
    write(&mut sink, 10..20);
    sink.commit().unwrap();
    drop(sink);
    let sink = open(Compression::none(), &path);
    assert_eq!(sink.position(), 20);
    sink.finish().unwrap();
    folder.assert_finished(20);
    // A finished file is nobody's.
    open(Compression::none(), &path).abandon().unwrap();
    folder.assert_finished(20);
}

/// As where another thread was just about to start a process when the sink went.
#[test]
fn a_copy_of_the_open_file_keeps_no_lock() {
    let folder = Folder::new();
    let path = folder.file();
    let sink = open(Compression::none(), &path);
    let copies = (sink.file.try_clone().unwrap(), sink.journal.file.try_clone().unwrap());
    drop(sink);
    let sink = open(Compression::none(), &path);
    drop(copies);
    assert!(matches!(plain().resume(&path), Err(SinkError::InUse)));
    sink.abandon().unwrap();
}

/// The file has its name, and its journal is still to be removed: the next sink must not put its own there meanwhile.
#[test]
fn nobody_begins_while_another_one_finishes() {
    let folder = Folder::new();
    let mut sink = folder.begun(Compression::none(), 10);
    almost_finish(&mut sink);
    fs::rename(folder.partial(), folder.file()).unwrap();
    assert!(matches!(plain().resume(folder.file()), Err(SinkError::InUse)));
    assert!(matches!(plain().create(folder.file()), Err(SinkError::InUse)));
    assert_eq!(folder.names(), ["clips.ndjson", "clips.ndjson.commits"], "those who were refused leave nothing");
    remove_own(&sink.journal.file, &folder.commits()).unwrap();
    open(Compression::none(), &folder.file()).finish().unwrap();
    drop(sink);
    folder.assert_finished(0);
}

#[test]
fn threads_that_begin_and_finish_at_the_same_time() {
    let folder = Folder::new();
    let finished: u64 = thread::scope(|scope| {
        let work = |of: u64| {
            let mut finished = 0;
            while finished < 60 {
                let mut sink = match plain().resume(folder.file()) {
                    Ok(Resumed::Open(sink)) => sink,
                    Ok(Resumed::Finished(stats)) => panic!("nobody stopped, {stats:?}"),
                    Err(SinkError::InUse) => continue,
                    Err(error) => panic!("{error}"),
                };
                let count = 10 + (finished + of) % 30;
                assert_eq!(sink.position(), 0, "what was begun was finished");
                write(&mut sink, 0..count);
                if count.is_multiple_of(2) {
                    sink.commit().unwrap();
                }
                assert_eq!(sink.finish().unwrap().records, count);
                // Whoever reads the file at any time sees a whole one.
                let ids = ids(&folder.file());
                assert!(ids.len() >= 10 && ids.iter().copied().eq(0..ids.len() as u64));
                finished += 1;
            }
            finished
        };
        let threads: Vec<_> = (0..3).map(|of| scope.spawn(move || work(of))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!((finished, folder.names()), (180, vec!["clips.ndjson".to_owned()]));
}

#[test]
fn somebody_who_knows_of_no_lock() {
    let folder = Folder::new();
    let mut sink = folder.begun(Compression::none(), 10);
    let mut other = fs::OpenOptions::new().append(true).open(folder.partial()).unwrap();
    other.write_all(&b"{}\n".repeat(1_000)).unwrap();
    write(&mut sink, 10..12);
    let error = sink.commit().unwrap_err();
    assert!(error.to_string().contains("somebody else"), "{error}");
    assert!(sink.commit().is_err(), "and it stays so");
    drop(sink);

    // Another file under the name of the unfinished one is not given the finished one's.
    let sink = open(Compression::none(), &folder.file());
    fs::rename(folder.partial(), folder.0.join("away")).unwrap();
    fs::write(folder.partial(), "another file").unwrap();
    let error = sink.finish().unwrap_err();
    assert!(error.to_string().contains("somebody else"), "{error}");
    assert!(!folder.file().exists() && ids(&folder.0.join("away")).len() == 10);
}
