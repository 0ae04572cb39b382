//! Secrets in errors: what is marked `secret` is never shown.

use crate::error::ErrorKind;
use crate::error::report::{Mark, Report};
use crate::json::Parser;
use crate::redacted::REDACTED;
use std::ops::Range;

/// What an error shows of a secret.
pub(super) fn stars() -> Box<[u8]> {
    format!("\"{REDACTED}\"").into_bytes().into_boxed_slice()
}

impl Report {
    /// Hides the input of the problems recorded since the mark, and what their texts say of it: those that
    /// an adapter made quote the value. A validator's own text stays as it is.
    #[cold]
    pub(crate) fn conceal(&mut self, mark: Mark, texts: bool) {
        for item in self.since(mark) {
            item.text = Some(stars());
            if texts {
                item.kind.conceal();
            }
        }
    }

    /// Remembers where in the input a secret is.
    pub(crate) fn add_secret(&mut self, span: Range<usize>) {
        self.secrets.push(span);
    }

    /// Takes over the problems of a parser of another text, which they then show.
    #[cold]
    pub(crate) fn absorb(&mut self, parser: Parser<'_>, text: &[u8]) {
        if let Some(failure) = &parser.failure {
            return self.error(ErrorKind::JsonInvalid { error: failure.message(text) });
        }
        let Report { items, omitted, secrets, .. } = parser.report;
        let redaction = Redaction::new(secrets);
        for mut item in items {
            if let Some(span) = item.span.take()
                && item.text.is_none()
            {
                item.text = Some(redaction.part(text, span).into_boxed_slice());
            }
            self.push_raw(item);
        }
        self.omit(omitted);
    }
}

impl ErrorKind {
    /// Removes what quotes the input.
    fn conceal(&mut self) {
        match self {
            Self::ValueError { message } | Self::Custom { message, .. } => "the value is not valid".clone_into(message),
            Self::UuidParsing { error } | Self::UrlParsing { error } => "it can not be read".clone_into(error),
            Self::BytesInvalidEncoding { encoding_error, .. } => "it can not be read".clone_into(encoding_error),
            Self::Email { reason } => "It can not be read.".clone_into(reason),
            _ => {}
        }
    }
}

/// The parts of an input that are not shown.
pub(super) struct Redaction {
    /// In order, none touching another.
    ranges: Vec<Range<usize>>,
}

impl Redaction {
    pub(super) fn new(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        ranges.retain(|range| {
            let outside = range.start >= end;
            end = end.max(range.end);
            outside
        });
        Self { ranges }
    }

    /// A part of the input with stars for the secrets in it.
    pub(super) fn part(&self, input: &[u8], span: Range<usize>) -> Vec<u8> {
        let span = span.start.min(input.len())..span.end.min(input.len());
        let mut out = Vec::new();
        let mut at = span.start;
        for range in self.ranges.iter().filter(|range| range.start < span.end && range.end > span.start) {
            if range.start > at {
                out.extend_from_slice(&input[at..range.start]);
            }
            out.extend_from_slice(&stars());
            at = range.end;
        }
        if at < span.end {
            out.extend_from_slice(&input[at..span.end]);
        }
        out
    }
}
