//! E-mail addresses. What is wrong with one is said in the words of Python's `email_validator`, which
//! pydantic uses; the verdict on what these checks let through is `email_address`'s, by RFC 5322.

use crate::error::{ErrorKind, repr_text};
use email_address::{EmailAddress, Options};

/// What the part behind the last period can't be: RFC 6761's names that nobody gets mail at.
const RESERVED: [&str; 6] = ["arpa", "invalid", "local", "localhost", "onion", "test"];

/// What is wrong with a text that should be an address.
pub(crate) fn broken_email(text: &str) -> Option<ErrorKind> {
    reason(text).err().map(|reason| ErrorKind::Email { reason })
}

fn reason(text: &str) -> Result<(), String> {
    if text.contains(['\r', '\n']) {
        return refuse("Carriage return and line feed characters are not allowed");
    }
    if text.starts_with('"') {
        return refuse("Quoting the part before the @-sign is not allowed here.");
    }
    let Some((local, domain)) = text.split_once('@') else {
        return refuse("An email address must have an @-sign.");
    };
    check_local(local)?;
    check_domain(domain)?;
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    match EmailAddress::parse_with_options(text, options) {
        Ok(_) => Ok(()),
        // The library's limit of 64 bytes is one that mail servers have and `email_validator` has not.
        Err(email_address::Error::LocalPartTooLong) => Ok(()),
        Err(error) => refuse(&format!("{error}.")),
    }
}

fn refuse(reason: &str) -> Result<(), String> {
    Err(reason.to_owned())
}

fn check_local(local: &str) -> Result<(), String> {
    if local.is_empty() {
        return refuse("There must be something before the @-sign.");
    }
    let wrong = wrong_characters(local, |letter| {
        letter == '.' || letter.is_ascii_alphanumeric() || "_!#$%&'*+-/=?^`{|}~".contains(letter) || is_wide(letter)
    });
    if !wrong.is_empty() {
        return refuse(&format!("The email address contains invalid characters before the @-sign: {wrong}."));
    }
    if local.ends_with('.') {
        return refuse("An email address cannot have a period immediately before the @-sign.");
    }
    if local.starts_with('.') {
        return refuse("An email address cannot start with a period.");
    }
    if local.contains("..") {
        return refuse("An email address cannot have two periods in a row.");
    }
    Ok(())
}

fn check_domain(domain: &str) -> Result<(), String> {
    if domain.is_empty() {
        return refuse("There must be something after the @-sign.");
    }
    if domain.starts_with('[') && domain.ends_with(']') {
        return refuse("A bracketed IP address after the @-sign is not allowed here.");
    }
    let wrong = wrong_characters(domain, |letter| {
        letter == '.' || letter == '-' || letter.is_ascii_alphanumeric() || is_wide(letter)
    });
    if !wrong.is_empty() {
        return refuse(&format!("The part after the @-sign contains invalid characters: {wrong}."));
    }
    for (sign, name) in [('.', "period"), ('-', "hyphen")] {
        if domain.ends_with(sign) {
            return refuse(&format!("An email address cannot end with a {name}."));
        }
        if domain.starts_with(sign) {
            return refuse(&format!("An email address cannot have a {name} immediately after the @-sign."));
        }
    }
    if domain.contains("..") {
        return refuse("An email address cannot have two periods in a row.");
    }
    if domain.contains(".-") || domain.contains("-.") {
        return refuse("An email address cannot have a period and a hyphen next to each other.");
    }
    check_sizes(domain)?;
    let Some((_, top)) = domain.rsplit_once('.') else {
        return refuse("The part after the @-sign is not valid. It should have a period.");
    };
    let encoded = top.to_ascii_lowercase().starts_with("xn--");
    if !encoded && top.is_ascii() && !top.ends_with(|last: char| last.is_ascii_alphabetic()) {
        return refuse("The part after the @-sign is not valid. It is not within a valid top-level domain.");
    }
    if RESERVED.iter().any(|name| name.eq_ignore_ascii_case(top)) {
        return refuse("The part after the @-sign is a special-use or reserved name that cannot be used with email.");
    }
    Ok(())
}

/// DNS has 253 characters for a name and 63 between two periods.
fn check_sizes(domain: &str) -> Result<(), String> {
    let excess = |count: usize| format!("({count} character{} too many)", if count == 1 { "" } else { "s" });
    if let Some(count) = domain.chars().count().checked_sub(254) {
        return refuse(&format!("The email address is too long after the @-sign {}.", excess(count + 1)));
    }
    let longest = domain.split('.').map(|label| label.chars().count()).max().unwrap_or(0);
    if let Some(count) = longest.checked_sub(64) {
        let count = excess(count + 1);
        return refuse(&format!("After the @-sign, periods cannot be separated by so many characters {count}."));
    }
    Ok(())
}

/// A letter or digit outside ASCII.
fn is_wide(letter: char) -> bool {
    !letter.is_ascii() && letter.is_alphanumeric()
}

/// The characters that do not belong here, each once, in order.
fn wrong_characters(text: &str, fits: impl Fn(char) -> bool) -> String {
    let shown = |letter: char| match letter {
        ' ' => "SPACE".to_owned(),
        '\\' => "\"\\\"".to_owned(),
        letter if letter.is_control() => format!("U+{:04X}", u32::from(letter)),
        letter => repr_text(&letter.to_string()),
    };
    let mut wrong: Vec<String> = text.chars().filter(|letter| !fits(*letter)).map(shown).collect();
    wrong.sort_unstable();
    wrong.dedup();
    wrong.join(", ")
}
