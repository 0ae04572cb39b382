//! Whether a text can match a pattern and keep the other rules: lengths, case, `ascii`, `trim`.
//!
//! The pattern's automaton is walked with every byte that the rules allow, counting what has the length's unit. Where
//! that says no, there is no text; where it says yes there may be none all the same, for word boundaries are not
//! looked at.

use regex_automata::nfa::thompson::{NFA, State, Transition, WhichCaptures};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use regex_syntax::hir::Hir;
use std::collections::HashSet;

/// What a text has to keep beside the pattern.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Demands {
    pub(super) min: usize,
    pub(super) max: Option<usize>,
    /// Whether lengths count bytes.
    pub(super) bytes: bool,
    pub(super) ascii: bool,
    pub(super) lowercase: bool,
    pub(super) uppercase: bool,
    pub(super) trim: bool,
}

impl Demands {
    /// Whether a byte can stand in such a text.
    fn allows(self, byte: u8) -> bool {
        let refused = (self.ascii && byte >= 0x80)
            || (self.lowercase && byte.is_ascii_uppercase())
            || (self.uppercase && byte.is_ascii_lowercase());
        !refused
    }

    /// What one byte adds to the length: a character is counted with its first.
    fn step(self, byte: u8) -> usize {
        usize::from(self.bytes || !(0x80..0xc0).contains(&byte))
    }
}

/// Where a walk is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Place {
    state: StateID,
    /// Whether nothing stands before.
    at_start: bool,
    /// Whether any text stands before the match.
    free: bool,
    /// Whether nothing can follow.
    at_end: bool,
    /// Whether white space was last, which `trim` leaves at no end.
    after_space: bool,
}

/// The most steps of a walk; a longer one is given up, and taken for a yes.
const MOST_STEPS: usize = 400_000;

/// A pattern's automaton.
pub(super) struct Automaton(NFA);

impl Automaton {
    /// `None` where it would be too large.
    pub(super) fn of(hir: &Hir) -> Option<Self> {
        let config = NFA::config().which_captures(WhichCaptures::None).nfa_size_limit(Some(1 << 22));
        NFA::compiler().configure(config).build_from_hir(hir).ok().map(Self)
    }

    /// Whether some text matches and keeps the demands.
    pub(super) fn fits(&self, demands: Demands) -> bool {
        // Lengths beyond the least one that is asked for are alike where there is no greatest.
        let last = demands.max.unwrap_or(demands.min.max(1));
        let state = self.0.start_anchored();
        let start = Place { state, at_start: true, free: false, at_end: false, after_space: false };
        let mut level = HashSet::from([start]);
        let mut later = HashSet::from([Place { at_start: false, free: true, ..start }]);
        let mut steps = 0;
        for length in 0..=last {
            let mut open: Vec<Place> = level.iter().copied().collect();
            while let Some(place) = open.pop() {
                steps += 1;
                if steps > MOST_STEPS {
                    return true;
                }
                if self.is_match(place, length, demands) {
                    return true;
                }
                let mut go = |next: Place, counted: usize| {
                    let stays = counted == 0 || (length == last && demands.max.is_none());
                    if stays {
                        if level.insert(next) {
                            open.push(next);
                        }
                    } else if length < last {
                        later.insert(next);
                    }
                };
                self.walk(place, demands, &mut go);
            }
            level = std::mem::take(&mut later);
        }
        false
    }

    /// Whether the walk may end here. Before a match that begins anywhere and behind one that ends anywhere there is
    /// room for as much text as is missing.
    fn is_match(&self, place: Place, length: usize, demands: Demands) -> bool {
        if !matches!(self.0.state(place.state), State::Match { .. }) {
            return false;
        }
        if place.at_end {
            return place.free || length >= demands.min;
        }
        let length = length + usize::from(place.after_space);
        demands.max.is_none_or(|max| length <= max)
    }

    /// Where a walk goes on from a place, and what that adds to the length.
    fn walk(&self, place: Place, demands: Demands, go: &mut impl FnMut(Place, usize)) {
        let mut pass = |state: StateID| go(Place { state, ..place }, 0);
        match self.0.state(place.state) {
            State::Union { alternates } => alternates.iter().copied().for_each(pass),
            State::BinaryUnion { alt1, alt2 } => [*alt1, *alt2].into_iter().for_each(pass),
            State::Capture { next, .. } => pass(*next),
            State::Look { look: Look::Start, next } if place.at_start => pass(*next),
            State::Look { look: Look::Start, .. } => {}
            State::Look { look: Look::End, next } if !place.after_space => {
                go(Place { state: *next, at_end: true, ..place }, 0);
            }
            State::Look { look: Look::End, .. } => {}
            State::Look { next, .. } => pass(*next),
            State::Fail | State::Match { .. } => {}
            _ if place.at_end => {}
            State::ByteRange { trans } => consume(trans, place, demands, go),
            State::Sparse(sparse) => sparse.transitions.iter().for_each(|trans| consume(trans, place, demands, go)),
            State::Dense(dense) => {
                for byte in 0..=u8::MAX {
                    if let Some(next) = dense.matches_byte(byte) {
                        consume(&Transition { start: byte, end: byte, next }, place, demands, go);
                    }
                }
            }
        }
    }
}

/// Takes the bytes of a transition that the demands allow.
fn consume(trans: &Transition, place: Place, demands: Demands, go: &mut impl FnMut(Place, usize)) {
    let is_space = |byte: u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let next = Place { state: trans.next, at_start: false, after_space: false, ..place };
    let mut bytes = (trans.start..=trans.end).filter(|byte| demands.allows(*byte));
    if !demands.trim {
        if let Some(byte) = bytes.next() {
            go(next, demands.step(byte));
        }
        return;
    }
    let (mut space, mut other) = (None, None);
    for byte in bytes {
        *if is_space(byte) { &mut space } else { &mut other } = Some(byte);
    }
    if let Some(byte) = other {
        go(next, demands.step(byte));
    }
    // What is cut off at the start stands there no more.
    if let Some(byte) = space.filter(|_| !place.at_start) {
        go(Place { after_space: true, ..next }, demands.step(byte));
    }
}

#[cfg(test)]
mod tests {
    use super::{Automaton, Demands};

    fn fits(pattern: &str, demands: Demands) -> bool {
        let hir = regex_syntax::Parser::new().parse(pattern).expect("a pattern");
        Automaton::of(&hir).expect("it is small").fits(demands)
    }

    #[test]
    fn lengths_between_those_of_the_branches() {
        let between = |min, max| Demands { min, max: Some(max), ..Demands::default() };
        for (pattern, min, max, expected) in [
            ("^([A-Z]{2}|[A-Z]{4})$", 3, 3, false),
            ("^([A-Z]{2}|[A-Z]{4})$", 3, 4, true),
            ("^(..)*$", 3, 3, false),
            ("(..)+", 3, 3, true),
            ("^(..)+", 3, 3, true),
            ("(..)+$", 3, 3, true),
            ("^a|bcd$", 5, 5, true),
            ("^a$", 0, 9, true),
            ("", 0, 0, true),
            ("é{2}", 0, 2, true),
            ("a{3}", 0, 2, false),
            ("^$", 1, 9, false),
        ] {
            assert_eq!(fits(pattern, between(min, max)), expected, "{pattern} {min} {max}");
        }
        let bytes = Demands { bytes: true, max: Some(3), ..Demands::default() };
        assert!(!fits("é{2}", bytes) && fits("é", bytes));
        let least = |min| Demands { min, ..Demands::default() };
        assert!(!fits("^a{1,5}$", least(6)) && fits("^a{1,5}$", least(5)) && fits("^(aaa)+$", least(1000)));
    }

    #[test]
    fn letters_that_are_left() {
        let none = Demands::default();
        let cases = [
            ("^[A-Z]{2}$", Demands { lowercase: true, ..none }, false),
            ("^[A-Za-z]{2}$", Demands { lowercase: true, ..none }, true),
            ("[a-z]", Demands { uppercase: true, ..none }, false),
            ("(?i)ab", Demands { uppercase: true, ..none }, true),
            ("é", Demands { ascii: true, ..none }, false),
            (r"\w", Demands { ascii: true, ..none }, true),
            ("^ a", Demands { trim: true, ..none }, false),
            ("a $", Demands { trim: true, ..none }, false),
            (" a ", Demands { trim: true, ..none }, true),
            (" a ", Demands { trim: true, max: Some(4), ..none }, false),
            (r"^\s*a\s*$", Demands { trim: true, ..none }, true),
            ("^ +$", Demands { trim: true, ..none }, false),
            ("a^", none, false),
            ("$a", none, false),
            ("(a|^)b", none, true),
            (r"^$", none, true),
            (
                r"(?m)a
^b",
                none,
                true,
            ),
        ];
        for (pattern, demands, expected) in cases {
            assert_eq!(fits(pattern, demands), expected, "{pattern}");
        }
    }
}
