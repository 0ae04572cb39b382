//! `image(…)` against the field's type.

use super::adapter::push;
use super::number::Number;
use super::rules::Findings;
use super::structs::FieldParts;
use crate::attr::{Codec, ImageArgs, Keyed};
use crate::errors::Errors;
use crate::ty::name_and_arguments;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::Type;

/// Checks the settings, and turns them into calls on the rules.
pub(super) fn check_image(
    args: &ImageArgs,
    adapter: &Ident,
    inner: &Type,
    parts: &FieldParts<'_>,
    findings: &mut Findings,
    errors: &mut Errors,
) {
    let subject = parts.subject;
    let codec = args.codec.as_ref().map_or(Codec::Png, |codec| codec.value);
    check_codec(args, codec, adapter, inner, parts, errors);
    if let Some(Keyed { key, value }) = &args.codec {
        push(findings, word(*value), key.span(), TokenStream::new());
    }
    if let Some(Keyed { key, value }) = &args.quality {
        if codec != Codec::Jpeg {
            errors.refuse(
                key,
                format_args!("`quality` on {subject} has no effect: only JPEG has one"),
                "write `codec = \"jpeg\"`, or remove `quality`",
            );
        }
        let number = Number::of(value).and_then(Number::to_int);
        if number.is_some_and(|quality| !(1..=100).contains(&quality)) {
            errors.refuse(value, format_args!("`quality` on {subject} is outside 1 to 100"), "write `quality = 90`");
        }
        push(findings, "quality", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value }) = &args.compression {
        if codec != Codec::Png {
            errors.refuse(
                key,
                format_args!("`compression` on {subject} has no effect: only PNG has one"),
                "write `codec = \"png\"`, or remove `compression`",
            );
        }
        push(findings, "compression", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value }) = &args.max_pixels {
        if Number::of(value).and_then(Number::to_int).is_some_and(|pixels| pixels <= 0) {
            errors.refuse(
                value,
                format_args!("`max_pixels` on {subject} leaves no image"),
                "write `max_pixels = 1_000_000`",
            );
        }
        push(findings, "max_pixels", key.span(), value.to_token_stream());
    }
    if let Some(Keyed { key, value }) = &args.modes {
        let names: Vec<String> = value.iter().map(syn::LitStr::value).collect();
        if let Some(mode) = mode_of(inner).filter(|mode| !names.iter().any(|name| name == mode)) {
            errors.refuse(
                key,
                format_args!("`modes` on {subject} leaves out `{mode}`, the only mode that the field's type has"),
                format_args!("add it: `modes = [\"{mode}\"]`, or remove `modes`"),
            );
        } else if codec == Codec::Jpeg && !names.iter().any(|name| name == "L" || name == "RGB") {
            errors.refuse(
                key,
                format_args!("`modes` on {subject} names none that JPEG can hold"),
                "add `\"L\"` or `\"RGB\"`, or take another codec",
            );
        }
        push(findings, "modes", key.span(), quote!(&[#(#value),*]));
    }
}

/// The codec against the promise of no loss, and against the pixels of the field's type.
fn check_codec(
    args: &ImageArgs,
    codec: Codec,
    adapter: &Ident,
    inner: &Type,
    parts: &FieldParts<'_>,
    errors: &mut Errors,
) {
    let subject = parts.subject;
    if let (Some(lossless), Some(chosen), Codec::Jpeg) = (&args.lossless, &args.codec, codec) {
        errors.refuse_both(
            &lossless.key,
            &chosen.key,
            format_args!("`codec = \"jpeg\"` on {subject} can not keep the promise of `lossless`"),
            "write `codec = \"png\"` or `codec = \"raw\"`, or remove `lossless`",
        );
    }
    let Some(mode) = mode_of(inner) else { return };
    let (name, help) = match codec {
        Codec::Png if mode == "F" || mode.ends_with("32F") => ("PNG", "write `codec = \"raw\"`"),
        Codec::Jpeg if mode != "L" && mode != "RGB" => ("JPEG", "write `codec = \"png\"` or `codec = \"raw\"`"),
        _ => return,
    };
    let help = if name == "JPEG" && (mode == "F" || mode.ends_with("32F")) { "write `codec = \"raw\"`" } else { help };
    let at = args.codec.as_ref().map_or(adapter, |codec| &codec.key);
    errors.refuse(
        at,
        format_args!("{name} on {subject} can not hold the pixels of the field's type (mode `{mode}`)"),
        help,
    );
}

/// The key's word for a codec, which is also the setter's name.
fn word(codec: Codec) -> &'static str {
    match codec {
        Codec::Png => "png",
        Codec::Jpeg => "jpeg",
        Codec::Raw => "raw",
    }
}

/// The mode of the images of a type, where its name tells.
fn mode_of(ty: &Type) -> Option<&'static str> {
    let (name, arguments) = name_and_arguments(ty)?;
    let alias = match name.as_str() {
        "GrayImage" => Some("L"),
        "GrayAlphaImage" => Some("LA"),
        "RgbImage" => Some("RGB"),
        "RgbaImage" => Some("RGBA"),
        "Rgb32FImage" => Some("RGB;32F"),
        "Rgba32FImage" => Some("RGBA;32F"),
        _ => None,
    };
    if alias.is_some() {
        return alias;
    }
    if name != "ImageBuffer" {
        return None;
    }
    let (pixel, samples) = name_and_arguments(arguments.first()?)?;
    let (sample, _) = name_and_arguments(samples.first()?)?;
    Some(match (pixel.as_str(), sample.as_str()) {
        ("Luma", "u8") => "L",
        ("LumaA", "u8") => "LA",
        ("Rgb", "u8") => "RGB",
        ("Rgba", "u8") => "RGBA",
        ("Luma", "u16") => "I;16",
        ("LumaA", "u16") => "LA;16",
        ("Rgb", "u16") => "RGB;16",
        ("Rgba", "u16") => "RGBA;16",
        ("Luma", "f32") => "F",
        ("LumaA", "f32") => "LA;32F",
        ("Rgb", "f32") => "RGB;32F",
        ("Rgba", "f32") => "RGBA;32F",
        _ => return None,
    })
}
