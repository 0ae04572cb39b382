//! The manifest of the package that is compiled: whether it has the crate of the adapters. Without it rustc could only say
//! that a path leads nowhere.

use std::path::Path;

/// Whether the package has `optimize-tensor`, under its own name: a renamed one is told with `crate = path`. Where there is
/// no manifest, it is rustc that finds out.
pub(super) fn knows_tensors() -> bool {
    // The derive's own tests expand for no package.
    cfg!(test) || text().is_none_or(|manifest| names_tensors(&manifest))
}

fn text() -> Option<String> {
    let folder = std::env::var_os("CARGO_MANIFEST_DIR")?;
    std::fs::read_to_string(Path::new(&folder).join("Cargo.toml")).ok()
}

fn names_tensors(manifest: &str) -> bool {
    manifest
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .any(|line| line.contains("optimize-tensor") || line.contains("optimize_tensor"))
}

#[cfg(test)]
mod tests {
    use super::names_tensors;

    #[test]
    fn every_way_to_name_the_crate_is_known() {
        for manifest in [
            "[dependencies]\noptimize-tensor = \"0.1\"\n",
            "[dependencies.optimize-tensor]\npath = \"..\"\n",
            "[dev-dependencies]\noptimize_tensor = { package = \"optimize-tensor\", workspace = true }\n",
            "[package]\nname = \"optimize-tensor\"\n",
            "[target.'cfg(unix)'.dependencies]\n  optimize-tensor.workspace = true\n",
        ] {
            assert!(names_tensors(manifest), "{manifest}");
        }
        for manifest in ["[dependencies]\noptimize-core = \"0.1\"\n", "# optimize-tensor = \"0.1\"\n", ""] {
            assert!(!names_tensors(manifest), "{manifest}");
        }
    }
}
