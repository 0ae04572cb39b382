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
    /// The fields of `VideoData` read so far, and each field's definition.
    struct __Fields {
        video_id: _opt::Option<String>,
        duration: _opt::Option<f64>,
        quality: _opt::Option<Quality>,
        tags: _opt::Option<Vec<String>>,
        thumbnail_url: _opt::Option<Option<String>>,
    }
    impl __Fields {
        const video_id: _opt::FieldDef<String> = _opt::FieldDef::new(
                0,
                "video_id",
                "video_id",
                ",\"video_id\":",
            )
            .mode(_opt::Mode::TRIM)
            .rules(_opt::rules::<String>().min_length(1).max_length(50))
            .describe("The key.");
        const duration: _opt::FieldDef<f64> = _opt::FieldDef::new(
                1,
                "duration",
                "duration",
                ",\"duration\":",
            )
            .rules(_opt::rules::<f64>().ge(0.0).le(3600.0));
        const quality: _opt::KnownDef<Quality> = _opt::FieldDef::new(
                2,
                "quality",
                "quality",
                ",\"quality\":",
            )
            .mode(_opt::Mode::TRIM)
            .default(|| -> Quality { Quality::Medium });
        const tags: _opt::FieldDef<Vec<String>> = _opt::FieldDef::new(
                3,
                "tags",
                "tags",
                ",\"tags\":",
            )
            .mode(_opt::Mode::TRIM)
            .default(_opt::Default::default);
        const thumbnail_url: _opt::FieldDef<Option<String>> = _opt::FieldDef::new(
                4,
                "thumbnail_url",
                "thumbnail_url",
                ",\"thumbnail_url\":",
            )
            .mode(_opt::Mode::TRIM)
            .rules(
                _opt::rules::<Option<String>>()
                    .pattern(
                        r"^https?://",
                        |__text| {
                            _opt::begins(__text, "http://")
                                || _opt::begins(__text, "https://")
                        },
                    ),
            );
    }
    /// The keys of `VideoData`'s computed fields.
    struct __Computed;
    impl __Computed {
        const duration_minutes: _opt::Key = _opt::Key::new(
            "duration_minutes",
            "duration_minutes",
            ",\"duration_minutes\":",
        );
        const is_long_video: _opt::Key = _opt::Key::new(
            "is_long_video",
            "long",
            ",\"long\":",
        );
    }
    fn __compute_duration_minutes(
        __model: &VideoData,
    ) -> impl _opt::Field + '_ + use<'_> {
        use _opt::Something as _;
        _opt::Given(__model.duration_minutes()).__given()
    }
    fn __compute_is_long_video(__model: &VideoData) -> impl _opt::Field + '_ + use<'_> {
        use _opt::Something as _;
        _opt::Given(__model.is_long_video()).__given()
    }
    #[automatically_derived]
    impl _opt::Model for VideoData {
        const SHAPE: &'static _opt::Shape = {
            let _: _opt::KnownDef<Quality>;
            &_opt::Shape::new(
                    "VideoData",
                    &[
                        __Fields::video_id.info,
                        __Fields::duration.info,
                        __Fields::quality.info,
                        __Fields::tags.info,
                        __Fields::thumbnail_url.info,
                    ],
                    &["video_id", "duration", "quality", "tags", "thumbnail_url"],
                )
                .computed(&[__Computed::duration_minutes, __Computed::is_long_video])
                .extra(_opt::Extra::Forbid)
                .describe("One video known to the pipeline.")
        };
        fn visit_fields<__V: _opt::FieldVisitor>(&self, __visitor: &mut __V) {
            let _: _opt::KnownDef<Quality>;
            __visitor.field(&__Fields::video_id, &self.video_id);
            __visitor.field(&__Fields::duration, &self.duration);
            __visitor.field(&__Fields::quality, &self.quality);
            __visitor.field(&__Fields::tags, &self.tags);
            __visitor.field(&__Fields::thumbnail_url, &self.thumbnail_url);
            __visitor
                .computed(
                    &__Computed::duration_minutes,
                    || __compute_duration_minutes(self),
                );
            __visitor
                .computed(&__Computed::is_long_video, || __compute_is_long_video(self));
        }
        fn describe_fields<__D: _opt::FieldDescriber>(__describer: &mut __D) {
            let _: _opt::KnownDef<Quality>;
            __describer.field(&__Fields::video_id);
            __describer.field(&__Fields::duration);
            __describer.field(&__Fields::quality);
            __describer.field(&__Fields::tags);
            __describer.field(&__Fields::thumbnail_url);
            __describer
                .computed(
                    &__Computed::duration_minutes,
                    |__model: &Self| __compute_duration_minutes(__model),
                );
            __describer
                .computed(
                    &__Computed::is_long_video,
                    |__model: &Self| __compute_is_long_video(__model),
                );
        }
    }
    enum __Inside {}
    #[automatically_derived]
    impl _opt::Inside for VideoData {
        const INSIDE: _opt::Steps = _opt::Steps::Fields(<Self as _opt::Model>::SHAPE);
    }
    #[automatically_derived]
    impl _opt::PartsOf<__Inside> for VideoData {
        type Parts = (
            (
                (
                    String,
                    f64,
                    Quality,
                    Vec<String>,
                    Option<String>,
                    _opt::Computed,
                    _opt::Computed,
                ),
            ),
        );
    }
    #[automatically_derived]
    impl<'de> _opt::Partial<'de> for __Fields {
        type Model = VideoData;
        fn empty() -> Self {
            Self {
                video_id: _opt::None,
                duration: _opt::None,
                quality: _opt::None,
                tags: _opt::None,
                thumbnail_url: _opt::None,
            }
        }
        #[inline]
        fn read<__S: _opt::Source<'de>>(
            &mut self,
            __index: _opt::usize,
            __source: &mut __S,
        ) -> _opt::Result<(), __S::Stop> {
            let _: _opt::KnownDef<Quality>;
            match __index {
                0 => __source.field(&Self::video_id, &mut self.video_id),
                1 => __source.field(&Self::duration, &mut self.duration),
                2 => __source.field(&Self::quality, &mut self.quality),
                3 => __source.field(&Self::tags, &mut self.tags),
                4 => __source.field(&Self::thumbnail_url, &mut self.thumbnail_url),
                _ => _opt::Ok(()),
            }
        }
        #[inline]
        fn read_in_order(
            &mut self,
            __due: &mut _opt::InOrder<'_, 'de>,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::KnownDef<Quality>;
            _opt::Ok(
                __due.field(&Self::video_id, &mut self.video_id)?
                    && __due.field(&Self::duration, &mut self.duration)?
                    && __due.field(&Self::quality, &mut self.quality)?
                    && __due.field(&Self::tags, &mut self.tags)?
                    && __due.field(&Self::thumbnail_url, &mut self.thumbnail_url)?,
            )
        }
        const OVER: _opt::bool = true;
        fn over<__O: _opt::Over<'de>>(
            __model: &mut Self::Model,
            __over: &mut __O,
        ) -> _opt::Result<_opt::bool, _opt::Stop> {
            let _: _opt::KnownDef<Quality>;
            _opt::Ok(
                __over.field(&Self::video_id, &mut __model.video_id)?
                    && __over.field(&Self::duration, &mut __model.duration)?
                    && __over.field(&Self::quality, &mut __model.quality)?
                    && __over.field(&Self::tags, &mut __model.tags)?
                    && __over.field(&Self::thumbnail_url, &mut __model.thumbnail_url)?,
            )
        }
        #[inline]
        fn fill(&mut self, __fill: &mut _opt::Fill<'_>) {
            let _: _opt::KnownDef<Quality>;
            __fill.field(&Self::video_id, &mut self.video_id);
            __fill.field(&Self::duration, &mut self.duration);
            __fill.field(&Self::quality, &mut self.quality);
            __fill.field(&Self::tags, &mut self.tags);
            __fill.field(&Self::thumbnail_url, &mut self.thumbnail_url);
        }
        #[inline]
        fn finish(self, __finish: &mut _opt::Finish<'_>) -> _opt::Option<Self::Model> {
            __finish.wanted()?;
            let Self {
                video_id: _opt::Some(__video_id),
                duration: _opt::Some(__duration),
                quality: _opt::Some(__quality),
                tags: _opt::Some(__tags),
                thumbnail_url: _opt::Some(__thumbnail_url),
            } = self else { return _opt::None };
            _opt::Some(VideoData {
                video_id: __video_id,
                duration: __duration,
                quality: __quality,
                tags: __tags,
                thumbnail_url: __thumbnail_url,
            })
        }
    }
    #[automatically_derived]
    impl _opt::Field for VideoData {
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
    impl<'de> _opt::ParseField<'de> for VideoData {
        fn parse_slot(
            __parser: &mut _opt::Parser<'de>,
            _: &_opt::NoRules,
            __slot: &mut _opt::Option<Self>,
        ) -> _opt::Result<(), _opt::Stop> {
            <_opt::Unit0 as _opt::CodegenUnit>::parse_model_slot::<
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
    impl _opt::ParseModel for VideoData {
        type Fields = __Fields;
    }
    #[automatically_derived]
    impl _opt::Optimized for VideoData {
        const NAME: &'static _opt::str = "VideoData";
    }
    #[automatically_derived]
    impl _opt::Serialize for VideoData {
        fn serialize<__Z: _opt::Serializer>(
            &self,
            __serializer: __Z,
        ) -> _opt::Result<__Z::Ok, __Z::Error> {
            _opt::serialize_model(self, __serializer)
        }
    }
    #[automatically_derived]
    impl<'de> _opt::Deserialize<'de> for VideoData {
        fn deserialize<__D: _opt::Deserializer<'de>>(
            __deserializer: __D,
        ) -> _opt::Result<Self, __D::Error> {
            _opt::deserialize_root::<Self, __D>(__deserializer)
        }
    }
};
