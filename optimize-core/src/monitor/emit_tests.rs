//! What `tracing` and `metrics` receive.

use super::Monitor;
use std::time::Duration;

/// Something that succeeds, and something that fails and takes too long.
fn work(encode: &str, decode: &str) {
    let monitor = Monitor::builder().alert_above(Duration::from_millis(20)).build();
    let operation = monitor.operation(encode);
    operation.start().bytes_in(300).bytes_out(120);
    let mut timer = monitor.start(decode);
    timer.bytes_in(7).fail();
    std::thread::sleep(Duration::from_millis(20));
    drop(timer);
    operation.start().discard();
}

#[cfg(feature = "tracing")]
mod tracing_events {
    use std::fmt::{Debug, Write};
    use std::sync::{Arc, Mutex};
    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    /// Keeps every event as a line.
    #[derive(Clone, Default)]
    struct Listener(Arc<Mutex<Vec<String>>>);

    impl Subscriber for Listener {
        fn enabled(&self, metadata: &Metadata<'_>) -> bool {
            metadata.target() == "optimize"
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    struct Line(String);

    impl Visit for Line {
        fn record_f64(&mut self, field: &Field, value: f64) {
            // How long it took is another time each time.
            assert!(value.is_finite() && value >= 0.0, "{value}");
            let kind = if value < 0.02 { "short" } else { "long" };
            write!(self.0, " {}={kind}", field.name()).unwrap();
        }

        fn record_str(&mut self, field: &Field, value: &str) {
            write!(self.0, " {}={value}", field.name()).unwrap();
        }

        fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
            write!(self.0, " {}={value:?}", field.name()).unwrap();
        }
    }

    #[test]
    fn every_operation_and_every_alert() {
        // For all threads: what one of them alone listens to, tracing takes for unheard when another
        // thread meets it first. Other tests' operations have other names.
        let listener = Listener::default();
        tracing::subscriber::set_global_default(listener.clone()).unwrap();
        super::work("heard_encode", "heard_decode");
        let mut heard = listener.0.lock().unwrap().clone();
        heard.retain(|line| line.contains("heard_"));
        assert_eq!(
            heard,
            [
                "DEBUG message=operation operation=heard_encode seconds=short bytes_in=300 bytes_out=120 failed=false",
                "DEBUG message=operation operation=heard_decode seconds=long bytes_in=7 bytes_out=0 failed=true",
                "WARN message=slow_serialization operation=heard_decode seconds=long",
            ]
        );
    }
}

#[cfg(feature = "metrics")]
mod metrics_figures {
    use metrics::{
        Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
    };
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    type Figures = Arc<Mutex<BTreeMap<String, Vec<f64>>>>;

    /// Keeps what is told, by name and label.
    #[derive(Default)]
    struct Book(Figures);

    struct Entry(String, Figures);

    impl Entry {
        fn tell(&self, value: f64) {
            self.1.lock().unwrap().entry(self.0.clone()).or_default().push(value);
        }
    }

    impl CounterFn for Entry {
        fn increment(&self, value: u64) {
            self.tell(value as f64);
        }

        fn absolute(&self, _: u64) {
            panic!("counts are told by how much they grow");
        }
    }

    impl HistogramFn for Entry {
        fn record(&self, value: f64) {
            self.tell(value);
        }
    }

    impl Book {
        fn entry(&self, key: &Key) -> Arc<Entry> {
            let labels: Vec<String> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
            Arc::new(Entry(format!("{} {}", key.name(), labels.join(",")), Arc::clone(&self.0)))
        }
    }

    impl Recorder for Book {
        fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

        fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

        fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

        fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
            Counter::from_arc(self.entry(key))
        }

        fn register_gauge(&self, key: &Key, _: &Metadata<'_>) -> Gauge {
            panic!("{key} is no figure of the monitor's")
        }

        fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
            Histogram::from_arc(self.entry(key))
        }
    }

    #[test]
    fn every_figure_by_its_operation() {
        let book = Book::default();
        metrics::with_local_recorder(&book, || super::work("encode", "decode"));
        let mut figures = book.0.lock().unwrap();
        for (operation, longest) in [("encode", 0.02), ("decode", f64::INFINITY)] {
            let times = figures.remove(&format!("optimize_duration_seconds operation={operation}")).unwrap();
            assert!(times.len() == 1 && times[0] >= 0.0 && times[0] < longest, "{operation}: {times:?}");
        }
        let expected = [
            ("optimize_bytes_in_total operation=decode", 7.0),
            ("optimize_bytes_in_total operation=encode", 300.0),
            ("optimize_bytes_out_total operation=decode", 0.0),
            ("optimize_bytes_out_total operation=encode", 120.0),
            ("optimize_errors_total operation=decode", 1.0),
            ("optimize_errors_total operation=encode", 0.0),
        ];
        let found: Vec<(&str, &[f64])> = figures.iter().map(|(key, told)| (key.as_str(), &told[..])).collect();
        assert_eq!(found, expected.each_ref().map(|(key, value)| (*key, std::slice::from_ref(value))));
    }
}
