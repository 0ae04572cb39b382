//! A generated package, and what is measured of it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

const STRUCTS: usize = 100;

/// Whose derives stand on the structs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Ours,
    /// With the engine for patterns that are not simple, which these models do not need.
    OursWithRegex,
    Peers,
}

/// A package in the target folder, with a build folder of its own.
pub(crate) struct Package {
    folder: PathBuf,
    name: &'static str,
}

/// The ten fields: the type, this crate's attribute, garde's.
const FIELDS: [(&str, &str, &str); 10] = [
    ("String", "min_length = 1, max_length = 50", "length(chars, min = 1, max = 50)"),
    ("String", "max_length = 200", "length(chars, max = 200)"),
    ("f64", "ge = 0.0, le = 3600.0", "range(min = 0.0, max = 3600.0)"),
    ("u32", "ge = 1, le = 65535", "range(min = 1, max = 65535)"),
    ("i64", "ge = -100, le = 100", "range(min = -100, max = 100)"),
    ("Vec<String>", "max_length = 16", "length(max = 16)"),
    ("Option<String>", "max_length = 1000", "length(chars, max = 1000)"),
    ("Option<f64>", "ge = 0.0", "range(min = 0.0)"),
    ("String", "pattern = \"^[a-z]+$\"", "pattern(\"^[a-z]+$\")"),
    ("u8", "le = 200", "range(max = 200)"),
];

impl Package {
    pub(crate) fn generate(side: Side) -> Result<Self, String> {
        let name = match side {
            Side::Ours => "ours",
            Side::OursWithRegex => "ours-with-regex",
            Side::Peers => "peers",
        };
        let folder = root().join("target/compile-bench").join(name);
        let write = |path: &str, text: &str| -> Result<(), String> {
            let path = folder.join(path);
            let parent = path.parent().ok_or("a file has a folder")?;
            std::fs::create_dir_all(parent).map_err(|error| error.to_string())?;
            std::fs::write(path, text).map_err(|error| error.to_string())
        };
        write("Cargo.toml", &manifest(side, name))?;
        write("src/main.rs", &source(side))?;
        Ok(Self { folder, name })
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command.args(arguments).current_dir(&self.folder).env("CARGO_TARGET_DIR", self.folder.join("target"));
        command.env_remove("RUSTFLAGS").stdout(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<f64, String> {
        let start = Instant::now();
        let output = self.cargo(arguments).output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!("{}: {}", self.name, String::from_utf8_lossy(&output.stderr)));
        }
        Ok(start.elapsed().as_secs_f64())
    }

    /// Seconds of a release build with nothing built before.
    pub(crate) fn cold_build(&self) -> Result<f64, String> {
        self.run(&["fetch", "--quiet"])?;
        drop(std::fs::remove_dir_all(self.folder.join("target")));
        self.run(&["build", "--release", "--quiet"])
    }

    /// Seconds of a release build with the dependencies built before.
    pub(crate) fn rebuild(&self) -> Result<f64, String> {
        self.touch()?;
        self.run(&["build", "--release", "--quiet"])
    }

    /// Seconds of a check with the dependencies checked before.
    pub(crate) fn check(&self) -> Result<f64, String> {
        self.run(&["check", "--quiet"])?;
        self.touch()?;
        self.run(&["check", "--quiet"])
    }

    fn touch(&self) -> Result<(), String> {
        let path = self.folder.join("src/main.rs");
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string())?;
        std::fs::write(path, text).map_err(|error| error.to_string())
    }

    /// Lines of the source with every macro expanded, as rustc prints it.
    pub(crate) fn expanded_lines(&self) -> Result<f64, String> {
        self.touch()?;
        let arguments = ["rustc", "--quiet", "--profile=check", "--", "-Zunpretty=expanded"];
        let output = self.cargo(&arguments).env("RUSTC_BOOTSTRAP", "1").output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(format!("{}: {}", self.name, String::from_utf8_lossy(&output.stderr)));
        }
        Ok(bytecount_lines(&output.stdout))
    }

    /// Lines of LLVM IR before optimization.
    pub(crate) fn ir_lines(&self) -> Result<f64, String> {
        self.touch()?;
        self.run(&[
            "rustc",
            "--release",
            "--quiet",
            "--",
            "--emit=llvm-ir",
            "-Cno-prepopulate-passes",
            "-Ccodegen-units=1",
        ])?;
        let folder = self.folder.join("target/release/deps");
        let mut lines = 0.0;
        for entry in std::fs::read_dir(folder).map_err(|error| error.to_string())? {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path.extension().is_some_and(|extension| extension == "ll") {
                lines += bytecount_lines(&std::fs::read(&path).map_err(|error| error.to_string())?);
                drop(std::fs::remove_file(path));
            }
        }
        Ok(lines)
    }

    /// KiB of the program.
    pub(crate) fn binary_size(&self) -> Result<f64, String> {
        self.rebuild()?;
        let path = self.folder.join("target/release").join(self.name);
        let bytes = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
        Ok(bytes as f64 / 1024.0)
    }
}

fn bytecount_lines(bytes: &[u8]) -> f64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as f64
}

/// The workspace.
fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn manifest(side: Side, name: &str) -> String {
    let ours = |features| {
        let path = root().join("optimize-core");
        format!("optimize-core = {{ path = {path:?}, default-features = false, features = [{features}] }}")
    };
    let dependencies = match side {
        Side::Ours => ours("\"derive\""),
        Side::OursWithRegex => ours("\"derive\", \"regex\""),
        Side::Peers => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nschemars = \"1\"\n\
             garde = { version = \"0.23\", default-features = false, features = [\"derive\", \"regex\"] }"
            .to_owned(),
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         {dependencies}\n\n[profile.release]\nstrip = true\n"
    )
}

fn source(side: Side) -> String {
    let mut out = String::from("//! Generated.\n\n#![allow(dead_code)]\n\n");
    for number in 0..STRUCTS {
        let derives = match side {
            Side::Ours | Side::OursWithRegex => "optimize_core::Optimized",
            Side::Peers => "serde::Serialize, serde::Deserialize, garde::Validate, schemars::JsonSchema",
        };
        writeln!(out, "#[derive({derives})]\npub struct Model{number} {{").expect("a string takes text");
        for (position, (ty, ours, garde)) in FIELDS.iter().enumerate() {
            let attribute = match side {
                Side::Ours | Side::OursWithRegex => format!("#[opt({ours})]"),
                Side::Peers => format!("#[garde({garde})]"),
            };
            writeln!(out, "    {attribute}\n    field_{position}: {ty},").expect("a string takes text");
        }
        out.push_str("}\n\n");
    }
    out.push_str("fn main() {\n    let input = std::env::args().nth(1).unwrap_or_default();\n");
    for number in 0..STRUCTS {
        let body = match side {
            Side::Ours | Side::OursWithRegex => format!(
                "    if let Ok(model) = <Model{number} as optimize_core::Optimized>::from_json(&input) {{\n        \
                 println!(\"{{:?}} {{}}\", optimize_core::Optimized::to_json(&model).map(|json| json.len()), \
                 <Model{number} as optimize_core::Optimized>::json_schema());\n    }}\n"
            ),
            Side::Peers => format!(
                "    if let Ok(model) = serde_json::from_str::<Model{number}>(&input)\n        && \
                 garde::Validate::validate(&model).is_ok()\n    {{\n        println!(\"{{:?}} {{}}\", \
                 serde_json::to_vec(&model).map(|json| json.len()), schemars::schema_for!(Model{number}).to_value());\n    \
                 }}\n"
            ),
        };
        out.push_str(&body);
    }
    out.push_str("}\n");
    out
}
