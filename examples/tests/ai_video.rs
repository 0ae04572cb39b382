//! The AI video pipeline from its arguments to its exit status.

use image::{DynamicImage, RgbImage, RgbaImage};
use optimize_core::Optimized;
use optimize_core::stream::StreamReader;
use optimize_examples::ai_video::{Config, Progress, RunReport, Sample, VideoData, VideoFrame, execute, run_command};
use serde_json::Value;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// What a run printed, and its exit status.
struct Printed {
    status: u8,
    out: String,
    errors: String,
}

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ai_video").join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    fs::create_dir_all(&path).unwrap();
    path
}

fn command(arguments: &[(&str, &Path)]) -> Printed {
    let arguments = arguments.iter().flat_map(|(flag, path)| [OsString::from(flag), path.as_os_str().to_owned()]);
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let status = run_command(arguments, &mut out, &mut errors);
    printed(status, out, errors)
}

fn printed(status: u8, out: Vec<u8>, errors: Vec<u8>) -> Printed {
    Printed { status, out: String::from_utf8(out).unwrap(), errors: String::from_utf8(errors).unwrap() }
}

fn read<T: optimize_core::OptimizedOwned>(path: &Path) -> Vec<T> {
    StreamReader::new(File::open(path).unwrap()).unwrap().map(Result::unwrap).collect()
}

fn report(out: &Path) -> RunReport {
    RunReport::from_json(&fs::read(out.join("report.json")).unwrap()).unwrap()
}

fn errors(out: &Path) -> Vec<Value> {
    let text = fs::read_to_string(out.join("errors.ndjson")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_run_without_input_makes_its_own_and_is_clean() {
    let out = folder("own");
    let config =
        Config { out: out.clone(), sample: Sample { records: 1200, frames: 6, width: 64 }, ..Config::default() };
    let (mut text, mut wrong) = (Vec::new(), Vec::new());
    let status = execute(&config, Progress::hidden(), &mut text, &mut wrong);
    let printed = printed(status, text, wrong);
    assert_eq!((printed.status, &*printed.errors), (0, ""));
    assert!(printed.out.contains("1,200 of 1,200 records and 6 of 6 frames went through"), "{}", printed.out);
    assert!(printed.out.contains("demo.ndjson:2:53: duration: Input should be less than or equal to 3600"));

    let sent: Vec<VideoData> = read(&out.join("input/videos.ndjson"));
    let results: Vec<VideoData> = read(&out.join("results.ndjson.zst"));
    assert_eq!(results, sent);
    let frames: Vec<VideoFrame> = read(&out.join("frames.ndjson"));
    assert_eq!(frames.len(), 6);
    for frame in frames {
        assert_eq!(frame.frame_data, image::open(out.join("input/frames").join(&frame.frame_id)).unwrap());
    }

    let report = report(&out);
    assert!(report.is_clean());
    assert_eq!((report.records_verified, report.frames_verified), (1200, 6));
    let stages: Vec<&str> = report.stages.iter().map(|stage| &*stage.stage).collect();
    let kinds = ["read", "encode", "write", "verify"];
    let expected: Vec<String> = ["records", "frames"]
        .iter()
        .flat_map(|what| kinds.map(|kind| format!("{kind} {what}")))
        .chain(["serve records".to_owned(), "serve frames".to_owned()])
        .collect();
    assert_eq!(stages, expected);
    let encode = &report.stages[1];
    assert_eq!((encode.items, encode.cache_hits, encode.cache_lookups), (1200, Some(0), Some(1200)));
    // All of them fit into the cache: every request is answered from it.
    let serve = &report.stages[8];
    assert_eq!((serve.items, serve.cache_hits, serve.cache_lookups), (20_000, Some(20_000), Some(20_000)));
    // Each of the six frames is encoded for the first who ask, and then known.
    let serve = &report.stages[9];
    assert_eq!((serve.items, serve.cache_lookups), (500, Some(500)));
    let threads = rayon::current_num_threads() as u64;
    assert!(serve.cache_hits >= Some(500_u64.saturating_sub(6 * threads)), "{:?}", serve.cache_hits);
    assert_eq!(fs::read_to_string(out.join("report.txt")).unwrap(), report.to_string());
}

#[test]
fn wrong_records_are_reported_and_the_others_go_on() {
    let folder = folder("wrong_records");
    let records = folder.join("clips.ndjson");
    let text = concat!(
        r#"{"video_id": "a", "title": "A", "duration": 1.5}"#,
        "\n\n",
        r#"{"video_id": "b", "title": "B", "duration": 9000, "tags": ["x", 1]}"#,
        "\n",
        r#"{"video_id": "c", "title": "C", "#,
        "\n",
        r#"{"video_id": "d", "title": "D", "duration": 2, "description": null}"#,
    );
    fs::write(&records, text).unwrap();
    let out = folder.join("out");
    let printed = command(&[("--records", &records), ("--out", &out)]);
    assert_eq!(printed.status, 1);
    let lines: Vec<&str> = printed.errors.lines().collect();
    let expected = [
        "clips.ndjson:3:45: duration: Input should be less than or equal to 3600",
        "clips.ndjson:3:65: tags.1: Input should be a valid string",
    ];
    assert_eq!(lines[..2], expected, "{}", printed.errors);
    assert!(lines[2].starts_with("clips.ndjson:4:") && lines[2].contains("Invalid JSON"), "{}", printed.errors);
    assert!(lines[3].starts_with("3 problems in 2 inputs"), "{}", printed.errors);
    assert!(printed.out.starts_with("2 of 4 records went through"), "{}", printed.out);

    let results: Vec<VideoData> = read(&out.join("results.ndjson.zst"));
    assert_eq!(results.iter().map(|video| &*video.video_id).collect::<Vec<_>>(), ["a", "d"]);
    let errors = errors(&out);
    assert_eq!(errors.len(), 2);
    assert_eq!((&errors[0]["record"], &errors[0]["line"]), (&2.into(), &3.into()));
    let first = &errors[0]["errors"][0];
    assert_eq!(first["type"], "less_than_equal");
    assert_eq!(first["loc"], serde_json::json!(["duration"]));
    assert_eq!((&first["line"], &first["column"], &first["input"]), (&3.into(), &45.into(), &9000.into()));
    assert_eq!(errors[1]["errors"][0]["type"], "json_invalid");
}

#[test]
fn twenty_problems_are_shown_and_all_are_written() {
    let folder = folder("many");
    let records = folder.join("many.ndjson");
    let good = "{\"video_id\": \"a\", \"title\": \"A\", \"duration\": 1.5}\n";
    fs::write(&records, format!("{}{good}", "{\"\\u001b[31m\": 1}\n".repeat(30))).unwrap();
    let out = folder.join("out");
    let printed = command(&[("--records", &records), ("--out", &out)]);
    assert_eq!(printed.status, 1);
    // Each record lacks three fields and has an unknown one.
    assert_eq!(printed.errors.lines().count(), 20 + 3, "{}", printed.errors);
    assert!(printed.errors.contains("… and 100 more\n120 problems in 30 inputs"), "{}", printed.errors);
    assert!(!printed.errors.contains('\u{1b}') && printed.errors.contains("\\u{1b}[31m"), "{}", printed.errors);
    assert_eq!(errors(&out).len(), 30);
    assert_eq!(report(&out).records_verified, 1);
}

#[test]
fn damaged_frames_are_reported_and_the_others_go_on() {
    let folder = folder("damaged_frames");
    let frames = folder.join("frames");
    fs::create_dir(&frames).unwrap();
    let picture = RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8 * 6, y as u8 * 8, (x * y) as u8]));
    picture.save(frames.join("a.png")).unwrap();
    picture.save(frames.join("b.JPG")).unwrap();
    RgbaImage::from_pixel(3, 2, image::Rgba([1, 2, 3, 4])).save(frames.join("c.png")).unwrap();
    DynamicImage::new_rgb16(4, 4).save(frames.join("d_16_bit.png")).unwrap();
    let (png, jpeg) = (fs::read(frames.join("a.png")).unwrap(), fs::read(frames.join("b.JPG")).unwrap());
    fs::write(frames.join("e_cut.png"), &png[..png.len() / 2]).unwrap();
    fs::write(frames.join("f_cut.jpg"), &jpeg[..jpeg.len() - 20]).unwrap();
    fs::write(frames.join("g_empty.png"), "").unwrap();
    fs::write(frames.join("h_text.png"), "no image at all").unwrap();
    fs::write(frames.join("i_jpeg.png"), &jpeg).unwrap();
    fs::write(frames.join("notes.txt"), "passed over").unwrap();

    let out = folder.join("out");
    let printed = command(&[("--frames", &frames), ("--out", &out)]);
    assert_eq!(printed.status, 1);
    for line in [
        "e_cut.png: damaged PNG: ",
        "f_cut.jpg: damaged JPEG: the file is cut off",
        "g_empty.png: the file is empty",
        "h_text.png: this is no PNG file",
        "i_jpeg.png: this is no PNG file",
    ] {
        assert!(printed.errors.lines().any(|found| found.starts_with(line)), "{line} in\n{}", printed.errors);
    }
    assert!(printed.errors.contains("5 problems in 5 inputs"), "{}", printed.errors);
    assert!(printed.out.starts_with("1 other file in the frames' folder was passed over."), "{}", printed.out);
    let frames: Vec<VideoFrame> = read(&out.join("frames.ndjson"));
    let names: Vec<&str> = frames.iter().map(|frame| &*frame.frame_id).collect();
    assert_eq!(names, ["a.png", "b.JPG", "c.png", "d_16_bit.png"]);
    assert_eq!(frames[0].frame_data, DynamicImage::ImageRgb8(picture));
    assert_eq!(errors(&out)[0]["errors"][0]["type"], "frame_error");
}

#[test]
fn unusable_arguments_are_named() {
    let folder = folder("unusable");
    let empty = folder.join("empty.ndjson");
    fs::write(&empty, "\n\n").unwrap();
    let bare = folder.join("bare");
    fs::create_dir(&bare).unwrap();
    let out = folder.join("out");
    let missing = folder.join("missing");
    for (flag, path, words) in [
        ("--records", &missing, "missing: no such file or folder"),
        ("--records", &bare, "bare: it is a folder, not a file"),
        ("--records", &empty, "empty.ndjson: there is no record in it"),
        ("--frames", &missing, "missing: no such file or folder"),
        ("--frames", &empty, "empty.ndjson: it is a file, not a folder"),
        ("--frames", &bare, "bare: there is no .png, .jpg or .jpeg file in it"),
        ("--out", &empty, "empty.ndjson: a file of that name is in the way"),
        ("--film", &bare, "unknown argument `--film`"),
    ] {
        let out = if flag == "--out" { &empty } else { &out };
        let arguments = [(flag, &**path), ("--out", &**out)];
        let printed = command(if flag == "--out" { &arguments[..1] } else { &arguments });
        assert_eq!(printed.status, 2, "{flag} {}", printed.errors);
        assert!(printed.errors.starts_with("error: ") && printed.errors.contains(words), "{}", printed.errors);
        assert_eq!(printed.errors.lines().count(), 1, "{}", printed.errors);
    }
}

#[test]
fn input_is_not_overwritten() {
    let folder = folder("overwritten");
    let records = folder.join("errors.ndjson");
    fs::write(&records, "{}\n").unwrap();
    let printed = command(&[("--records", &records), ("--out", &folder)]);
    assert_eq!(printed.status, 2);
    assert!(printed.errors.contains("the results would overwrite this file"), "{}", printed.errors);
    assert_eq!(fs::read(&records).unwrap(), b"{}\n");
}

#[test]
fn a_damaged_compressed_file_ends_the_reading_and_is_reported() {
    let folder = folder("compressed");
    let text = "{\"video_id\": \"a\", \"title\": \"A\", \"duration\": 1.5}\n".repeat(5000);
    let zstd = optimize_core::compress::Compression::zstd();
    let file = optimize_core::compress::compress(text.as_bytes(), zstd).unwrap();
    let (whole, cut) = (folder.join("whole.ndjson.zst"), folder.join("cut.ndjson.zst"));
    fs::write(&whole, &file).unwrap();
    fs::write(&cut, &file[..file.len() - 8]).unwrap();
    let out = folder.join("out");
    let printed = command(&[("--records", &whole), ("--out", &out)]);
    assert_eq!((printed.status, &*printed.errors), (0, ""));
    // The same record 5,000 times: the cache encodes it once.
    assert_eq!(report(&out).stages[1].cache_hits, Some(4999));

    let printed = command(&[("--records", &cut), ("--out", &out)]);
    assert_eq!(printed.status, 1);
    assert!(printed.errors.contains("reading ends here"), "{}", printed.errors);
}

#[test]
fn help_is_given() {
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    assert_eq!(run_command([OsString::from("--help")], &mut out, &mut errors), 0);
    let printed = printed(0, out, errors);
    assert!(printed.out.contains("--records FILE") && printed.out.contains("exit status"), "{}", printed.out);
    assert_eq!(printed.errors, "");
}
