#[allow(
    deprecated,
    impl_trait_redundant_captures,
    missing_debug_implementations,
    non_snake_case,
    non_upper_case_globals,
    single_use_lifetimes,
    unused_qualifications,
    clippy::redundant_closure,
    clippy::redundant_closure_for_method_calls,
    clippy::type_complexity
)]
const _: () = {
    use ::optimize_core::__private as _opt;
    #[automatically_derived]
    impl _opt::Literal for Quality {
        const SHAPE: &'static _opt::LiteralShape = &_opt::LiteralShape {
            name: "Quality",
            description: "How good it looks.",
            names: &["low", "\"high\""],
            quoted: &["\"low\"", "\"\\\"high\\\"\""],
            aliases: &[("hi", 1)],
            mode: _opt::Mode::TRIM,
        };
        fn index(&self) -> _opt::usize {
            match self {
                Self::Low => 0,
                Self::High => 1,
            }
        }
        fn from_index(__index: _opt::usize) -> _opt::Option<Self> {
            match __index {
                0 => _opt::Some(Self::Low),
                1 => _opt::Some(Self::High),
                _ => _opt::None,
            }
        }
    }
    #[automatically_derived]
    impl _opt::Inside for Quality {
        const INSIDE: _opt::Steps = _opt::Steps::Nothing("`Quality`");
    }
    #[automatically_derived]
    impl _opt::PartsOf<()> for Quality {
        type Parts = ();
    }
    #[automatically_derived]
    impl _opt::Field for Quality {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_literal(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, _: &mut _opt::Report) {}
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_literal(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_literal::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_literal(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseField<'de> for Quality {
        fn parse(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<Self, _opt::Stop> {
            _opt::parse_literal(__parser)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            __mode: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_literal(__mode, __deserializer)
        }
    }
    #[automatically_derived]
    impl _opt::MapKey for Quality {
        fn with_key<__R>(
            &self,
            __use: impl ::core::ops::FnOnce(&_opt::str) -> __R,
        ) -> __R {
            __use(_opt::literal_to_key(self))
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseKey<'de> for Quality {
        fn from_key(
            __key: _opt::Cow<'de, _opt::str>,
            __mode: _opt::Mode,
        ) -> _opt::Result<Self, _opt::ErrorKind> {
            _opt::literal_from_key(&__key, __mode)
        }
    }
    #[automatically_derived]
    impl _opt::Optimized for Quality {
        const NAME: &'static _opt::str = "Quality";
    }
    #[automatically_derived]
    impl _opt::Serialize for Quality {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_literal(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Quality {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
