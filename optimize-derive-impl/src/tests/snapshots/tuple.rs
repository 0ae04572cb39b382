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
    /// The fields of `Point` read so far, and each field's definition.
    struct __Fields {
        _0: _opt::Option<f64>,
        _1: _opt::Option<u8>,
    }
    impl __Fields {
        const _0: _opt::FieldDef<f64> = _opt::FieldDef::positional(0, "0")
            .rules(_opt::rules::<f64>().ge(0.0));
        const _1: _opt::FieldDef<u8> = _opt::FieldDef::positional(1, "1")
            .default(|| -> u8 { 1 });
    }
    #[automatically_derived]
    impl _opt::Model for Point {
        const SHAPE: &'static _opt::Shape = &_opt::Shape::new(
            "Point",
            &[__Fields::_0.info, __Fields::_1.info],
            &["0", "1"],
        );
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            __visitor.field(&__Fields::_0, &self.0);
            __visitor.field(&__Fields::_1, &self.1);
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            __describer.field(&__Fields::_0);
            __describer.field(&__Fields::_1);
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for Point {
        const INSIDE: _opt::Steps = _opt::Steps::Positions(2usize);
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for Point {
        type Parts = (((f64, u8),),);
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = Point;
        fn empty() -> Self {
            Self {
                _0: _opt::None,
                _1: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            match __index {
                0 => __source.field(&Self::_0, &mut self._0),
                1 => __source.field(&Self::_1, &mut self._1),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            __fill.field(&Self::_0, &mut self._0);
            __fill.field(&Self::_1, &mut self._1);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self { _0: _opt::Some(___0), _1: _opt::Some(___1) } = self else {
                return _opt::None
            };
            _opt::Some(Point { 0: ___0, 1: ___1 })
        }
    }
    #[automatically_derived]
    impl _opt::Field for Point {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_tuple(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
            _opt::check_tuple(self, __report)
        }
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_model(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_tuple::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_tuple(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseField<'de> for Point {
        fn parse(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<Self, _opt::Stop> {
            _opt::parse_tuple::<__Fields>(__parser)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_tuple::<__Fields, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl _opt::ParseModel for Point {
        type Fields = _opt::NoFields<Self>;
        const IS_OBJECT: _opt::bool = false;
    }
    #[automatically_derived]
    impl _opt::Optimized for Point {
        const NAME: &'static _opt::str = "Point";
    }
    #[automatically_derived]
    impl _opt::Serialize for Point {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_tuple(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Point {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
