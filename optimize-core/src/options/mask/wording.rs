//! What the compiler says of a step that does not exist.

use super::inside::Steps;

/// A compile-time error's text: a constant function can format nothing but one string.
pub(super) struct Message {
    text: [u8; 400],
    length: usize,
}

impl Message {
    pub(super) const fn new(text: &str) -> Self {
        Self { text: [0; 400], length: 0 }.add(text)
    }

    /// Appends a text, if there is room for the whole of it.
    pub(super) const fn add(mut self, text: &str) -> Self {
        let text = text.as_bytes();
        if self.length + text.len() > self.text.len() {
            return self;
        }
        let mut at = 0;
        while at < text.len() {
            self.text[self.length] = text[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    /// A name that no field has: with the one that was meant, or all there are.
    pub(super) const fn unknown(steps: Steps, name: &str) -> Self {
        let mut message = match type_name(steps) {
            Some(of) => Self::new("`").add(of).add("` has no field `"),
            None => Self::new("no variant of the enum has a field `"),
        };
        message = message.add(name).add("`");
        let (mut nearest, mut least) = ("", name.len() / 3 + 1);
        let (mut at, all) = (0, count(steps));
        while at < all {
            let other = name_at(steps, at);
            let away = distance(name, other);
            if away <= least && (nearest.is_empty() || away < least) {
                (nearest, least) = (other, away);
            }
            at += 1;
        }
        if !nearest.is_empty() {
            return message.add(": did you mean `").add(nearest).add("`?");
        }
        at = 0;
        while at < all {
            message = message.add(if at == 0 { "; there are `" } else { "`, `" }).add(name_at(steps, at));
            at += 1;
        }
        if at > 0 { message.add("`") } else { message }
    }

    #[track_caller]
    pub(super) const fn panic(&self) -> ! {
        let (text, _) = self.text.split_at(self.length);
        match std::str::from_utf8(text) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("no such step"),
        }
    }
}

/// How many letters to insert, delete or replace to get from one name to the other. Of long names, the
/// beginnings are compared.
const fn distance(left: &str, right: &str) -> usize {
    const MOST: usize = 48;
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let columns = if right.len() < MOST { right.len() } else { MOST };
    let mut row = [0; MOST + 1];
    let mut column = 0;
    while column <= columns {
        row[column] = column;
        column += 1;
    }
    let mut line = 1;
    while line <= left.len() && line <= MOST {
        let mut diagonal = row[0];
        row[0] = line;
        column = 1;
        while column <= columns {
            let replaced = diagonal + (left[line - 1] != right[column - 1]) as usize;
            diagonal = row[column];
            let shorter = if row[column - 1] < row[column] { row[column - 1] } else { row[column] } + 1;
            row[column] = if replaced < shorter { replaced } else { shorter };
            column += 1;
        }
        line += 1;
    }
    row[columns]
}

/// How many names there are.
const fn count(steps: Steps) -> usize {
    let (mut all, among) = match steps {
        Steps::Fields(shape) => return shape.fields.len() + shape.computed.len(),
        Steps::Among(shape, own, among) => (own.len() + shape.computed.len(), among),
        Steps::OneOf(variants) => (0, variants),
        _ => return 0,
    };
    let mut at = 0;
    while at < among.len() {
        all += count(among[at]);
        at += 1;
    }
    all
}

/// One of the names.
const fn name_at(steps: Steps, mut at: usize) -> &'static str {
    let among = match steps {
        Steps::Fields(shape) if at < shape.fields.len() => return shape.fields[at].key.name,
        Steps::Fields(shape) => return shape.computed[at - shape.fields.len()].name,
        Steps::Among(_, own, _) if at < own.len() => return own[at],
        Steps::Among(shape, own, among) => {
            at -= own.len();
            if at < shape.computed.len() {
                return shape.computed[at].name;
            }
            at -= shape.computed.len();
            among
        }
        Steps::OneOf(variants) => variants,
        _ => return "",
    };
    let mut part = 0;
    while part < among.len() {
        let names = count(among[part]);
        if at < names {
            return name_at(among[part], at);
        }
        at -= names;
        part += 1;
    }
    ""
}

/// What the type is called, if one of its variants tells.
const fn type_name(steps: Steps) -> Option<&'static str> {
    match steps {
        Steps::Fields(shape) | Steps::Among(shape, ..) => Some(shape.name),
        Steps::OneOf(variants) => {
            let mut at = 0;
            while at < variants.len() {
                if let Some(name) = type_name(variants[at]) {
                    return Some(name);
                }
                at += 1;
            }
            None
        }
        _ => None,
    }
}
