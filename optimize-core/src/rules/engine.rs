//! The regex engine: whether a text contains a match, and nothing of where. The library's own choice among its ways
//! (`meta`) takes twice as long to compile, for what is asked here by nobody: positions, captures, several patterns.

use regex_automata::hybrid::dfa::{self, DFA};
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{NFA, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::util::prefilter::Prefilter;
use regex_automata::util::syntax;
use regex_automata::{Input, MatchKind};

/// The most memory that a compiled expression may take.
const MOST_BYTES: usize = 10 << 20;

/// A compiled expression, in every way that it can be run.
#[derive(Debug)]
pub(super) struct Engine {
    /// The bytes of the shortest match.
    least: usize,
    /// The fastest way. Absent where it would take too much memory.
    states: Option<DFA>,
    /// For short texts that it gives up.
    tracks: BoundedBacktracker,
    /// For all others.
    threads: PikeVM,
    caches: Pool<Caches>,
}

/// What one thread needs to run, made when it is needed.
#[derive(Debug, Default)]
struct Caches {
    states: Option<dfa::Cache>,
    tracks: Option<backtrack::Cache>,
    threads: Option<pikevm::Cache>,
}

impl Engine {
    /// `None` where the expression is none, or is too large.
    pub(super) fn new(source: &str) -> Option<Self> {
        let hir = syntax::parse(source).ok()?;
        let config = NFA::config().nfa_size_limit(Some(MOST_BYTES)).which_captures(WhichCaptures::None);
        let nfa = NFA::compiler().configure(config).build_from_hir(&hir).ok()?;
        // Nothing is searched for where a match can only begin at the start.
        let literals = if nfa.is_always_start_anchored() {
            None
        } else {
            Prefilter::from_hir_prefix(MatchKind::LeftmostFirst, &hir)
        };
        let states = DFA::config()
            .prefilter(literals.clone())
            .specialize_start_states(literals.is_some())
            .unicode_word_boundary(true)
            .minimum_cache_clear_count(Some(3))
            .minimum_bytes_per_state(Some(10));
        let tracks = BoundedBacktracker::config().prefilter(literals.clone());
        let threads = PikeVM::config().prefilter(literals);
        Some(Self {
            least: hir.properties().minimum_len().unwrap_or(0),
            states: DFA::builder().configure(states).build_from_nfa(nfa.clone()).ok(),
            tracks: BoundedBacktracker::builder().configure(tracks).build_from_nfa(nfa.clone()).ok()?,
            threads: PikeVM::builder().configure(threads).build_from_nfa(nfa).ok()?,
            caches: Pool::new(Caches::default),
        })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        if text.len() < self.least {
            return false;
        }
        let input = Input::new(text).earliest(true);
        let mut caches = self.caches.get();
        if let Some(states) = &self.states {
            let cache = caches.states.get_or_insert_with(|| states.create_cache());
            // It gives up at a `\b` beside what is not ASCII, and where nearly every character needs a new state.
            if let Ok(found) = states.try_search_fwd(cache, &input) {
                return found.is_some();
            }
        }
        let cache = caches.tracks.get_or_insert_with(|| self.tracks.create_cache());
        // It gives up where the text is long.
        if let Ok(found) = self.tracks.try_is_match(cache, input.clone()) {
            return found;
        }
        let cache = caches.threads.get_or_insert_with(|| self.threads.create_cache());
        self.threads.is_match(cache, input)
    }
}

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn every_way_has_one_verdict() {
        let words = Engine::new(r"\b(foo|bar)\b").unwrap();
        // ASCII alone; not so and short; not so and long.
        for filling in ["- ".to_owned(), "ä ".to_owned(), "ä ".repeat(200_000)] {
            for (word, wanted) in [("foo", true), ("bar", true), ("foot", false), ("äbar", false), ("", false)] {
                assert_eq!(words.is_match(&format!("{filling}{word}")), wanted, "{word} behind {}", filling.len());
                assert_eq!(words.is_match(&format!("{word} {filling}")), wanted, "{word} before {}", filling.len());
            }
        }
    }

    #[test]
    fn states_that_are_given_up_are_no_verdict() {
        // Which letters were the last seventeen is a state each.
        let far = Engine::new("a[ab]{17}c").unwrap();
        let mut bits = 1_u32;
        let mut letter = || {
            bits ^= bits << 13;
            bits ^= bits >> 17;
            bits ^= bits << 5;
            if bits & 64 == 0 { 'a' } else { 'b' }
        };
        let text: String = (0..300_000).map(|_| letter()).collect();
        assert!(!far.is_match(&text));
        assert!(far.is_match(&format!("{text}abbbbbbbbbbbbbbbbbc")));
        assert!(!far.is_match(&format!("{text}bbbbbbbbbbbbbbbbbbc")));
    }

    #[test]
    fn what_is_shorter_than_any_match_has_none() {
        let engine = Engine::new("^(é|abc)$").unwrap();
        let fits = ["", "a", "é", "ab", "abc", "abcd"].map(|text| engine.is_match(text));
        assert_eq!(fits, [false, false, true, false, true, false]);
        assert!(Engine::new("").unwrap().is_match(""));
        assert!(Engine::new("(").is_none() && Engine::new(r"(\w{1000}){1000}").is_none());
    }
}
