//! Pictures that documents show. The only user of `png` and `zune_jpeg`.
//!
//! A file is read for its pixels, and these alone are written anew: whoever made the picture, with what, where, and
//! what it looked like before, stands in many places of such files, and none of it is in any document.

use std::fmt;
use std::io::Cursor;

use png::{BitDepth, ColorType, Compression, Encoder, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::document::problems::PictureFault;

/// The most pixels of a picture: what a page shows in an inch of height has far fewer.
const MOST_PIXELS: u64 = 16_000_000;
/// The most bytes of a picture, as it is given and as it is written: it stands in each document.
const MOST_BYTES: usize = 2 * 1024 * 1024;
const PNG_BEGINS: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG_BEGINS: &[u8] = b"\xFF\xD8\xFF";
const JPEG_ENDS: &[u8] = b"\xFF\xD9";
/// White: what transparent pixels lie on.
const WHITE: u32 = 255;
/// Where the gamma of screens lies (IEC 61966-2-1), as files round it.
const GAMMA: std::ops::RangeInclusive<f32> = 0.44..=0.47;

/// A picture, which can be shown.
#[derive(Clone, Eq, PartialEq)]
pub struct Picture {
    /// A PNG of the pixels and nothing else.
    pub png: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The red, green and blue of each pixel, row by row, on white: archives take no transparency (ISO 19005-1, 6.4).
    pub pixels: Vec<u8>,
}

impl Picture {
    /// Reads a picture.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Picture, PictureFault> {
        if bytes.len() > MOST_BYTES {
            return Err(PictureFault::TooHeavy);
        }
        let (width, height, pixels) = if bytes.starts_with(PNG_BEGINS) {
            read_png(bytes)?
        } else if bytes.starts_with(JPEG_BEGINS) {
            read_jpeg(bytes)?
        } else {
            return Err(PictureFault::Unknown);
        };
        let png = written(width, height, &pixels).ok_or(PictureFault::Damaged)?;
        if png.len() > MOST_BYTES {
            return Err(PictureFault::TooHeavy);
        }
        Ok(Picture { png, width, height, pixels })
    }
}

fn read_png(bytes: &[u8]) -> Result<(u32, u32, Vec<u8>), PictureFault> {
    let damaged = |_| PictureFault::Damaged;
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let info = reader.info();
    let (width, height) = (info.width, info.height);
    refuse_large(width, height)?;
    let is_of_screens = match (&info.icc_profile, info.srgb, info.gama_chunk) {
        (Some(profile), ..) => is_of_screens(profile),
        (None, None, Some(gamma)) => GAMMA.contains(&gamma.into_value()),
        _ => true,
    };
    if !is_of_screens {
        return Err(PictureFault::Profile);
    }
    let size = reader.output_buffer_size().ok_or(PictureFault::TooLarge)?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).map_err(damaged)?;
    reader.finish().map_err(damaged)?;
    let each = frame.color_type.samples();
    let pixels = samples[..frame.buffer_size()].chunks_exact(each).flat_map(|pixel| {
        let (colour, alpha) = match *pixel {
            [grey] => ([grey; 3], u8::MAX),
            [grey, alpha] => ([grey; 3], alpha),
            [red, green, blue] => ([red, green, blue], u8::MAX),
            [red, green, blue, alpha] => ([red, green, blue], alpha),
            _ => ([u8::MAX; 3], u8::MAX),
        };
        colour.map(|part| on_white(part, alpha))
    });
    Ok((width, height, pixels.collect()))
}

fn read_jpeg(bytes: &[u8]) -> Result<(u32, u32, Vec<u8>), PictureFault> {
    // What does not end as it should is not shown in part.
    if !bytes.windows(JPEG_ENDS.len()).any(|part| part == JPEG_ENDS) {
        return Err(PictureFault::Damaged);
    }
    let options = DecoderOptions::default().set_strict_mode(true);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| PictureFault::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(PictureFault::Damaged)?;
    // Four inks need a profile of the press that they are meant for.
    match decoder.input_colorspace() {
        Some(ColorSpace::RGB | ColorSpace::YCbCr | ColorSpace::Luma) => {}
        _ => return Err(PictureFault::Colours),
    }
    let [width, height] = [width, height].map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    refuse_large(width, height)?;
    if decoder.exif().and_then(|exif| orientation(exif)).is_some_and(|turn| turn != 1) {
        return Err(PictureFault::Turned);
    }
    let pixels = decoder.decode().map_err(|_| PictureFault::Damaged)?;
    if decoder.icc_profile().is_some_and(|profile| !is_of_screens(&profile)) {
        return Err(PictureFault::Profile);
    }
    let is_whole = pixels.len() as u64 == 3 * u64::from(width) * u64::from(height);
    if is_whole { Ok((width, height, pixels)) } else { Err(PictureFault::Damaged) }
}

/// A PNG of pixels (ISO/IEC 15948): three pieces, none of which says anything else.
fn written(width: u32, height: u32, pixels: &[u8]) -> Option<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = Encoder::new(&mut png, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::High);
    encoder.write_header().ok()?.write_image_data(pixels).ok()?;
    Some(png)
}

/// Whether a profile of colours is that of screens, by its name: others would be shown wrongly without it.
fn is_of_screens(profile: &[u8]) -> bool {
    const NAMES: [&[u8]; 2] = [b"sRGB", b"s\0R\0G\0B"];
    NAMES.iter().any(|name| profile.windows(name.len()).any(|part| part == *name))
}

/// How a camera was held (Exif 2.3, 4.6.4, tag 274): 1 is upright.
fn orientation(exif: &[u8]) -> Option<u16> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let is_little = exif.starts_with(b"II");
    let two = |at: usize| {
        let bytes = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let four = |at: usize| {
        let (first, second) = (u32::from(two(at)?), u32::from(two(at + 2)?));
        Some(if is_little { second << 16 | first } else { first << 16 | second })
    };
    let start = usize::try_from(four(4)?).ok()?;
    let mut entries = (0..usize::from(two(start)?)).map(|nth| start + 2 + 12 * nth);
    entries.find(|entry| two(*entry) == Some(274)).and_then(|entry| two(entry + 8))
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} × {}", self.width, self.height)
    }
}

fn refuse_large(width: u32, height: u32) -> Result<(), PictureFault> {
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 {
        return Err(PictureFault::Damaged);
    }
    if pixels > MOST_PIXELS { Err(PictureFault::TooLarge) } else { Ok(()) }
}

/// A colour that lies on white with so much of it that it covers.
fn on_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u32::from(part), u32::from(alpha));
    let mixed = (part * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
