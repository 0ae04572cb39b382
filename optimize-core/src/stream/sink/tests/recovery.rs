//! What a sink finds of the one before.

use super::*;
use crate::test_model::{PANICS, REFUSES};

#[test]
fn begun_left_resumed_and_finished() {
    for compression in compressions() {
        for sync in [true, false] {
            let folder = Folder::new();
            let path = folder.file();
            fs::write(&path, "an older file").unwrap();
            let choices = FileSinkBuilder { sync, ..builder(compression) };
            let mut sink = choices.create(&path).unwrap();
            write(&mut sink, 0..20);
            sink.commit().unwrap();
            write(&mut sink, 20..35);
            drop(sink);
            assert_eq!(fs::read_to_string(&path).unwrap(), "an older file");

            let mut sink = open(compression, &path);
            assert_eq!((sink.position(), sink.committed().records), (20, 20));
            write(&mut sink, 20..50);
            assert_eq!(sink.stats().records, 50);
            let stats = sink.finish().unwrap();
            assert_eq!((stats.records, stats.written), (50, fs::metadata(&path).unwrap().len()));
            folder.assert_finished(50);
        }
    }
}

/// Wherever a write stops, what is behind the last commit point goes and nothing before it.
#[test]
fn torn_tails_are_cut_off() {
    for compression in compressions() {
        let folder = Folder::new();
        let mut sink = folder.begun(compression, 10);
        write(&mut sink, 10..24);
        drop(sink);
        let whole = fs::read(folder.partial()).unwrap();
        let committed = usize::try_from(open(compression, &folder.file()).committed().written).unwrap();
        assert!(committed < whole.len());
        for end in committed..=whole.len() {
            fs::write(folder.partial(), &whole[..end]).unwrap();
            let sink = open(compression, &folder.file());
            assert_eq!((sink.position(), fs::metadata(folder.partial()).unwrap().len()), (10, committed as u64));
        }
        // Anything else may stand there too.
        fs::write(folder.partial(), [&whole[..committed], &[0; 5000]].concat()).unwrap();
        let mut sink = open(compression, &folder.file());
        write(&mut sink, 10..30);
        sink.finish().unwrap();
        folder.assert_finished(30);
    }
}

#[test]
fn lost_or_changed_committed_bytes_are_reported() {
    let folder = Folder::new();
    let mut sink = folder.begun(Compression::none(), 10);
    for begin in [10, 20] {
        // Those of before a crash too.
        drop(sink);
        sink = open(Compression::none(), &folder.file());
        write(&mut sink, begin..begin + 10);
        sink.commit().unwrap();
    }
    drop(sink);
    let whole = fs::read(folder.partial()).unwrap();
    for end in 0..whole.len() {
        fs::write(folder.partial(), &whole[..end]).unwrap();
        let error = plain().resume(folder.file()).unwrap_err();
        assert!(matches!(error, SinkError::Damaged { committed: Some(_), .. }), "{error}");
        assert_eq!(fs::metadata(folder.partial()).unwrap().len(), end as u64, "nothing is changed");
    }
    for place in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[place] ^= 1;
        fs::write(folder.partial(), damaged).unwrap();
        assert!(matches!(plain().resume(folder.file()), Err(SinkError::Damaged { .. })));
    }
    fs::remove_file(folder.partial()).unwrap();
    let error = plain().resume(folder.file()).unwrap_err();
    assert!(error.to_string().contains("committed, the unfinished file has 0"), "{error}");
    let mut sink = plain().create(folder.file()).unwrap();
    write(&mut sink, 0..3);
    sink.finish().unwrap();
    folder.assert_finished(3);
}

/// Where writing a journal may have stopped: between its slots there is nothing.
fn places(journal: &[u8]) -> impl Iterator<Item = usize> {
    (0..=journal.len()).filter(|place| place % 4096 <= 400)
}

/// A commit point that was being written when the machine stopped: the one before it holds.
#[test]
fn torn_commit_points() {
    let folder = Folder::new();
    let mut sink = folder.begun(Compression::none(), 10);
    let before = fs::read(folder.commits()).unwrap();
    write(&mut sink, 10..20);
    sink.commit().unwrap();
    drop(sink);
    let after = fs::read(folder.commits()).unwrap();
    let partial = fs::read(folder.partial()).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for torn in places(&after) {
        let mut mixed = after[..torn].to_vec();
        mixed.extend_from_slice(before.get(torn..).unwrap_or_default());
        fs::write(folder.commits(), mixed).unwrap();
        fs::write(folder.partial(), &partial).unwrap();
        seen.insert(open(Compression::none(), &folder.file()).position());
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [10, 20]);
}

/// Without commit points nobody knows which records are whole: they are not wiped out for that.
#[test]
fn lost_commit_points() {
    let folder = Folder::new();
    drop(folder.begun(Compression::none(), 10));
    let whole = fs::read(folder.partial()).unwrap();
    for torn in [Some(vec![0xff; 5000]), Some(Vec::new()), None] {
        match &torn {
            Some(bytes) => fs::write(folder.commits(), bytes).unwrap(),
            None => fs::remove_file(folder.commits()).unwrap(),
        }
        let error = plain().resume(folder.file()).unwrap_err();
        assert!(matches!(error, SinkError::Damaged { committed: None, .. }), "{error}");
        assert_eq!(fs::read(folder.partial()).unwrap(), whole);
    }
    // A journal that was just being made, before the first record.
    for torn in [Some("OPT"), None] {
        fs::write(folder.partial(), "").unwrap();
        if let Some(bytes) = torn {
            fs::write(folder.commits(), bytes).unwrap();
        }
        open(Compression::none(), &folder.file()).abandon().unwrap();
        assert!(folder.names().is_empty());
    }
}

/// A sink that begins anew, or gives up, and is stopped at any of its steps: the next one finds nothing, and no damage.
#[test]
fn stopped_while_beginning_anew_or_giving_up() {
    for abandoned in [false, true] {
        let folder = Folder::new();
        let mut sink = folder.begun(Compression::none(), 10);
        let (partial, before) = (fs::read(folder.partial()).unwrap(), fs::read(folder.commits()).unwrap());
        if abandoned {
            sink.journal.write(&Commit::first(sink.committed.sequence + 1, sink.committed.packed)).unwrap();
        } else {
            drop(sink);
            sink = plain().create(folder.file()).unwrap();
        }
        drop(sink);
        let after = fs::read(folder.commits()).unwrap();
        for torn in places(&after) {
            fs::write(folder.commits(), [&after[..torn], before.get(torn..).unwrap_or_default()].concat()).unwrap();
            fs::write(folder.partial(), &partial).unwrap();
            assert!(matches!(open(Compression::none(), &folder.file()).position(), 0 | 10));
        }
        fs::write(folder.commits(), after).unwrap();
        for rest in [Some(&partial[..]), Some(&partial[..20]), Some(&[]), None] {
            match rest {
                Some(rest) => fs::write(folder.partial(), rest).unwrap(),
                None => fs::remove_file(folder.partial()).unwrap(),
            }
            assert_eq!(open(Compression::none(), &folder.file()).position(), 0);
        }
    }
}

#[test]
fn stopped_while_finishing() {
    let folder = Folder::new();
    let finishing = || almost_finish(&mut folder.begun(Compression::none(), 10));
    for renamed in [false, true] {
        finishing();
        if renamed {
            fs::rename(folder.partial(), folder.file()).unwrap();
        }
        let Resumed::Finished(stats) = plain().resume(folder.file()).unwrap() else { panic!("not finished") };
        assert_eq!(stats.records, 10);
        folder.assert_finished(10);
    }
    // The records are gone, and what has their name is something else, or nothing.
    for other in [Some("{\"id\":0,\"title\":\"title\"}\n"), None] {
        finishing();
        fs::remove_file(folder.partial()).unwrap();
        match other {
            Some(text) => fs::write(folder.file(), text).unwrap(),
            None => fs::remove_file(folder.file()).unwrap(),
        }
        let error = plain().resume(folder.file()).unwrap_err();
        assert!(matches!(error, SinkError::Damaged { committed: Some(_), .. }), "{error}");
        plain().create(folder.file()).unwrap().abandon().unwrap();
    }
}

#[test]
fn records_that_fail_keep_their_place() {
    let folder = Folder::new();
    let mut sink = open(Compression::none(), &folder.file());
    write(&mut sink, 0..3);
    assert!(sink.write(&Clip::new(REFUSES, "")).is_err() && sink.write(&Clip::new(PANICS, "")).is_err());
    sink.write_encoded(br#"{"id":5,"title":"encoded"}"#).unwrap();
    assert!(sink.write_encoded(b"{").is_err());
    sink.commit().unwrap();
    drop(sink);
    let sink = open(Compression::none(), &folder.file());
    assert_eq!((sink.position(), sink.stats().records, sink.stats().failures), (7, 4, 3));
    sink.finish().unwrap();
    assert_eq!(ids(&folder.file()), [0, 1, 2, 5]);
}

#[test]
fn commit_points_come_by_themselves() {
    let folder = Folder::new();
    let mut sink = plain().commit_bytes(500).create(folder.file()).unwrap();
    write(&mut sink, 0..100);
    assert!(sink.committed().records > 50 && sink.committed().records < 100);
    sink.abandon().unwrap();
    assert!(folder.names().is_empty());
}
