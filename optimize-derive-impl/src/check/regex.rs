//! What a regular expression can match, as far as lengths go.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// How many characters or bytes a match has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) min: usize,
    /// Absent where there is no limit.
    pub(super) max: Option<usize>,
}

impl Extent {
    const EMPTY: Self = Self { min: 0, max: Some(0) };

    fn then(self, next: Self) -> Self {
        Self {
            min: self.min.saturating_add(next.min),
            max: self.max.zip(next.max).and_then(|(left, right)| left.checked_add(right)),
        }
    }

    fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.zip(other.max).map(|(left, right)| left.max(right)) }
    }

    fn times(self, least: u32, most: Option<u32>) -> Self {
        let max = match (self.max, most) {
            (Some(0), _) => Some(0),
            (Some(max), Some(most)) => max.checked_mul(most as usize),
            _ => None,
        };
        Self { min: self.min.saturating_mul(least as usize), max }
    }
}

/// How many characters a match has. `None` when nothing matches.
pub(super) fn chars_of(hir: &Hir) -> Option<Extent> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(Extent::EMPTY),
        HirKind::Literal(literal) => {
            let count = String::from_utf8_lossy(&literal.0).chars().count();
            Some(Extent { min: count, max: Some(count) })
        }
        HirKind::Class(Class::Unicode(class)) if class.ranges().is_empty() => None,
        HirKind::Class(Class::Bytes(class)) if class.ranges().is_empty() => None,
        HirKind::Class(_) => Some(Extent { min: 1, max: Some(1) }),
        HirKind::Repetition(repetition) => match chars_of(&repetition.sub) {
            Some(inner) => Some(inner.times(repetition.min, repetition.max)),
            None if repetition.min == 0 => Some(Extent::EMPTY),
            None => None,
        },
        HirKind::Capture(capture) => chars_of(&capture.sub),
        HirKind::Concat(parts) => {
            parts.iter().try_fold(Extent::EMPTY, |sum, part| chars_of(part).map(|part| sum.then(part)))
        }
        HirKind::Alternation(branches) => branches.iter().filter_map(chars_of).reduce(Extent::or),
    }
}

/// How many bytes a match has. `None` when nothing matches.
pub(super) fn bytes_of(hir: &Hir) -> Option<Extent> {
    let properties = hir.properties();
    properties.minimum_len().map(|min| Extent { min, max: properties.maximum_len() })
}

/// Whether a match is the whole text.
pub(super) fn is_anchored(hir: &Hir) -> bool {
    let properties = hir.properties();
    properties.look_set_prefix().contains(Look::Start) && properties.look_set_suffix().contains(Look::End)
}

/// Whether a `^` or `$` stands anywhere but at the ends.
pub(super) fn has_look_inside(hir: &Hir) -> bool {
    fn ends(hir: &Hir, first: bool, last: bool) -> bool {
        match hir.kind() {
            HirKind::Look(Look::Start) => !first,
            HirKind::Look(Look::End) => !last,
            HirKind::Look(_) | HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => false,
            HirKind::Capture(capture) => ends(&capture.sub, first, last),
            HirKind::Repetition(repetition) => ends(&repetition.sub, false, false),
            HirKind::Alternation(branches) => branches.iter().any(|branch| ends(branch, first, last)),
            HirKind::Concat(parts) => parts
                .iter()
                .enumerate()
                .any(|(position, part)| ends(part, first && position == 0, last && position + 1 == parts.len())),
        }
    }
    ends(hir, true, true)
}

/// About how many states an automaton of the expression has.
pub(super) fn size_of(hir: &Hir) -> u64 {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(Class::Unicode(class)) => class.ranges().len().max(1) as u64,
        HirKind::Class(Class::Bytes(class)) => class.ranges().len().max(1) as u64,
        HirKind::Repetition(repetition) => {
            let copies = u64::from(repetition.max.unwrap_or(repetition.min).max(1));
            size_of(&repetition.sub).saturating_mul(copies)
        }
        HirKind::Capture(capture) => size_of(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().fold(0, |sum: u64, part| sum.saturating_add(size_of(part)))
        }
    }
}
