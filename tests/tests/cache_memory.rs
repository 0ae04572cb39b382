//! What a cache really takes: resident memory against its limit. Each case is a process of its own, so that
//! nothing else's memory is counted and no earlier case has left holes in the heap.

use memory_stats::memory_stats;
use optimize_core::cache::{Cache, CacheKey};
use std::process::Command;

/// Resident memory may be this share of the limit.
const MOST: f64 = 1.3;

struct Case {
    name: &'static str,
    /// In MiB.
    limit: u64,
    size: fn(u64) -> usize,
}

const CASES: [Case; 5] = [
    Case { name: "empty values", limit: 32, size: |_| 0 },
    Case { name: "289 bytes each", limit: 48, size: |_| 289 },
    Case { name: "up to 8 KiB", limit: 48, size: |random| random as usize % 8192 },
    Case { name: "up to 1 MiB", limit: 256, size: |random| random as usize % (1 << 20) },
    Case {
        name: "mostly small, some large",
        limit: 128,
        size: |random| if random % 50 == 0 { random as usize % (1 << 18) } else { random as usize % 600 },
    },
];

fn main() {
    if let Some(number) = std::env::args().skip_while(|argument| argument != "--case").nth(1) {
        fill(&CASES[number.parse::<usize>().expect("a case's number")]);
        return;
    }
    for (number, case) in CASES.iter().enumerate() {
        let this = std::env::current_exe().expect("this program");
        let status = Command::new(this).args(["--case", &number.to_string()]).status().expect("a process");
        assert!(status.success(), "{}", case.name);
    }
    println!("test result: ok. {} cases, each at most {MOST} of its limit", CASES.len());
}

fn resident() -> f64 {
    memory_stats().expect("the system tells").physical_mem as f64
}

/// Fills a cache several times over, and holds the growth of resident memory against the limit.
fn fill(case: &Case) {
    let limit = case.limit << 20;
    let before = resident();
    let cache = Cache::builder().max_bytes(limit).max_size(10_000_000).no_ttl().build().expect("good choices");
    let (mut state, mut written, mut largest, mut number) = (1_u64, 0_u64, 0.0_f64, 0_u128);
    while written < 5 * limit {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bytes = (case.size)(state >> 33);
        written += bytes as u64 + 128;
        number += 1;
        cache.insert(CacheKey::of(&number.to_le_bytes()), vec![1_u8; bytes]);
        let (weight, capacity) = cache.weight_and_capacity();
        assert!(weight <= capacity && capacity <= limit, "{weight} of {capacity}");
        if number % 512 == 0 {
            largest = largest.max(resident() - before);
        }
    }
    let share = largest.max(resident() - before) / limit as f64;
    println!("{}: {share:.2} of {} MiB", case.name, case.limit);
    assert!(cache.stats().evictions > 0 && share > 0.5, "the cache was not filled");
    assert!(share <= MOST, "{}: resident memory grew to {share:.2} of the limit", case.name);
}
