//! `email`, `url`, `uuid` and `ip` on strings and on types of their own, held against what pydantic says
//! (`interop/record_formats.py`).

use optimize_core::error::ErrorItem;
use optimize_core::{Optimized, OptimizedOwned, ValidationError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// One field, named `value`.
macro_rules! models {
    ($($name:ident { $(#[$attr:meta])* $type:ty })*) => {$(
        #[derive(Optimized, Debug, PartialEq)]
        struct $name {
            $(#[$attr])*
            value: $type,
        }
    )*};
}

models! {
    UuidText { #[opt(uuid)] String }
    Uuid4Text { #[opt(uuid(version = 4))] String }
    UuidValue { uuid::Uuid }
    Uuid4Value { #[opt(uuid(version = 4))] uuid::Uuid }
    UrlText { #[opt(url)] String }
    HttpsText { #[opt(url(schemes = ["https", "wss", "ws"]))] String }
    HttpText { #[opt(url(schemes = ["http", "https"]))] String }
    UrlValue { url::Url }
    HttpsValue { #[opt(url(schemes = ["https", "wss", "ws"]))] url::Url }
    HttpValue { #[opt(url(schemes = ["http", "https"]), max_length = 2083)] url::Url }
    IpText { #[opt(ip)] String }
    Ipv4Text { #[opt(ip(version = 4))] String }
    Ipv6Text { #[opt(ip(version = 6))] String }
    IpValue { IpAddr }
    Ipv4Value { Ipv4Addr }
    Ipv6Value { Ipv6Addr }
    Email { #[opt(email)] String }
}

/// Type, message and context of the one error.
fn told(error: &ValidationError) -> Value {
    let [item] = error.errors() else { panic!("one error is expected: {error}") };
    let item: &ErrorItem = item;
    let mut told = json!({"type": item.type_name(), "loc": [], "msg": item.message()});
    if let Some(context) = item.kind().context() {
        told["ctx"] = Value::Object(context);
    }
    told
}

/// What reading says, which must be the same on every way in.
fn verdict<T: OptimizedOwned + serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug + PartialEq>(
    input: &Value,
) -> Value {
    let value = json!({ "value": input });
    let read = T::from_json(&value.to_string());
    let through_serde = serde_json::from_value::<T>(value.clone());
    match &read {
        Ok(read) => {
            assert_eq!(read, &through_serde.expect("serde reads what is read"));
            assert_eq!(read, &T::from_value(&value).expect("a value is read as its text is"));
            read.validate().expect("what was read is valid");
            assert_eq!(read, &T::from_json(&read.to_json().unwrap()).expect("a dump is read back"));
            let packed = rmp_serde::to_vec(read).unwrap();
            assert_eq!(read, &rmp_serde::from_slice::<T>(&packed).expect("MessagePack is read back"));
            Value::Null
        }
        Err(error) => {
            through_serde.expect_err("serde refuses what is refused");
            told(error)
        }
    }
}

type Verdict = fn(&Value) -> Value;

#[test]
fn verdicts_are_pydantics() {
    let models: BTreeMap<&str, Vec<Verdict>> = BTreeMap::from([
        ("uuid", vec![verdict::<UuidText> as Verdict, verdict::<UuidValue>]),
        ("uuid4", vec![verdict::<Uuid4Text>, verdict::<Uuid4Value>]),
        ("url", vec![verdict::<UrlText>, verdict::<UrlValue>]),
        ("https", vec![verdict::<HttpsText>, verdict::<HttpsValue>]),
        ("http", vec![verdict::<HttpText>, verdict::<HttpValue>]),
        ("ip", vec![verdict::<IpText>]),
        // What is strictly said of an `Ipv4Addr` is in `pydantic_types.rs`: the file here is of lax mode.
        ("ipv4", vec![verdict::<Ipv4Text>]),
        ("ipv6", vec![verdict::<Ipv6Text>]),
        ("email", vec![verdict::<Email>]),
    ]);
    let recorded = include_str!("../data/pydantic_formats.ndjson");
    let (mut count, mut wrong) = (0, Vec::new());
    for line in recorded.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        for verdict in &models[case["format"].as_str().unwrap()] {
            let said = verdict(&case["input"]);
            if said != case["error"] {
                wrong.push(format!("{said} for {line}"));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 250, "{count} cases");
}

#[test]
fn addresses_without_a_zone_are_values() {
    assert_eq!(verdict::<IpValue>(&json!("::1")), Value::Null);
    assert_eq!(verdict::<IpValue>(&json!("1.2.3.4")), Value::Null);
    assert_eq!(verdict::<Ipv6Value>(&json!("::1")), Value::Null);
    assert_eq!(verdict::<IpValue>(&json!("x"))["type"], "ip_any_address");
    assert_eq!(verdict::<Ipv4Value>(&json!("1.2.3.4")), Value::Null);
    assert_eq!(verdict::<Ipv6Value>(&json!("1.2.3.4"))["msg"], "Value error, At least 3 parts expected in '1.2.3.4'");
}

#[test]
fn other_types_are_refused() {
    assert_eq!(verdict::<UuidValue>(&json!(5))["type"], "uuid_type");
    assert_eq!(verdict::<UrlValue>(&json!([]))["type"], "url_type");
    assert_eq!(verdict::<IpValue>(&json!(null))["type"], "ip_any_address");
    assert_eq!(verdict::<IpValue>(&json!(true)), Value::Null, "to Python, the number 1");
    assert_eq!(verdict::<Ipv6Value>(&json!(1))["type"], "string_type");
    assert_eq!(verdict::<Email>(&json!(5))["type"], "string_type");
    let long = format!("http://a.b/{}", "x".repeat(2100));
    assert_eq!(verdict::<HttpValue>(&json!(long))["type"], "url_too_long");
}

#[test]
fn they_stand_in_containers_and_schemas() {
    #[derive(Optimized, Debug)]
    struct All {
        #[opt(items(email), unique)]
        mails: Vec<String>,
        #[opt(keys(ip(version = 4)), values(url(schemes = ["https"])))]
        hosts: BTreeMap<String, Option<url::Url>>,
        ids: BTreeMap<uuid::Uuid, IpAddr>,
    }
    let id = "550e8400-e29b-41d4-a716-446655440000";
    let fine = json!({"mails": ["a@b.co"], "hosts": {"1.2.3.4": "https://a.b/"}, "ids": {id: "::1"}});
    let all = All::from_value(&fine).unwrap();
    assert_eq!(all.to_value().unwrap(), fine);
    assert_eq!(all.ids.len() + all.hosts.len() + all.mails.len(), 3);
    let wrong = json!({"mails": ["a"], "hosts": {"::1": "http://a.b/"}, "ids": {"x": "y"}});
    let error = All::from_value(&wrong).unwrap_err();
    let places: Vec<String> = error.errors().iter().map(|item| item.loc().to_string()).collect();
    assert_eq!(places, ["mails.0", "hosts.::1.[key]", "hosts.::1", "ids.x.[key]", "ids.x"]);
    let schema = All::json_schema();
    let properties = &schema["$defs"]["All"]["properties"];
    assert_eq!(properties["mails"]["items"]["format"], "email");
    assert_eq!(properties["hosts"]["propertyNames"]["format"], "ipv4");
    assert_eq!(properties["hosts"]["additionalProperties"]["anyOf"][0]["format"], "uri");
    assert_eq!(properties["ids"]["additionalProperties"]["format"], "ipvanyaddress");
}
