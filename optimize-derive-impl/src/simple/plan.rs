//! What to look for in a text, step by step, with nothing to try twice.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// More texts than this are not compared one by one.
const MAX_TEXTS: usize = 16;

/// A class of more ranges is the engine's: `\w` has hundreds.
const MAX_RANGES: usize = 128;

/// How a text is tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// The text is one of these.
    Equals(Vec<String>),
    /// It begins with one of these.
    StartsWith(Vec<String>),
    /// It ends with one of these.
    EndsWith(Vec<String>),
    /// It contains one of these.
    Contains(Vec<String>),
    /// It begins with these steps, and is then at its end if that is asked for.
    Sequence { steps: Vec<Step>, to_end: bool },
}

/// One step of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Literal(String),
    /// The literal, or nothing.
    Optional(String),
    /// So many characters of these ranges.
    Class {
        ranges: Vec<(char, char)>,
        min: u32,
        max: Option<u32>,
    },
}

/// The plan of an expression, if it is simple.
pub(crate) fn plan_of(hir: &Hir) -> Option<Plan> {
    let mut parts = Vec::new();
    flatten(hir, &mut parts);
    let from_start = matches!(parts.first().map(|part| part.kind()), Some(HirKind::Look(Look::Start)));
    if from_start {
        parts.remove(0);
    }
    let to_end = matches!(parts.last().map(|part| part.kind()), Some(HirKind::Look(Look::End)));
    if to_end {
        parts.pop();
    }
    if let Some(texts) = texts_of_all(&parts) {
        return Some(match (from_start, to_end) {
            (true, true) => Plan::Equals(texts),
            (true, false) => Plan::StartsWith(texts),
            (false, true) => Plan::EndsWith(texts),
            (false, false) => Plan::Contains(texts),
        });
    }
    if !from_start {
        return None;
    }
    let steps: Vec<Step> = parts.iter().map(|part| step_of(part)).collect::<Option<_>>()?;
    is_unambiguous(&steps).then_some(Plan::Sequence { steps, to_end })
}

/// The parts of a concatenation, groups opened.
fn flatten<'h>(hir: &'h Hir, parts: &mut Vec<&'h Hir>) {
    match hir.kind() {
        HirKind::Concat(inner) => inner.iter().for_each(|part| flatten(part, parts)),
        HirKind::Capture(capture) => flatten(&capture.sub, parts),
        HirKind::Empty => {}
        _ => parts.push(hir),
    }
}

/// Every text that parts behind one another match. `None` where there are many.
fn texts_of_all<'h>(parts: impl IntoIterator<Item = &'h &'h Hir>) -> Option<Vec<String>> {
    parts.into_iter().try_fold(vec![String::new()], |texts, part| join(&texts, &texts_of(part)?))
}

fn join(heads: &[String], tails: &[String]) -> Option<Vec<String>> {
    if heads.len() * tails.len() > MAX_TEXTS {
        return None;
    }
    let mut texts: Vec<String> = Vec::new();
    for head in heads {
        for tail in tails {
            let text = format!("{head}{tail}");
            if text.len() > 256 {
                return None;
            }
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    Some(texts)
}

fn texts_of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Empty => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![String::from_utf8(literal.0.to_vec()).ok()?]),
        HirKind::Class(_) => {
            let ranges = ranges_of(hir)?;
            let letters: Vec<char> = ranges.iter().flat_map(|(first, last)| (*first..=*last).take(5)).take(5).collect();
            (1..=4).contains(&letters.len()).then(|| letters.into_iter().map(String::from).collect())
        }
        HirKind::Capture(capture) => texts_of(&capture.sub),
        HirKind::Concat(parts) => texts_of_all(parts.iter().collect::<Vec<_>>().iter()),
        HirKind::Alternation(branches) => {
            let mut all: Vec<String> = Vec::new();
            for branch in branches {
                for text in texts_of(branch)? {
                    if !all.contains(&text) {
                        all.push(text);
                    }
                }
            }
            (all.len() <= MAX_TEXTS).then_some(all)
        }
        HirKind::Repetition(Repetition { min, max: Some(max), sub, .. }) if *max <= 8 => {
            let once = texts_of(sub)?;
            let mut all: Vec<String> = Vec::new();
            let mut texts = vec![String::new()];
            for count in 0..=*max {
                if count >= *min {
                    all.extend(texts.iter().filter(|text| !all.contains(text)).cloned().collect::<Vec<_>>());
                }
                if count < *max {
                    texts = join(&texts, &once)?;
                }
            }
            (!all.is_empty() && all.len() <= MAX_TEXTS).then_some(all)
        }
        HirKind::Repetition(_) | HirKind::Look(_) => None,
    }
}

/// The ranges of one character: a class, or a literal that is one.
fn ranges_of(hir: &Hir) -> Option<Vec<(char, char)>> {
    let ranges: Vec<(char, char)> = match hir.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().map(|range| (range.start(), range.end())).collect()
        }
        HirKind::Class(Class::Bytes(class)) => {
            let ranges = class.ranges().iter();
            ranges.map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let mut letters = text.chars();
            let letter = letters.next()?;
            if letters.next().is_some() {
                return None;
            }
            vec![(letter, letter)]
        }
        HirKind::Capture(capture) => return ranges_of(&capture.sub),
        _ => return None,
    };
    // A class of bytes beyond ASCII is no class of characters.
    let in_bytes = matches!(hir.kind(), HirKind::Class(Class::Bytes(_)));
    let fits =
        (1..=MAX_RANGES).contains(&ranges.len()) && !(in_bytes && ranges.iter().any(|(_, last)| !last.is_ascii()));
    fits.then_some(ranges)
}

fn step_of(hir: &Hir) -> Option<Step> {
    if let HirKind::Repetition(Repetition { min, max, sub, .. }) = hir.kind()
        && let Some(ranges) = ranges_of(sub)
    {
        return Some(Step::Class { ranges, min: *min, max: *max });
    }
    if let Some(mut texts) = texts_of(hir) {
        texts.sort();
        match texts.as_slice() {
            [text] => return Some(Step::Literal(text.clone())),
            [empty, text] if empty.is_empty() => return Some(Step::Optional(text.clone())),
            _ => {}
        }
    }
    ranges_of(hir).map(|ranges| Step::Class { ranges, min: 1, max: Some(1) })
}

impl Step {
    /// The ranges of its first character.
    fn first(&self) -> Vec<(char, char)> {
        match self {
            Self::Literal(text) | Self::Optional(text) => {
                text.chars().next().map(|letter| (letter, letter)).into_iter().collect()
            }
            Self::Class { ranges, .. } => ranges.clone(),
        }
    }

    fn may_be_nothing(&self) -> bool {
        match self {
            Self::Literal(text) => text.is_empty(),
            Self::Optional(_) => true,
            Self::Class { min, .. } => *min == 0,
        }
    }

    /// Whether how much it takes is a choice.
    fn varies(&self) -> bool {
        match self {
            Self::Literal(_) => false,
            Self::Optional(_) => true,
            Self::Class { min, max, .. } => *max != Some(*min),
        }
    }
}

/// Whether each step can take all it gets: nothing that it would take may begin what follows.
fn is_unambiguous(steps: &[Step]) -> bool {
    steps.iter().enumerate().filter(|(_, step)| step.varies()).all(|(position, step)| {
        let own = step.first();
        for next in &steps[position + 1..] {
            if next.first().iter().any(|range| own.iter().any(|mine| mine.0 <= range.1 && range.0 <= mine.1)) {
                return false;
            }
            if !next.may_be_nothing() {
                break;
            }
        }
        true
    })
}
