//! Large data beside the JSON text: where a container format keeps tensors as they are in memory, and the
//! text only names them.
//!
//! An adapter asks [`Writer::attach`] before it writes data into the text, and [`Parser::attachment`] when
//! the text names some. Only [`dump_attached`] and [`parse_attached`] have anywhere to put or find it: every
//! other dump and parse is plain JSON and pays nothing for this.

use super::write::{Custom, Failure};
use super::{Parser, Style, Writer};
use crate::error::{DumpError, LocItem};
use crate::field::Field;
use crate::options::DumpOptions;
use crate::rules::Rules;

/// Data of one array, found beside the text.
#[derive(Clone, Debug)]
pub struct Attachment<'a> {
    /// The element type's name: `float32`.
    pub dtype: &'static str,
    /// The length of each dimension, in elements.
    pub shape: Vec<usize>,
    /// The elements' bytes, in C order, little endian.
    pub bytes: &'a [u8],
}

/// Where a parser finds the data that the text names.
pub trait Attachments {
    /// The data of this name.
    ///
    /// # Errors
    /// Why there is none, for the message.
    fn find(&self, name: &str) -> Result<Attachment<'_>, String>;

    /// The bytes of all data together.
    fn size(&self) -> usize;
}

/// How often all data may be taken in one parse: untagged enums look at a value several times.
const TIMES: usize = 8;

/// Data of one array, on its way out of a value.
pub trait AttachedData {
    /// The element type's name and the length of each dimension.
    ///
    /// # Errors
    /// Why the value can't be written.
    fn describe(&mut self) -> Result<(&'static str, Vec<usize>), String>;

    /// Hands over the elements' bytes, in C order and little endian, in as many pieces as it likes.
    ///
    /// # Errors
    /// Why the value can't be written.
    fn write(&mut self, piece: &mut dyn FnMut(&[u8])) -> Result<(), String>;

    /// Whether the bytes are the result of work, so that it is cheaper to keep than to ask for them again.
    fn is_costly(&self) -> bool {
        false
    }
}

/// Where a writer puts data that the text then only names.
pub trait AttachmentSink {
    /// Takes data. `path` is the way to it from the root, in wire names with dots between: the name that it
    /// should get. The result is the name that it has got.
    ///
    /// # Errors
    /// Why it can't be taken.
    fn attach(&mut self, path: &str, data: &mut dyn AttachedData) -> Result<String, String>;
}

impl<S: Style> Writer<'_, S> {
    /// Offers data to the container that the dump is for. `Some` is its name, for the text to hold; `None`
    /// means that there is no container, and that the data belongs into the text. A container that refuses
    /// makes the dump fail.
    pub fn attach(&mut self, data: &mut dyn AttachedData) -> Option<String> {
        let sink = self.sink.as_mut()?;
        let steps = self.trace.iter().flatten().map(|step| match step {
            LocItem::Key(key) => key.to_string(),
            LocItem::Index(index) => index.to_string(),
        });
        let path = steps.collect::<Vec<_>>().join(".");
        match sink.attach(&path, data) {
            Ok(name) => Some(name),
            Err(reason) => {
                self.fail(reason);
                Some(String::new())
            }
        }
    }
}

impl<'de> Parser<'de> {
    /// The data beside the text that has this name; `None` where nothing is beside it.
    ///
    /// One name can stand in the text many times, and each time cost the memory of a copy: taking the same
    /// data again and again ends with an error.
    ///
    /// # Errors
    /// Why there is none, for the message.
    pub fn attachment(&mut self, name: &str) -> Option<Result<Attachment<'de>, String>> {
        let attachments = self.attachments?;
        let found = attachments.find(name).and_then(|found| {
            self.attached = self.attached.saturating_add(found.bytes.len());
            if self.attached > attachments.size().saturating_mul(TIMES) {
                return Err(format!("the text names its data more than {TIMES} times over"));
            }
            Ok(found)
        });
        Some(found)
    }
}

/// Appends a value as JSON whose large data goes to the sink.
///
/// # Errors
/// As [`to_json`](super::to_json), and when the sink refuses data.
pub fn dump_attached<T: Field>(value: &T, sink: &mut dyn AttachmentSink, out: &mut Vec<u8>) -> Result<(), DumpError> {
    let options = DumpOptions::new().round_trip();
    let start = out.len();
    let mut writer = Writer::<Custom>::new(std::mem::take(out), &options, None).traced();
    writer.sink = Some(sink);
    value.write(&<T::Rules as Rules>::DEFAULT, &mut writer);
    let failure = writer.failure.take();
    *out = std::mem::take(&mut writer.out);
    match failure {
        None => Ok(()),
        Some(failure) => {
            out.truncate(start);
            Err(match *failure {
                Failure::Refused { reason, path } => DumpError::refused(reason, path),
                Failure::TooDeep => DumpError::too_deep(options.max_depth),
            })
        }
    }
}
