//! What a run of a benchmark is asked to do, from its command line.

use crate::race::Effort;

/// The arguments after `--`.
///
/// | argument | what it does |
/// |---|---|
/// | `--quick` | fewer and shorter turns: for a look, not for figures to keep |
/// | `--only S,M` | these models alone |
/// | `--part out` | the sections whose title holds this alone |
///
/// Only a run of everything at full length writes its results down.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    quick: bool,
    only: Vec<String>,
    part: Option<String>,
}

impl Plan {
    /// The plan of this process's command line.
    ///
    /// # Panics
    /// When an argument is unknown or lacks its value.
    #[must_use]
    pub fn from_args() -> Self {
        Self::of(std::env::args().skip(1))
    }

    fn of(mut args: impl Iterator<Item = String>) -> Self {
        let mut plan = Self::default();
        while let Some(arg) = args.next() {
            let mut value = || args.next().unwrap_or_else(|| panic!("`{arg}` asks for a value"));
            match arg.as_str() {
                "--quick" => plan.quick = true,
                "--only" => plan.only.extend(value().split(',').map(str::to_owned)),
                "--part" => plan.part = Some(value()),
                // cargo says so to every benchmark.
                "--bench" => {}
                other => panic!("unknown argument `{other}`; there are --quick, --only MODELS and --part TEXT"),
            }
        }
        plan
    }

    /// How long to measure.
    #[must_use]
    pub fn effort(&self) -> Effort {
        if self.quick { Effort::QUICK } else { Effort::FULL }
    }

    /// Whether a row is wanted: the first word of its case is its model.
    #[must_use]
    pub fn wants(&self, section: &str, case: &str) -> bool {
        let model = case.split([' ', ',']).next().unwrap_or(case);
        (self.only.is_empty() || self.only.iter().any(|only| only == model))
            && self.part.as_ref().is_none_or(|part| section.contains(part.as_str()))
    }

    /// Whether everything is measured at full length: results to keep.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.quick && self.only.is_empty() && self.part.is_none()
    }
}
