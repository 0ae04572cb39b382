//! Keys that an attacker chose cost what other keys cost: the comparisons of keys are counted, not the time.

use optimize_core::{Optimized, ParseFieldOwned};
use std::cell::Cell;
use std::collections::hash_map::{DefaultHasher, RandomState};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher};

thread_local! {
    static COMPARED: Cell<usize> = const { Cell::new(0) };
}

/// A number that counts how often it is compared.
#[derive(Optimized, Debug, Clone, Copy)]
struct Counted(u64);

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        COMPARED.with(|count| count.set(count.get() + 1));
        self.0 == other.0
    }
}

impl Eq for Counted {}

impl Hash for Counted {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

/// A hasher whose key everybody knows.
type Unkeyed = BuildHasherDefault<DefaultHasher>;

const COUNT: usize = 200;

/// Numbers whose hashes under the known key share the bits that a table looks at: all of them go into one bucket.
fn chosen() -> Vec<u64> {
    const PLACE: u64 = 0xff;
    const TAG: u64 = 0x7f << 57;
    let hasher = Unkeyed::default();
    let wanted = hasher.hash_one(0_u64) & (PLACE | TAG);
    (0..).filter(|number: &u64| hasher.hash_one(number) & (PLACE | TAG) == wanted).take(COUNT).collect()
}

/// How many comparisons it takes to read a text.
fn comparisons<T: ParseFieldOwned>(text: &str) -> usize {
    COMPARED.with(|count| count.set(0));
    optimize_core::from_json::<T>(text).expect("valid");
    COMPARED.with(Cell::get)
}

fn object(keys: &[u64]) -> String {
    let entries: Vec<String> = keys.iter().map(|key| format!("\"{key}\":1")).collect();
    format!("{{{}}}", entries.join(","))
}

#[test]
fn chosen_keys_cost_no_more_than_others() {
    let chosen = chosen();
    let others: Vec<u64> = (1..).step_by(7919).take(COUNT).collect();
    // What the attack would cost, if the key of the hashes were known.
    let known = comparisons::<HashMap<Counted, u8, Unkeyed>>(&object(&chosen));
    assert!(known > COUNT * COUNT / 4, "{known} comparisons: the keys do not collide");
    let flooded = comparisons::<HashMap<Counted, u8, RandomState>>(&object(&chosen));
    let usual = comparisons::<HashMap<Counted, u8, RandomState>>(&object(&others));
    assert!(flooded < COUNT && usual < COUNT, "{flooded} comparisons of chosen keys, {usual} of others");
    let list = serde_json::to_string(&chosen).expect("JSON");
    assert!(comparisons::<HashSet<Counted, Unkeyed>>(&list) > COUNT * COUNT / 4);
    let flooded = comparisons::<HashSet<Counted>>(&list);
    assert!(flooded < COUNT, "{flooded} comparisons of chosen items");
}

#[test]
fn the_default_hasher_is_keyed() {
    // A model that names no hasher gets std's, whose key differs from map to map.
    #[derive(Optimized, Debug)]
    struct Held {
        map: HashMap<String, u8>,
        set: HashSet<String>,
    }
    let text = r#"{"map":{"a":1},"set":["a"]}"#;
    let (one, other) = (Held::from_json(text).expect("valid"), Held::from_json(text).expect("valid"));
    assert_ne!(one.map.hasher().hash_one("a"), other.map.hasher().hash_one("a"));
    assert_ne!(one.set.hasher().hash_one("a"), other.set.hasher().hash_one("a"));
}
