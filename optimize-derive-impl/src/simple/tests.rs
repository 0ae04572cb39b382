//! Plans against the engine: every text has one verdict.

use super::plan::{Plan, Step, plan_of};
use regex_automata::nfa::thompson::pikevm::PikeVM;

/// What a plan says of a text: the code of `Scan`, step by step.
fn matches(plan: &Plan, text: &str) -> bool {
    match plan {
        Plan::Equals(texts) => texts.iter().any(|known| known == text),
        Plan::StartsWith(texts) => texts.iter().any(|known| text.starts_with(known)),
        Plan::EndsWith(texts) => texts.iter().any(|known| text.ends_with(known)),
        Plan::Contains(texts) => texts.iter().any(|known| text.contains(known)),
        Plan::Sequence { steps, to_end } => {
            let mut rest = text;
            for step in steps {
                match step {
                    Step::Literal(literal) => match rest.strip_prefix(literal.as_str()) {
                        Some(behind) => rest = behind,
                        None => return false,
                    },
                    Step::Optional(literal) => rest = rest.strip_prefix(literal.as_str()).unwrap_or(rest),
                    Step::Class { ranges, min, max } => {
                        let fits = |letter: &char| ranges.iter().any(|(first, last)| first <= letter && letter <= last);
                        let taken = rest.chars().take(max.unwrap_or(u32::MAX) as usize).take_while(fits);
                        let (count, bytes) =
                            taken.fold((0, 0), |(count, bytes), letter| (count + 1, bytes + letter.len_utf8()));
                        if count < *min {
                            return false;
                        }
                        rest = &rest[bytes..];
                    }
                }
            }
            !to_end || rest.is_empty()
        }
    }
}

/// A generator of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

fn plan(pattern: &str) -> Option<Plan> {
    plan_of(&regex_syntax::Parser::new().parse(pattern).expect("an expression"))
}

#[test]
fn the_common_ones_are_plain_code() {
    for pattern in [
        "^https?://",
        r"^[a-z0-9_-]{3,16}$",
        r"^[A-Z]{2}\d{4}$",
        "^(GET|POST|PUT)$",
        "^sk_",
        r"\.json$",
        "@",
        "^$",
        r"^\d{4}-\d{2}-\d{2}$",
        "^[A-Za-z_][A-Za-z0-9_]*$",
        r"^#[0-9a-fA-F]{6}$",
        r"^[^\s@]+@[^\s@]+$",
        "^a",
        r"^v\d+\.\d+$",
        "^(?i)yes$",
        r"^\S+$",
        "^.{1,5}$",
        "(jpg|png)$",
        "^[a-z]+(-x)?$",
    ] {
        assert!(plan(pattern).is_some(), "{pattern}");
    }
    for pattern in [r"^\w+$", r"\bword\b", "[a-z]+", "^[a-z]+[a-y]$", "^(ab|cd)+$", "(?m)^a$", "^a*ab$", "^(a|b[0-9])$"]
    {
        assert!(plan(pattern).is_none(), "{pattern}: {:?}", plan(pattern));
    }
}

#[test]
fn plans_agree_with_the_engine() {
    const ATOMS: [&str; 26] = [
        "a",
        "b",
        "ab",
        "é",
        "[a-c]",
        "[b-d]",
        "[0-9]",
        r"\d",
        r"\s",
        ".",
        "[^a]",
        "(a|b)",
        "(ab|c)",
        "(?:a|ab)",
        "s",
        "-",
        r"\.",
        "(?i:a)",
        "[a-zé]",
        "(?-u:[a-c])",
        "1",
        "(b)",
        "",
        "(?s:.)",
        "[ab]",
        "x",
    ];
    const COUNTS: [&str; 9] = ["", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}"];
    const LETTERS: [&str; 18] =
        ["a", "b", "c", "d", "é", "A", "0", "1", "9", "٣", " ", "\n", "-", ".", "s", "x", "ab", "\u{a0}"];
    let mut dice = Dice(11);
    let (mut planned, mut hits) = (0, 0);
    for _ in 0..6_000 {
        let mut pattern = String::from(dice.one(&["^", "^", "^", ""]));
        for _ in 0..=dice.roll(4) {
            let (atom, count) = (dice.one(&ATOMS), dice.one(&COUNTS));
            pattern.push_str("(?:");
            pattern.push_str(atom);
            pattern.push(')');
            pattern.push_str(count);
        }
        pattern.push_str(dice.one(&["$", "$", ""]));
        let Some(plan) = plan(&pattern) else { continue };
        planned += 1;
        let engine = PikeVM::new(&pattern).expect("an expression");
        let mut cache = engine.create_cache();
        for _ in 0..40 {
            let text: String = (0..dice.roll(7)).map(|_| dice.one(&LETTERS)).collect();
            let wanted = engine.is_match(&mut cache, &text);
            assert_eq!(matches(&plan, &text), wanted, "{pattern:?} on {text:?}: {plan:?}");
            hits += usize::from(wanted);
        }
    }
    assert!(planned > 1_500 && hits > 10_000, "{planned} plans, {hits} matches");
}
