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
    /// The fields of `Age` read so far, and each field's definition.
    struct __Fields {
        _0: _opt::Option<i64>,
    }
    impl __Fields {
        const _0: _opt::FieldDef<i64> = _opt::FieldDef::positional(0, "0")
            .rules(_opt::rules::<i64>().ge(0).le(150));
    }
    #[automatically_derived]
    impl _opt::Model for Age {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new(
                "Age",
                &[__Fields::_0.info],
                &["0"],
            )
            .describe("Years.");
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            __visitor.field(&__Fields::_0, &self.0);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            __describer.field(&__Fields::_0);
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for Age
    where
        for<'__any> i64: _opt::Inside,
    {
        const INSIDE: _opt::Steps = <i64 as _opt::Inside>::INSIDE;
    }
    #[automatically_derived]
    impl<__P0> _opt::PartsOf<(__Inside, __P0)> for Age
    where
        i64: _opt::PartsOf<__P0>,
    {
        type Parts = <i64 as _opt::PartsOf<__P0>>::Parts;
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = Age;
        fn empty() -> Self {
            Self { _0: _opt::None }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            match __index {
                0 => __source.field(&Self::_0, &mut self._0),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::_0, &mut self._0);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self { _0: _opt::Some(___0) } = self else { return _opt::None };
            _opt::Some(Age { 0: ___0 })
        }
    }
    #[automatically_derived]
    impl _opt::Field for Age {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_newtype(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
            _opt::check_newtype(self, __report)
        }
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_model(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_newtype::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_newtype(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseField<'de> for Age {
        fn parse(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<Self, _opt::Stop> {
            _opt::parse_newtype::<__Fields>(__parser)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_newtype::<__Fields, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl _opt::ParseModel for Age {
        type Fields = _opt::NoFields<Self>;
        const IS_OBJECT: _opt::bool = false;
    }
    #[automatically_derived]
    impl _opt::Optimized for Age {
        const NAME: &'static _opt::str = "Age";
    }
    #[automatically_derived]
    impl _opt::Serialize for Age {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_newtype(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Age {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
    #[automatically_derived]
    impl _opt::MapKey for Age
    where
        for<'__k> i64: _opt::MapKey,
    {
        fn with_key<__R>(
            &self,
            __use: impl ::core::ops::FnOnce(&_opt::str) -> __R,
        ) -> __R {
            _opt::MapKey::with_key(&self.0, __use)
        }
        fn unwritable(&self) -> _opt::Option<&'static _opt::str> {
            _opt::MapKey::unwritable(&self.0)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseKey<'de> for Age
    where
        for<'__k> i64: _opt::ParseKey<'de>,
    {
        fn from_key(
            __key: _opt::Cow<'de, _opt::str>,
            _: _opt::Mode,
        ) -> _opt::Result<Self, _opt::ErrorKind> {
            _opt::newtype_from_key(&__Fields::_0, __key, |__value| Age { 0: __value })
        }
    }
};
