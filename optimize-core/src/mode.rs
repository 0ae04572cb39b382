//! [`Mode`]: how strings are normalised and values converted while they are read.

/// Settings that a field hands down to everything inside it, short of nested models, which bring
/// their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mode(u8);

impl Mode {
    /// Strict types, strings as they are.
    pub const PLAIN: Self = Self(0);
    /// Pydantic's lax conversions.
    pub const COERCE: Self = Self(1);
    /// White space is cut off both ends of strings.
    pub const TRIM: Self = Self(2);

    /// Both modes' settings.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This mode's settings less the other's.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether values are converted.
    #[must_use]
    pub const fn coerces(self) -> bool {
        self.0 & Self::COERCE.0 != 0
    }

    /// Whether strings are trimmed.
    #[must_use]
    pub const fn trims(self) -> bool {
        self.0 & Self::TRIM.0 != 0
    }
}
