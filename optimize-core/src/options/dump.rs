//! [`DumpOptions`].

use crate::options::{IntoMask, Mask};

/// What to write for NaN and the infinities, which JSON does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InfNan {
    /// `null`, as pydantic does.
    #[default]
    Null,
    /// `NaN`, `Infinity`, `-Infinity`: no JSON, but Python reads it.
    Constants,
    /// `"NaN"`, `"Infinity"`, `"-Infinity"`.
    Strings,
    /// The dump ends in an error that names the field.
    Error,
}

/// How to write a value. Defaults are pydantic's: everything, compact.
///
/// ```
/// use optimize_core::{DumpOptions, Optimized};
///
/// #[derive(Optimized)]
/// struct User { name: String, email: Option<String> }
///
/// let user = User { name: "Ann".into(), email: None };
/// assert_eq!(user.dump(&DumpOptions::new().exclude_none())?, br#"{"name":"Ann"}"#);
/// assert_eq!(user.dump(&DumpOptions::new().include(["email"]))?, br#"{"email":null}"#);
/// # Ok::<(), optimize_core::DumpError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools)] // each is an independent switch of pydantic's
pub struct DumpOptions {
    pub(crate) exclude_none: bool,
    pub(crate) exclude_defaults: bool,
    pub(crate) exclude_unset: bool,
    pub(crate) exclude_computed: bool,
    pub(crate) round_trip: bool,
    pub(crate) by_name: bool,
    pub(crate) ensure_ascii: bool,
    pub(crate) spaced: bool,
    pub(crate) indent: Option<usize>,
    pub(crate) inf_nan: InfNan,
    pub(crate) include: Option<Mask>,
    pub(crate) exclude: Option<Mask>,
    pub(crate) max_depth: usize,
    pub(crate) mask_secrets: bool,
}

impl DumpOptions {
    /// Everything, compact.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            exclude_none: false,
            exclude_defaults: false,
            exclude_unset: false,
            exclude_computed: false,
            round_trip: false,
            by_name: false,
            ensure_ascii: false,
            spaced: false,
            indent: None,
            inf_nan: InfNan::Null,
            include: None,
            exclude: None,
            max_depth: crate::options::DEFAULT_MAX_DEPTH,
            mask_secrets: false,
        }
    }

    /// Leaves out fields that are `None`.
    #[must_use]
    pub fn exclude_none(mut self) -> Self {
        self.exclude_none = true;
        self
    }

    /// Leaves out fields that equal their default.
    #[must_use]
    pub fn exclude_defaults(mut self) -> Self {
        self.exclude_defaults = true;
        self
    }

    /// Leaves out fields that the input did not have. Takes effect on a
    /// [`Tracked`](crate::Tracked) value; a value made in Rust has every field set.
    #[must_use]
    pub fn exclude_unset(mut self) -> Self {
        self.exclude_unset = true;
        self
    }

    /// Leaves out computed fields.
    #[must_use]
    pub fn exclude_computed(mut self) -> Self {
        self.exclude_computed = true;
        self
    }

    /// Writes what can be read back: without computed fields, and with a [`Json`](crate::Json) as the string that it
    /// is read from.
    #[must_use]
    pub fn round_trip(mut self) -> Self {
        self.round_trip = true;
        self.exclude_computed()
    }

    /// Keys are the fields' names in Rust instead of those on the wire.
    #[must_use]
    pub fn by_name(mut self) -> Self {
        self.by_name = true;
        self
    }

    /// One entry a line, each level indented by so many spaces. 0 breaks lines without indenting.
    #[must_use]
    pub fn indent(mut self, spaces: usize) -> Self {
        self.indent = Some(spaces);
        self
    }

    /// A space behind `,` and `:`, as Python's `json.dumps` writes. Without effect on indented dumps.
    #[must_use]
    pub fn spaced(mut self) -> Self {
        self.spaced = true;
        self
    }

    /// No space behind `,` and `:`: the default.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.spaced = false;
        self.indent = None;
        self
    }

    /// Characters outside ASCII become `\u` escapes.
    #[must_use]
    pub fn ensure_ascii(mut self) -> Self {
        self.ensure_ascii = true;
        self
    }

    /// What to write for NaN and the infinities.
    #[must_use]
    pub fn inf_nan(mut self, inf_nan: InfNan) -> Self {
        self.inf_nan = inf_nan;
        self
    }

    /// Writes only these fields: a [`Mask`], of [`mask!`](crate::mask) for one, or paths. Called again, it
    /// adds to them.
    #[must_use]
    pub fn include(mut self, fields: impl IntoMask) -> Self {
        add(&mut self.include, fields.into_mask());
        self
    }

    /// Leaves out these fields: a [`Mask`], of [`mask!`](crate::mask) for one, or paths. Called again, it
    /// adds to them.
    #[must_use]
    pub fn exclude(mut self, fields: impl IntoMask) -> Self {
        add(&mut self.exclude, fields.into_mask());
        self
    }

    /// How deep the output may nest: 128 levels unless set.
    #[must_use]
    pub fn max_depth(mut self, levels: usize) -> Self {
        self.max_depth = levels;
        self
    }

    /// Stars in the place of every field that is marked `secret`. Such a dump can not be read back.
    #[must_use]
    pub fn mask_secrets(mut self) -> Self {
        self.mask_secrets = true;
        self
    }

    /// Whether layout, names and characters are the default's, and no mask picks fields.
    pub(crate) fn is_compact(&self) -> bool {
        self.indent.is_none()
            && !self.spaced
            && !self.by_name
            && !self.ensure_ascii
            && self.include.is_none()
            && self.exclude.is_none()
    }

    /// Whether nothing differs from the default.
    #[cfg(any(feature = "msgpack", feature = "postcard"))]
    pub(crate) fn is_plain(&self) -> bool {
        const PLAIN: DumpOptions = DumpOptions::new();
        *self == PLAIN
    }
}

fn add(mask: &mut Option<Mask>, further: Mask) {
    match mask {
        Some(mask) => mask.merge(&further),
        None => *mask = Some(further),
    }
}

impl Default for DumpOptions {
    fn default() -> Self {
        Self::new()
    }
}
