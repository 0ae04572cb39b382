//! Paths as a Python encoder writes them: `str(path)`.

use optimize_core::Optimized;
use optimize_tests::data;
use std::path::PathBuf;

#[derive(Optimized, Debug)]
struct File {
    path: PathBuf,
}

#[test]
fn paths_are_read_and_written_again() {
    let rows: Vec<_> = data::rows("encoder.ndjson").into_iter().filter(|row| row["kind"] == "path").collect();
    assert_eq!(rows.len(), 1);
    for row in rows {
        let json = format!("{{\"path\":{}}}", row["text"]);
        let file = File::from_json(&json).unwrap();
        assert_eq!(file.path.to_str(), row["text"].as_str());
        assert_eq!(file.to_json_string().unwrap(), json);
    }
}
