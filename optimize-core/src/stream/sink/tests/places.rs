//! Names at which no file can be made, or none was meant to be.

use super::*;

/// The words of the error with which a sink is refused at a place, which both ways of beginning give.
fn refused(path: &Path) -> String {
    let (created, resumed) = (plain().create(path).unwrap_err(), plain().resume(path).unwrap_err());
    assert!(matches!((&created, &resumed), (SinkError::Io(_), SinkError::Io(_))), "{created} {resumed}");
    assert_eq!(created.to_string(), resumed.to_string());
    created.to_string()
}

#[test]
fn what_no_file_can_take_the_place_of() {
    let folder = Folder::new();
    for path in ["/", "..", ""] {
        assert!(refused(Path::new(path)).ends_with("names no file"));
    }
    let ending = folder.0.join("clips.ndjson/");
    assert_eq!(refused(&ending), format!("`{}` names no file", ending.display()));
    fs::create_dir(folder.file()).unwrap();
    let folder_there = format!("`{}` is a folder: no file can take its place", folder.file().display());
    assert_eq!(refused(&folder.file()), folder_there);
    assert_eq!(refused(&folder.file().join(".")), folder_there);
    assert_eq!(folder.names(), ["clips.ndjson"], "nothing was made beside it");
    let lost = folder.0.join("missing/clips.ndjson");
    assert!(refused(&lost).starts_with(&format!("`{}.partial`: ", lost.display())), "{}", refused(&lost));
    fs::write(folder.0.join("a file"), "").unwrap();
    assert!(refused(&folder.0.join("a file/clips.ndjson")).starts_with('`'));
    let long = folder.0.join("x".repeat(250));
    assert!(refused(&long).starts_with('`'));
}

/// What is in the way only when the file is finished: the records are where they were, and go on from there.
#[test]
fn a_folder_that_comes_meanwhile() {
    let folder = Folder::new();
    for (name, text) in [("clips.ndjson", "is a folder"), ("clips.ndjson.partial", "somebody else")] {
        let sink = folder.begun(Compression::none(), 10);
        let (there, away) = (folder.0.join(name), folder.0.join("away"));
        if name != "clips.ndjson" {
            fs::rename(&there, &away).unwrap();
        }
        fs::create_dir(&there).unwrap();
        let error = sink.finish().unwrap_err();
        assert!(error.is_fatal() && error.to_string().contains(text), "{error}");
        let stays = format!("the records stay in `{}`, to be resumed", folder.partial().display());
        assert!(error.to_string().ends_with(&stays), "{error}");
        assert!(matches!(plain().resume(folder.file()), Err(SinkError::Io(_))));
        fs::remove_dir(&there).unwrap();
        if name != "clips.ndjson" {
            fs::rename(away, &there).unwrap();
        }
        assert!(matches!(plain().resume(folder.file()).unwrap(), Resumed::Finished(stats) if stats.records == 10));
        folder.assert_finished(10);
        fs::remove_file(folder.file()).unwrap();
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    #[test]
    fn devices_and_sockets_are_not_replaced() {
        let folder = Folder::new();
        let socket = folder.0.join("socket");
        let _listening = UnixListener::bind(&socket).unwrap();
        symlink("/dev/null", folder.0.join("null")).unwrap();
        symlink("/dev", folder.0.join("dev")).unwrap();
        symlink("round", folder.0.join("round")).unwrap();
        for (place, text) in [
            (Path::new("/dev/null"), "is no ordinary file"),
            (&socket, "is no ordinary file"),
            (&folder.0.join("null"), "is no ordinary file"),
            (&folder.0.join("dev"), "is a folder"),
            (&folder.0.join("round"), "round`: "),
        ] {
            assert!(refused(place).contains(text), "{}", refused(place));
        }
        assert_eq!(folder.names(), ["dev", "null", "round", "socket"], "nothing was made beside them");
        // Nor in the place of what lies beside a file.
        for ending in ["partial", "commits"] {
            let _listening = UnixListener::bind(folder.0.join(format!("clips.ndjson.{ending}"))).unwrap();
            let sink = plain().create(folder.file());
            assert_eq!(sink.is_ok(), ending == "commits", "what is not a journal is none");
            drop(sink);
            for file in [folder.partial(), folder.commits()] {
                let _ = fs::remove_file(file);
            }
        }
    }

    #[test]
    fn links_are_not_followed() {
        let folder = Folder::new();
        let target = folder.0.join("target");
        let link = |ending: &str| {
            fs::write(&target, "somebody's file").unwrap();
            symlink(&target, folder.0.join(format!("clips.ndjson{ending}"))).unwrap();
        };
        link(".partial");
        assert!(refused(&folder.file()).contains("symbolic link"));
        fs::remove_file(&target).unwrap();
        assert!(refused(&folder.file()).contains("symbolic link"), "and not what leads nowhere");
        fs::remove_file(folder.partial()).unwrap();
        link(".commits");
        link("");
        let mut sink = plain().create(folder.file()).unwrap();
        write(&mut sink, 0..3);
        sink.finish().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "somebody's file");
        assert_eq!(ids(&folder.file()), [0, 1, 2]);
        // A link to nothing is replaced like any other.
        fs::remove_file(folder.file()).unwrap();
        symlink(folder.0.join("nowhere"), folder.file()).unwrap();
        folder.begun(Compression::none(), 5).finish().unwrap();
        assert!(!folder.0.join("nowhere").exists() && ids(&folder.file()).len() == 5);
    }

    /// A journal somewhere else, valid as it is, would be written over.
    #[test]
    fn a_linked_journal_is_none() {
        let folder = Folder::new();
        drop(folder.begun(Compression::none(), 10));
        let elsewhere = folder.0.join("elsewhere");
        fs::rename(folder.commits(), &elsewhere).unwrap();
        symlink(&elsewhere, folder.commits()).unwrap();
        let journal = fs::read(&elsewhere).unwrap();
        assert!(matches!(plain().resume(folder.file()), Err(SinkError::Damaged { committed: None, .. })));
        drop(plain().create(folder.file()).unwrap());
        assert_eq!(fs::read(&elsewhere).unwrap(), journal);
    }
}
