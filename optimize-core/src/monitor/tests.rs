use super::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// Records one that ended so many nanoseconds after the monitor was made.
fn observe(operation: &Operation, ended: u64, nanoseconds: u64, failed: bool) {
    operation.record(&operation::Observation {
        took: nanoseconds,
        ended,
        memory_delta: 1 << 19,
        bytes_in: 10,
        bytes_out: 4,
        failed,
    });
}

#[test]
fn figures_of_an_operation() {
    let monitor = Monitor::new();
    let operation = monitor.operation("encode");
    assert!(monitor.report().operations.is_empty(), "nothing has ended yet");
    for number in 1..=100 {
        observe(&operation, (number + 100) * 10_000_000, number * 1_000_000, number % 10 == 0);
    }
    let report = monitor.report();
    let encode = report.operation("encode").unwrap();
    assert_eq!((encode.total_operations, encode.errors), (100, 10));
    assert_eq!((encode.bytes_in, encode.bytes_out), (1000, 400));
    assert!((encode.avg_duration - 0.0505).abs() < 1e-9);
    assert_eq!((encode.min_duration, encode.max_duration), (0.001, 0.1));
    for (found, expected) in [(encode.p50_duration, 0.050), (encode.p90_duration, 0.090), (encode.p99_duration, 0.099)]
    {
        assert!((found / expected - 1.0).abs() < 0.015, "{found} is not about {expected}");
    }
    assert!((encode.avg_memory_delta - 0.5).abs() < 1e-9 && (encode.avg_data_size - 10.0).abs() < 1e-9);
    // From the first beginning, at 1.009 s, to the last end, at 2 s.
    assert!((encode.throughput - 100.0 / 0.991).abs() < 1e-6, "{}", encode.throughput);
    assert!((encode.bytes_per_second - 1000.0 / 0.991).abs() < 1e-6);
    assert_eq!(encode.latency.iter().map(|bucket| bucket.count).sum::<u64>(), 100);
    assert!(encode.latency.is_sorted_by(|one, two| one.up_to < two.up_to), "{:?}", encode.latency);
    assert!(encode.latency.iter().all(|bucket| bucket.up_to >= 0.001 && bucket.up_to < 0.15));
    let during: f64 =
        encode.timeline.iter().filter(|(start, _)| (1.0..2.1).contains(start)).map(|(_, rate)| rate).sum();
    let width = encode.timeline[1].0;
    assert!((during * width - 100.0).abs() < 11.0, "{during} {width}");
}

#[test]
fn samples_are_a_bounded_ring() {
    let operation = Monitor::new().operation("x");
    for number in 1..=2_500 {
        observe(&operation, 10_000 + number, number, false);
    }
    let samples = operation.samples();
    assert_eq!(samples.len(), SAMPLES);
    assert!((samples[0].duration - 1_501e-9).abs() < 1e-12);
    assert!((samples[999].duration - 2_500e-9).abs() < 1e-12);
    assert_eq!(operation.report().unwrap().total_operations, 2_500);
}

#[test]
fn failures_are_counted() {
    let monitor = Monitor::new();
    assert_eq!(monitor.observe("a", || Ok::<_, ()>(3)), Ok(3));
    assert_eq!(monitor.observe("a", || Err::<(), _>("no")), Err("no"));
    monitor.start("a").fail();
    let panicking = || monitor.observe("a", || -> Result<(), ()> { panic!("operation") });
    assert!(catch_unwind(AssertUnwindSafe(panicking)).is_err());
    monitor.start("a").discard();
    let report = monitor.report();
    assert_eq!((report.operations[0].total_operations, report.operations[0].errors), (4, 3));
}

#[test]
fn slow_operations_raise_alerts() {
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&seen);
    let monitor = Monitor::builder()
        .alert_above(Duration::from_micros(1))
        .on_alert(move |alert| {
            assert_eq!(alert.operation, "slow");
            counter.fetch_add(1, Ordering::SeqCst);
            panic!("a callback that fails");
        })
        .build();
    for _ in 0..120 {
        let timer = monitor.start("slow");
        std::thread::sleep(Duration::from_micros(50));
        drop(timer);
    }
    assert_eq!(seen.load(Ordering::SeqCst), 120);
    assert_eq!(monitor.alerts().len(), 100);
    let report = monitor.report();
    assert_eq!(report.alerts.len(), 10);
    assert_eq!(report.alerts, monitor.alerts()[90..]);
    monitor.clear_alerts();
    assert!(monitor.alerts().is_empty() && monitor.report().alerts.is_empty());
    assert_eq!(monitor.report().operations[0].total_operations, 120);
    monitor.clear();
    assert!(monitor.report().operations.is_empty());
}

#[test]
fn nothing_below_a_second_is_slow_by_default() {
    let monitor = Monitor::new();
    let operation = monitor.operation("x");
    observe(&operation, 2_000_000_000, 1_000_000_000, false);
    assert!(monitor.alerts().is_empty());
    observe(&operation, 3_000_000_000, 1_000_000_001, false);
    let alerts = monitor.alerts();
    assert_eq!((alerts.len(), &*alerts[0].operation, alerts[0].duration), (1, "x", 1.000_000_001));
    assert!(alerts[0].timestamp > 1.7e9);
}

#[test]
fn the_report_has_the_known_names() {
    let monitor = Monitor::builder().alert_above(Duration::ZERO).build();
    monitor.start("video \"a\"\n").bytes_in(2_000).bytes_out(500);
    monitor.cache_lookup(true);
    monitor.cache_lookup(false);
    monitor.compressed(1_000, 250);
    let report = monitor.report();
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    let operation = &json["operations"]["video \"a\"\n"];
    for name in ["avg_duration", "max_duration", "min_duration", "avg_memory_delta", "avg_data_size", "throughput"] {
        assert!(operation[name].is_number(), "{name}");
    }
    assert_eq!(operation["total_operations"], 1);
    assert_eq!(operation["avg_data_size"], 2_000.0);
    assert_eq!((&json["cache_hit_rate"], &json["compression_ratio"]), (&0.5.into(), &0.25.into()));
    assert!(json["timestamp"].as_f64().unwrap() > 1.7e9);
    let alert = &json["alerts"][0];
    assert_eq!((&alert["type"], &alert["operation"]), (&"slow_serialization".into(), &"video \"a\"\n".into()));
    assert!(alert["duration"].is_number() && alert["timestamp"].is_number());

    let table = report.to_string();
    let widths: Vec<usize> = table.lines().take(3).map(|line| line.chars().count()).collect();
    assert!(widths.iter().all(|&width| width == widths[0]), "{table}");
    assert!(table.contains("2.0 KiB") && table.contains("cache hits: 50.0 %"), "{table}");

    let text = report.to_prometheus();
    assert!(text.contains(r#"optimize_operations_total{operation="video \"a\"\n"} 1"#), "{text}");
    assert!(text.contains("optimize_cache_hit_rate 0.5"), "{text}");
}

#[test]
fn an_empty_report() {
    let report = Monitor::new().report();
    assert!(report.cache_hit_rate.is_none() && report.compression_ratio.is_none());
    assert_eq!(serde_json::to_value(&report).unwrap()["operations"], serde_json::json!({}));
    assert_eq!(report.to_string().lines().count(), 2);
}

#[test]
fn many_threads_lose_nothing() {
    let monitor = Monitor::new();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let monitor = monitor.clone();
            scope.spawn(move || {
                for _ in 0..1_000 {
                    monitor.start(["a", "b"][thread % 2]).bytes_out(3);
                }
            });
        }
    });
    let report = monitor.report();
    for name in ["a", "b"] {
        assert_eq!(report.operation(name).unwrap().total_operations, 4_000);
        assert_eq!(report.operation(name).unwrap().bytes_out, 12_000);
    }
}

#[test]
fn the_page_shows_every_operation_and_trusts_no_name() {
    let monitor = Monitor::builder().alert_above(Duration::ZERO).build();
    for (name, count) in [("encode", 200), ("<script>alert(\"x\")</script>", 1)] {
        let operation = monitor.operation(name);
        for number in 0..count {
            observe(&operation, 1 + number * 7_000_000, 1 + number * number * 900, number % 50 == 1);
        }
    }
    monitor.cache_lookup(true);
    let page = monitor.report().to_html();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"), "{page}");
    assert_eq!(page.matches("<svg").count(), 4, "a histogram and a line for each");
    assert!(page.matches("class=\"bar\"").count() > 10 && page.contains("Cache hits: 100.0 %"));
    assert!(!page.contains("NaN") && !page.contains("inf"), "{page}");
    assert_eq!(page.matches("class=\"mark\"").count(), 4, "two percentiles for each");
    // Round times on the axis, as far as the bars reach: 200 observations from 1 ns to 35.6 ms.
    for time in ["10 ns", "1 µs", "100 µs", "10 ms"] {
        assert!(page.contains(&format!(">{time}</text>")), "no {time}");
    }
    for tag in ["html", "table", "svg", "figure", "tr", "td", "h2", "ul"] {
        let (opened, closed) = (page.matches(&format!("<{tag}")).count(), page.matches(&format!("</{tag}>")).count());
        assert!(opened == closed, "{tag}: {opened} opened, {closed} closed");
    }
    let empty = Monitor::new().report().to_html();
    assert!(empty.contains("</html>") && !empty.contains("NaN"));
}

#[test]
fn a_long_watch_takes_no_more_memory() {
    let operation = Monitor::new().operation("x");
    for number in 0..100_000_u64 {
        // A year, by the end.
        observe(&operation, number * 315_000_000_000, number % 977, false);
    }
    let report = operation.report().unwrap();
    assert!(report.timeline.len() <= 128 && report.latency.len() < 90 && operation.samples().len() == SAMPLES);
}
