//! `title`, `example`, `deprecated`, `secret`, `frozen` and `skip`.

use optimize_core::{DumpOptions, Optimized, Vocabulary};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::AtomicU32;

#[derive(Optimized, Debug, PartialEq, Clone)]
#[opt(title = "A user", example = User { name: "Ann".into(), ..User::default() })]
struct User {
    #[opt(title = "Full name", example = "Ann", example = "Bob", min_length = 1)]
    name: String,
    #[opt(deprecated, default, example = 7)]
    age: Option<u8>,
    #[deprecated]
    #[opt(default)]
    old: u8,
    #[opt(default = "x", secret, min_length = 1, max_length = 20, pattern = "^[a-z0-9]*$")]
    password: String,
    #[opt(skip, default = 7)]
    cached: u32,
}

#[derive(Optimized, Debug)]
struct Account {
    #[opt(max_length = 1)]
    users: Vec<User>,
    #[opt(secret, check = refuse)]
    pin: Option<u32>,
    #[opt(secret, serde)]
    token: Option<BTreeMap<String, u8>>,
    #[opt(skip, default)]
    calls: AtomicU32,
}

fn refuse(_: &Option<u32>) -> Result<(), String> {
    Err("no".to_owned())
}

impl Default for User {
    #[allow(deprecated)]
    fn default() -> Self {
        Self { name: "Nobody".into(), age: None, old: 0, password: "hunter2".into(), cached: 7 }
    }
}

const SECRETS: [&str; 4] = ["hunter2", "HUNTER2", "4711", "mellon"];

/// Nothing that an error shows holds a secret.
fn tells_nothing(text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} is in {text}");
    }
}

#[test]
fn errors_never_show_a_secret() {
    let inputs = [
        // the secret itself is wrong
        r#"{"users": [{"name": "a", "password": "HUNTER2"}], "pin": null}"#,
        r#"{"users": [{"name": "a", "password": ["hunter2"]}]}"#,
        r#"{"users": [{"name": "a", "password": "hunter2hunter2hunter2"}]}"#,
        r#"{"users": [], "pin": 4711}"#,
        r#"{"users": [], "pin": "4711"}"#,
        r#"{"users": [], "token": {"a": "mellon"}}"#,
        r#"{"users": [], "token": "mellon"}"#,
        // something around it is
        r#"{"users": [{"password": "hunter2"}]}"#,
        r#"{"users": [{"name": "a", "password": "hunter2"}, {"name": "b", "password": "hunter2"}]}"#,
        r#"{"pin": null, "token": {"mellon": 1}}"#,
        r#"{"users": [{"name": "", "password": "hunter2"}]}"#,
        // twice
        r#"{"users": [{"name": 1, "password": "hunter2", "password": "HUNTER2"}]}"#,
        // it is no JSON
        r#"{"users": [{"name": "a", "password": "hunter2"]}"#,
        r#"{"users": [{"name": "a", "password": "hunter2"#,
        r#"{"users" [{"name": "a", "password": "hunter2"}]}"#,
        r#"[{"users": "hunter2"#,
        r#"{"users": {"name": "a", "password": "hunter2"}}"#,
    ];
    for input in inputs {
        let error = Account::from_json(input).expect_err(input);
        tells_nothing(&error.to_string());
        tells_nothing(&format!("{error:#} {error:?}"));
        tells_nothing(&error.to_value().to_string());
        if let Ok(value) = serde_json::from_str::<Value>(input) {
            tells_nothing(&Account::from_value(&value).expect_err(input).to_value().to_string());
        }
        tells_nothing(&serde_json::from_str::<Account>(input).expect_err(input).to_string());
    }
}

#[test]
fn what_is_no_secret_is_shown() {
    let error = Account::from_json(r#"{"users": [{"name": "", "password": "hunter2"}]}"#).unwrap_err();
    assert_eq!(error.errors()[0].input(), Some(json!("")));
    let error = Account::from_json(r#"{"users": [{"password": "hunter2", "age": 3}]}"#).unwrap_err();
    assert_eq!(error.errors()[0].input(), Some(json!({"password": "**********", "age": 3})));
    let error = Account::from_json(r#"{"users": [], "pin": 4711}"#).unwrap_err();
    assert_eq!(error.errors()[0].message(), "Value error, no");
    assert_eq!(error.errors()[0].offset(), Some(21));
}

#[test]
fn values_made_in_rust_keep_their_secrets_too() {
    let user = User { password: "HUNTER2".into(), ..User::default() };
    tells_nothing(&user.validate().unwrap_err().to_string());
    let account = Account {
        users: vec![User::default(), User::default()],
        pin: Some(4711),
        token: None,
        calls: AtomicU32::new(1),
    };
    tells_nothing(&account.validate().unwrap_err().to_string());
    tells_nothing(&format!("{:?} {}", account.redacted(), account.redacted()));
    assert_eq!(account.calls.into_inner(), 1, "what is skipped is the caller's");
}

#[test]
fn dumps_carry_secrets_unless_they_are_masked() {
    let user = User::default();
    let text = user.to_json_string().unwrap();
    assert_eq!(text, r#"{"name":"Nobody","age":null,"old":0,"password":"hunter2"}"#);
    assert_eq!(User::from_json(&text).unwrap(), user);
    let masked = user.dump(&DumpOptions::new().mask_secrets()).unwrap();
    assert_eq!(masked, br#"{"name":"Nobody","age":null,"old":0,"password":"**********"}"#);
    let masked = user.dump(&DumpOptions::new().mask_secrets().indent(1).include(["password"])).unwrap();
    assert_eq!(masked, b"{\n \"password\": \"**********\"\n}");
}

#[test]
fn skipped_fields_are_not_on_the_wire() {
    let user = User::from_json(r#"{"name": "a", "cached": 9}"#).unwrap();
    assert_eq!(user.cached, 7);
    let other = User { cached: 8, ..user.clone() };
    assert_eq!(user.fingerprint(), other.fingerprint());
    assert_eq!(user.to_json_string().unwrap(), other.to_json_string().unwrap());
    let packed = rmp_serde::to_vec(&other).unwrap();
    assert_eq!(rmp_serde::from_slice::<User>(&packed).unwrap(), user);
}

#[test]
fn the_schema_shows_the_notes() {
    let schema = User::json_schema();
    let user = &schema["$defs"]["User"];
    assert_eq!(user["title"], "A user");
    assert_eq!(user["examples"][0]["name"], "Ann");
    assert_eq!(user["examples"][0]["password"], "**********");
    let properties = &user["properties"];
    assert_eq!(properties["name"]["title"], "Full name");
    assert_eq!(properties["name"]["examples"], json!(["Ann", "Bob"]));
    assert_eq!(properties["age"]["examples"], json!([7]));
    assert_eq!(properties["age"]["deprecated"], true);
    assert_eq!(properties["old"]["deprecated"], true);
    assert_eq!(properties["password"]["writeOnly"], true);
    assert_eq!(properties["password"]["format"], "password");
    assert_eq!(properties["password"]["default"], "**********");
    assert!(properties.get("cached").is_none());
}

#[test]
fn the_vocabulary_knows_names_literals_and_values() {
    let vocabulary = Vocabulary::of::<Account>();
    for name in ["users", "pin", "name", "age", "password"] {
        assert!(vocabulary.names().iter().any(|known| known == name), "{name} is in {vocabulary:?}");
    }
    assert!(vocabulary.values().iter().any(|value| value == "\"Ann\""), "{vocabulary:?}");
    assert_eq!(User::example().map(|user| user.name).as_deref(), Some("Ann"));
    tells_nothing(&format!("{vocabulary:?}"));
}

use optimize_core::Field as _;
