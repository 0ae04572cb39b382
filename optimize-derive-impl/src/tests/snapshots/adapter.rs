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
    /// The fields of `Frames` read so far, and each field's definition.
    struct __Fields {
        frame: _opt::Option<
            _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
        >,
        embedding: _opt::Option<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>,
        thumbnails: _opt::Option<
            _opt::Adapted<
                HashMap<String, Vec<RgbImage>>,
                _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
            >,
        >,
        host: _opt::Option<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>,
    }
    impl __Fields {
        const frame: _opt::KnownDef<
            _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
        > = _opt::FieldDef::new(0, "frame", "frame", ",\"frame\":")
            .rules(
                <::optimize_tensor::Tensor>::checked::<
                    Array3<u8>,
                >(
                    _opt::rules::<_opt::Adapted<Array3<u8>, ::optimize_tensor::Tensor>>()
                        .shape(&[_opt::None, _opt::None, _opt::Some(3)])
                        .dtype("uint8"),
                ),
            );
        const embedding: _opt::KnownDef<
            _opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>,
        > = _opt::FieldDef::new(1, "embedding", "embedding", ",\"embedding\":")
            .rules(
                <::optimize_tensor::Tensor>::checked::<
                    Vec<f32>,
                >(
                    _opt::rules::<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>()
                        .list(),
                ),
            )
            .default(|| _opt::Adapted::new(_opt::Default::default()));
        const thumbnails: _opt::KnownDef<
            _opt::Adapted<
                HashMap<String, Vec<RgbImage>>,
                _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
            >,
        > = _opt::FieldDef::new(2, "thumbnails", "thumbnails", ",\"thumbnails\":")
            .rules(
                _opt::rules::<
                    _opt::Adapted<
                        HashMap<String, Vec<RgbImage>>,
                        _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                    >,
                >()
                    .values(
                        _opt::rules::<
                            _opt::Adapted<
                                Vec<RgbImage>,
                                _opt::Each<::optimize_tensor::Picture>,
                            >,
                        >()
                            .items(
                                <::optimize_tensor::Picture>::checked::<
                                    RgbImage,
                                >(
                                    _opt::rules::<
                                        _opt::Adapted<RgbImage, ::optimize_tensor::Picture>,
                                    >()
                                        .jpeg()
                                        .quality(90)
                                        .modes(&["L", "RGB"]),
                                ),
                            ),
                    ),
            );
        const host: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>> = _opt::FieldDef::new(
                3,
                "host",
                "host",
                ",\"host\":",
            )
            .check(|__value: _opt::Ref<'_, _opt::Adapted<Ipv4Addr, adapters::AsNumber>>| _opt::outcome(
                _opt::call_function!(is_public, __value.get()),
            ))
            .exclude_if(|
                __value: _opt::Ref<'_, _opt::Adapted<Ipv4Addr, adapters::AsNumber>>|
            _opt::call_function!(is_local, __value.get()));
    }
    #[automatically_derived]
    impl _opt::Model for Frames {
        const SHAPE: &'static _opt::Shape = {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            &_opt::Shape::new(
                "Frames",
                &[
                    __Fields::frame.info,
                    __Fields::embedding.info,
                    __Fields::thumbnails.info,
                    __Fields::host.info,
                ],
                &["frame", "embedding", "thumbnails", "host"],
            )
        };
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            __visitor.field(&__Fields::frame, _opt::Adapted::from_ref(&self.frame));
            __visitor
                .field(&__Fields::embedding, _opt::Adapted::from_ref(&self.embedding));
            __visitor
                .field(&__Fields::thumbnails, _opt::Adapted::from_ref(&self.thumbnails));
            __visitor.field(&__Fields::host, _opt::Adapted::from_ref(&self.host));
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            __describer.field(&__Fields::frame);
            __describer.field(&__Fields::embedding);
            __describer.field(&__Fields::thumbnails);
            __describer.field(&__Fields::host);
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for Frames {
        const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for Frames {
        type Parts = (
            (
                (
                    _opt::Adapted<
                        Option<Array3<u8>>,
                        _opt::Maybe<::optimize_tensor::Tensor>,
                    >,
                    _opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>,
                    _opt::Adapted<
                        HashMap<String, Vec<RgbImage>>,
                        _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                    >,
                    _opt::Adapted<Ipv4Addr, adapters::AsNumber>,
                ),
            ),
        );
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = Frames;
        fn empty() -> Self {
            Self {
                frame: _opt::None,
                embedding: _opt::None,
                thumbnails: _opt::None,
                host: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            match __index {
                0 => __source.field(&Self::frame, &mut self.frame),
                1 => __source.field(&Self::embedding, &mut self.embedding),
                2 => __source.field(&Self::thumbnails, &mut self.thumbnails),
                3 => __source.field(&Self::host, &mut self.host),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            _opt::Ok(
                __due.field(&Self::frame, &mut self.frame)?
                    && __due.field(&Self::embedding, &mut self.embedding)?
                    && __due.field(&Self::thumbnails, &mut self.thumbnails)?
                    && __due.field(&Self::host, &mut self.host)?,
            )
        }
        const OVER: _opt::bool = true;
        fn over<__O: _opt::Over<'de>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            _opt::Ok(
                __over.field(&Self::frame, _opt::Adapted::from_mut(&mut __model.frame))?
                    && __over
                        .field(
                            &Self::embedding,
                            _opt::Adapted::from_mut(&mut __model.embedding),
                        )?
                    && __over
                        .field(
                            &Self::thumbnails,
                            _opt::Adapted::from_mut(&mut __model.thumbnails),
                        )?
                    && __over
                        .field(&Self::host, _opt::Adapted::from_mut(&mut __model.host))?,
            )
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            let _: _opt::KnownDef<
                _opt::Adapted<Option<Array3<u8>>, _opt::Maybe<::optimize_tensor::Tensor>>,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Vec<f32>, ::optimize_tensor::Tensor>>;
            let _: _opt::KnownDef<
                _opt::Adapted<
                    HashMap<String, Vec<RgbImage>>,
                    _opt::Values<_opt::Each<::optimize_tensor::Picture>>,
                >,
            >;
            let _: _opt::KnownDef<_opt::Adapted<Ipv4Addr, adapters::AsNumber>>;
            __fill.field(&Self::frame, &mut self.frame);
            __fill.field(&Self::embedding, &mut self.embedding);
            __fill.field(&Self::thumbnails, &mut self.thumbnails);
            __fill.field(&Self::host, &mut self.host);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self {
                frame: _opt::Some(__frame),
                embedding: _opt::Some(__embedding),
                thumbnails: _opt::Some(__thumbnails),
                host: _opt::Some(__host),
            } = self else { return _opt::None };
            _opt::Some(Frames {
                frame: _opt::Adapted::into_inner(__frame),
                embedding: _opt::Adapted::into_inner(__embedding),
                thumbnails: _opt::Adapted::into_inner(__thumbnails),
                host: _opt::Adapted::into_inner(__host),
            })
        }
    }
    #[automatically_derived]
    impl _opt::Field for Frames {
        type Rules = _opt::NoRules;
        fn write<__S: _opt::Style>(
            &self,
            _: &_opt::NoRules,
            __writer: &mut _opt::Writer<'_, __S>,
        ) {
            _opt::write_model(self, __writer)
        }
        fn check(&self, _: &_opt::NoRules, __report: &mut _opt::Report) {
            _opt::check_model(self, __report)
        }
        fn hash_content(&self, __hasher: &mut _opt::FingerprintHasher) {
            _opt::hash_model(self, __hasher)
        }
        fn schema(
            _: &_opt::NoRules,
            __generator: &mut _opt::SchemaGenerator,
        ) -> _opt::Schema {
            _opt::describe_model::<Self>(__generator)
        }
        fn serialize_with<__Z: _opt::Serializer>(
            &self,
            _: &_opt::NoRules,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::ParseField<'de> for Frames {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit3 as _opt::CodegenUnit>::parse_model_slot::<
                __Fields,
            >(__parser, __slot)
        }
        fn parse_over(
            &mut self,
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
        ) -> _opt::Result<(), _opt::Stop> {
            _opt::parse_model_over::<__Fields>(__parser, self)
        }
        fn deserialize_with<__D: _opt::Deserializer<'de>>(
            _: &_opt::NoRules,
            _: _opt::Mode,
            __deserializer: __D,
            __report: &mut _opt::Report,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_model::<__Fields, __D>(__deserializer, __report)
        }
    }
    #[automatically_derived]
    impl _opt::ParseModel for Frames {
        type Fields = __Fields;
    }
    #[automatically_derived]
    impl _opt::Optimized for Frames {
        const NAME: &'static _opt::str = "Frames";
    }
    #[automatically_derived]
    impl _opt::Serialize for Frames {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for Frames {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
