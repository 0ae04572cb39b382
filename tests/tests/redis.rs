//! The second tier in front of a real server, which is started here on loopback, shared, stopped, stalled and made to lie.
//!
//! `cargo test -p optimize-tests --features redis --test redis`, with `redis-server` or `valkey-server` installed. Without
//! one this fails: a check that passes because it did not run is none.

use optimize_core::cache::shared::{RedisStore, SharedStats, SharedTier};
use optimize_core::cache::{Cache, CacheKey};
use optimize_core::codec::{CachePolicy, CacheUse, Codec};
use optimize_core::{DumpOptions, Optimized};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[derive(Optimized, Debug, Clone, PartialEq)]
struct Clip {
    id: u32,
    title: String,
}

const TIMEOUT: Duration = Duration::from_millis(250);

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, child, url] = &arguments[..]
        && child == "--child"
    {
        return child_process(url);
    }
    let tests: [(&str, fn()); 8] = [
        ("processes share entries", processes_share_entries),
        ("the server keeps the time", the_server_keeps_the_time),
        ("tasks load once and share", tasks_load_once_and_share),
        ("a killed server costs its timeout once", a_killed_server_costs_its_timeout_once),
        ("a stalled server costs its timeout once", a_stalled_server_costs_its_timeout_once),
        ("damage is found", damage_is_found),
        ("servers that talk nonsense are left alone", servers_that_talk_nonsense),
        ("a codec shares what it encodes", a_codec_shares_what_it_encodes),
    ];
    for (name, test) in tests {
        let start = Instant::now();
        test();
        println!("test {name} ... ok ({:.1?})", start.elapsed());
    }
    println!("test result: ok. {} passed", tests.len());
}

/// A server of our own. It ends with this.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port();
        Self::start_at(port)
    }

    fn start_at(port: u16) -> Self {
        let program = ["redis-server", "valkey-server"].into_iter().find(|program| {
            Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
        });
        let program = program.expect("a server to test with: apt-get install redis-server (or valkey-server)");
        let process = Command::new(program)
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .stdout(Stdio::null())
            .spawn()
            .expect("a server");
        let server = Self { process, port };
        let up = (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        assert!(up, "the server listens");
        server
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.port)
    }

    /// The server's own view, by a connection of its own.
    fn ask<T: redis::FromRedisValue>(&self, command: &[&str]) -> T {
        let client = redis::Client::open(self.url()).expect("a URL");
        let mut connection = client.get_connection().expect("a connection");
        let mut request = redis::cmd(command[0]);
        command[1..].iter().for_each(|argument| {
            request.arg(*argument);
        });
        request.query(&mut connection).expect("an answer")
    }

    fn signal(&self, signal: &str) {
        let command = format!("kill -{signal} {}", self.process.id());
        assert!(Command::new("sh").args(["-c", &command]).status().expect("a shell").success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn cache_at(url: &str) -> Cache {
    let store = RedisStore::open(url, TIMEOUT).expect("a store");
    let tier = SharedTier::builder(store).retry_after(Duration::from_millis(100)).build();
    Cache::builder().ttl(Duration::from_secs(60)).shared(tier).build().expect("good choices")
}

fn stats(cache: &Cache) -> SharedStats {
    cache.shared_stats().expect("a second tier")
}

fn key(number: u128) -> CacheKey {
    CacheKey::new(number)
}

/// The value, whether it was made here, and how long that took.
fn load(cache: &Cache, number: u128, value: &str) -> (String, bool, Duration) {
    let (mut made, start) = (false, Instant::now());
    let found = cache.get_or_insert_with(key(number), || {
        made = true;
        Ok::<_, ()>(value.as_bytes().to_vec())
    });
    (String::from_utf8(found.expect("a value").to_vec()).expect("text"), made, start.elapsed())
}

fn clip() -> Clip {
    Clip { id: 7, title: "shared between processes".to_owned() }
}

/// Looks up what the parent encoded, by its content alone.
fn child_process(url: &str) {
    let cache = cache_at(url);
    let bytes = cache.get_or_encode(&clip(), &DumpOptions::new()).expect("encoded");
    assert_eq!(&*bytes, br#"{"id":7,"title":"shared between processes"}"#);
    assert_eq!((stats(&cache).hits, stats(&cache).misses), (1, 0), "the parent had made it");
    cache.insert(key(99), b"from the child".to_vec());
}

fn processes_share_entries() {
    let server = Server::start();
    let cache = cache_at(&server.url());
    cache.get_or_encode(&clip(), &DumpOptions::new()).expect("encoded");
    assert_eq!((stats(&cache).misses, stats(&cache).writes), (1, 1));
    let this = std::env::current_exe().expect("this program");
    let child = Command::new(this).args(["--child", &server.url()]).status().expect("a process");
    assert!(child.success(), "the child found it");
    assert_eq!(cache.get(key(99)).as_deref(), Some(&b"from the child"[..]));
}

fn the_server_keeps_the_time() {
    let server = Server::start();
    let keeping = |millis| {
        let tier = SharedTier::new(RedisStore::open(&server.url(), TIMEOUT).expect("a store"));
        Cache::builder().ttl(Duration::from_millis(millis)).shared(tier).build().expect("good choices")
    };
    let (one, long) = (keeping(900), keeping(60_000));
    load(&one, 1, "soon gone");
    let keys: Vec<String> = server.ask(&["KEYS", "*"]);
    assert!(keys.len() == 1 && keys[0].starts_with("optimize:1:"), "{keys:?}");
    let left: i64 = server.ask(&["PTTL", &keys[0]]);
    assert!((1..=900).contains(&left), "{left} ms");
    // Another cache, which would keep it for a minute, keeps it no longer than the server does.
    assert_eq!(load(&long, 1, "not asked for").0, "soon gone");
    std::thread::sleep(Duration::from_millis(1200));
    let (value, made, _) = load(&long, 1, "made anew");
    assert!(value == "made anew" && made, "{value}");
    one.remove(key(1));
    let keys: Vec<String> = server.ask(&["KEYS", "*"]);
    assert!(keys.is_empty(), "{keys:?}");
}

fn tasks_load_once_and_share() {
    let server = Server::start();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().expect("a runtime");
    let (cache, loads) = (cache_at(&server.url()), Arc::new(AtomicUsize::new(0)));
    let load = |cache: Cache, number: u128, loads: Arc<AtomicUsize>| async move {
        let value = cache.get_or_insert_async(key(number), async {
            loads.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(20)).await;
            Ok::<_, ()>(b"made once".to_vec())
        });
        assert_eq!(&*value.await.expect("a value"), b"made once");
    };
    runtime.block_on(async {
        let tasks: Vec<_> = (0..64).map(|_| tokio::spawn(load(cache.clone(), 1, Arc::clone(&loads)))).collect();
        for task in tasks {
            task.await.expect("a task");
        }
        assert_eq!(loads.load(Ordering::SeqCst), 1);
        load(cache_at(&server.url()), 1, Arc::clone(&loads)).await;
        assert_eq!(loads.load(Ordering::SeqCst), 1, "another cache found it on the server");
        // A store may be dropped inside a runtime; it has one of its own.
    });
    server.signal("STOP");
    let start = Instant::now();
    runtime.block_on(async {
        for number in 2..10 {
            load(cache.clone(), number, Arc::clone(&loads)).await;
        }
    });
    assert!(start.elapsed() < TIMEOUT + Duration::from_secs(2), "{:?}", start.elapsed());
    assert!(stats(&cache).open && stats(&cache).errors == 1, "{:?}", stats(&cache));
    server.signal("CONT");
}

/// Loads many values while the server does not answer, then lets it answer again.
fn outage(cache: &Cache, again: impl FnOnce()) {
    let (value, made, first) = load(cache, 1000, "made");
    assert!(value == "made" && made && first < TIMEOUT * 3, "the first request waits for the timeout: {first:?}");
    let mut longest = Duration::ZERO;
    for number in 1001..2000 {
        let (value, made, took) = load(cache, number, "made");
        assert!(value == "made" && made);
        longest = longest.max(took);
    }
    assert!(longest < TIMEOUT / 2, "later ones do not wait: {longest:?}");
    let during = stats(cache);
    assert!(during.open && during.errors == 1 && during.skipped >= 1998, "{during:?}");
    assert!(!load(cache, 1500, "").1, "the first tier serves on");
    again();
    let found_again = (0..600).any(|number| {
        std::thread::sleep(Duration::from_millis(20));
        load(cache, 10_000 + number, "made");
        !stats(cache).open
    });
    assert!(found_again, "{:?}", stats(cache));
    let writes = stats(cache).writes;
    load(cache, 50_000, "made");
    assert_eq!(stats(cache).writes, writes + 1);
}

fn a_killed_server_costs_its_timeout_once() {
    let mut server = Server::start();
    let cache = cache_at(&server.url());
    load(&cache, 1, "made");
    assert_eq!(stats(&cache).writes, 1);
    server.signal("KILL");
    server.process.wait().expect("it ends");
    let port = server.port;
    let mut restarted = None;
    outage(&cache, || restarted = Some(Server::start_at(port)));
    assert!(restarted.is_some());
}

fn a_stalled_server_costs_its_timeout_once() {
    let server = Server::start();
    let cache = cache_at(&server.url());
    load(&cache, 1, "made");
    server.signal("STOP");
    outage(&cache, || server.signal("CONT"));
}

fn damage_is_found() {
    let server = Server::start();
    load(&cache_at(&server.url()), 1, "the value");
    let keys: Vec<String> = server.ask(&["KEYS", "*"]);
    let lies: [&[&str]; 5] = [
        &["SETRANGE", &keys[0], "22", "X"],
        &["APPEND", &keys[0], "more"],
        &["SET", &keys[0], "something else"],
        &["SETRANGE", &keys[0], "20000000", "far too long"],
        &["COPY", &keys[0], "optimize:1:00000000000000000000000000000002", "REPLACE"],
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        server.ask::<redis::Value>(&["FLUSHALL"]);
        load(&cache_at(&server.url()), 1, "the value");
        server.ask::<redis::Value>(lie);
        let cache = cache_at(&server.url());
        let of = if number == 4 { 2 } else { 1 };
        let (value, made, _) = load(&cache, of, "made anew");
        assert!(value == "made anew" && made, "{lie:?}");
        assert_eq!((stats(&cache).corrupt, stats(&cache).hits, stats(&cache).errors), (1, 0, 0), "{lie:?}");
        assert!(!load(&cache_at(&server.url()), of, "").1, "it was written over");
    }
    // A key that holds no text at all: the server refuses, and nothing else is lost by that.
    server.ask::<redis::Value>(&["FLUSHALL"]);
    server.ask::<redis::Value>(&["LPUSH", &keys[0], "a list"]);
    let cache = cache_at(&server.url());
    assert_eq!(load(&cache, 1, "made").0, "made");
    assert!(!stats(&cache).open && stats(&cache).errors >= 1, "{:?}", stats(&cache));
    load(&cache, 3, "made");
    assert!(!load(&cache_at(&server.url()), 3, "").1);
}

/// A listener that answers every request with these bytes, each after a pause.
fn impostor(answer: &'static [u8], pause: Duration, for_ever: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its number").port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            std::thread::spawn(move || {
                let mut buffer = [0; 4096];
                while stream.read(&mut buffer).is_ok_and(|count| count > 0) {
                    loop {
                        std::thread::sleep(pause);
                        if stream.write_all(answer).is_err() || !for_ever {
                            break;
                        }
                    }
                }
            });
        }
    });
    format!("redis://127.0.0.1:{port}/0")
}

fn servers_that_talk_nonsense() {
    let no_pause = Duration::ZERO;
    let impostors = [
        ("another protocol", impostor(b"HTTP/1.1 400 Bad Request\r\n\r\n", no_pause, false)),
        ("a size that is none", impostor(b"$-7\r\nxyz\r\n", no_pause, false)),
        ("a gigabyte announced", impostor(b"+OK\r\n$999999999999\r\nabc", no_pause, false)),
        ("arrays in arrays", impostor(b"*1\r\n", no_pause, true)),
        ("drop by drop", impostor(b"+", Duration::from_millis(40), true)),
        ("silence", impostor(b"", Duration::from_secs(1), true)),
    ];
    for (name, url) in impostors {
        let cache = cache_at(&url);
        let start = Instant::now();
        for number in 0..50 {
            let (value, made, _) = load(&cache, number, "made");
            assert!(value == "made" && made, "{name}");
        }
        assert!(start.elapsed() < TIMEOUT * 4, "{name}: {:?}", start.elapsed());
        assert!(stats(&cache).open, "{name}: {:?}", stats(&cache));
    }
    let refused = RedisStore::open("http://example.com", TIMEOUT).unwrap_err();
    assert!(refused.to_string().contains("refuses"), "{refused}");
    assert!(RedisStore::open("redis://127.0.0.1", Duration::ZERO).is_err());
}

fn a_codec_shares_what_it_encodes() {
    let server = Server::start();
    let build = || {
        let policy = CachePolicy::new().cache_use(CacheUse::Always).ttl(Duration::from_secs(5));
        Codec::builder().cache(cache_at(&server.url())).cache_policy::<Clip>(policy).build().expect("good choices")
    };
    let (one, two) = (build(), build());
    let bytes = one.encode(&clip()).expect("encoded");
    assert_eq!(two.encode(&clip()).expect("encoded"), bytes);
    assert_eq!(stats(two.cache().expect("a cache")).hits, 1);
    let keys: Vec<String> = server.ask(&["KEYS", "*"]);
    let left: i64 = server.ask(&["PTTL", &keys[0]]);
    assert!((1..=5000).contains(&left), "the policy's time: {left} ms");
}
