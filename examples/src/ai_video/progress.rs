//! [`Progress`]: bars for long work, where a person watches.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// Whether bars are drawn, to stderr.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Bars, if stderr is a terminal.
    #[must_use]
    pub fn on_terminal() -> Self {
        Self { shown: std::io::stderr().is_terminal() }
    }

    /// No bars.
    #[must_use]
    pub const fn hidden() -> Self {
        Self { shown: false }
    }

    /// A bar over a number of things.
    pub(super) fn items(self, what: &'static str, total: u64) -> ProgressBar {
        self.bar(what, total, "{msg:<18} {wide_bar} {human_pos} of {human_len}  {eta:>4} left")
    }

    /// A bar over a number of bytes.
    pub(super) fn bytes(self, what: &'static str, total: u64) -> ProgressBar {
        self.bar(what, total, "{msg:<18} {wide_bar} {bytes} of {total_bytes}  {eta:>4} left")
    }

    fn bar(self, what: &'static str, total: u64, template: &str) -> ProgressBar {
        let target = if self.shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::with_draw_target(Some(total), target).with_style(style).with_message(what)
    }
}
