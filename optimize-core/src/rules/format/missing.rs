//! Formats whose feature is off: each has its setter, which can't be called and says why.

#[cfg(not(feature = "email"))]
mod email {
    /// What has no implementation.
    #[diagnostic::on_unimplemented(
        message = "`email` needs the feature `email` of `optimize-core`",
        label = "this feature is off",
        note = "turn it on: `cargo add optimize-core --features email`"
    )]
    pub trait NeedsEmail {}

    impl crate::rules::TextRules {
        /// An e-mail address.
        #[must_use]
        pub const fn email(self) -> Self
        where
            for<'x> &'x Self: NeedsEmail,
        {
            self
        }
    }
}

#[cfg(not(feature = "url"))]
mod url {
    /// What has no implementation.
    #[diagnostic::on_unimplemented(
        message = "`url` needs the feature `url` of `optimize-core`",
        label = "this feature is off",
        note = "turn it on: `cargo add optimize-core --features url`"
    )]
    pub trait NeedsUrl {}

    impl crate::rules::TextRules {
        /// A URL with one of these schemes; with none, any.
        #[must_use]
        pub const fn url(self, _schemes: &'static [&'static str]) -> Self
        where
            for<'x> &'x Self: NeedsUrl,
        {
            self
        }
    }
}

#[cfg(not(feature = "uuid"))]
mod uuid {
    /// What has no implementation.
    #[diagnostic::on_unimplemented(
        message = "`uuid` needs the feature `uuid` of `optimize-core`",
        label = "this feature is off",
        note = "turn it on: `cargo add optimize-core --features uuid`"
    )]
    pub trait NeedsUuid {}

    impl crate::rules::TextRules {
        /// A UUID of this version; with 0, any.
        #[must_use]
        pub const fn uuid(self, _version: u8) -> Self
        where
            for<'x> &'x Self: NeedsUuid,
        {
            self
        }
    }
}
