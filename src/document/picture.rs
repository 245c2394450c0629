//! Pictures that documents show: PNG and JPEG, as all formats take them. The only user of `png` and
//! `zune_jpeg`.

use std::fmt;
use std::io::Cursor;

use png::Transformations;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::document::problems::PictureFault;

/// The most pixels of a picture: what a page shows in an inch of height has far fewer.
const MOST_PIXELS: u64 = 16_000_000;
/// The most bytes of a picture: it stands in each document.
const MOST_BYTES: usize = 2 * 1024 * 1024;
const PNG_BEGINS: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What of a PNG is its pixels (ISO/IEC 15948, 11): all else says something of them, or of who made them.
const PIXELS_OF_PNG: [&[u8]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
/// White: what transparent pixels lie on.
const WHITE: u32 = 255;

/// A picture, which can be shown.
#[derive(Clone, Eq, PartialEq)]
pub struct Picture {
    /// The file's bytes without its notes: who made the picture, with what, where, and what it looked like
    /// before. They are in no document, so that nothing gets out which nobody sees.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Of a PNG, the red, green and blue of each pixel, row by row, on white: archives take no
    /// transparency (ISO 19005-1, 6.4). A JPEG has none, and stands in files as it is.
    pub flat: Option<Vec<u8>>,
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
        if bytes.starts_with(PNG_BEGINS) {
            let bytes = png_without_notes(bytes).ok_or(PictureFault::Damaged)?;
            return Picture::read_png(bytes);
        }
        if bytes.starts_with(&[0xFF, marker::BEGIN, 0xFF]) {
            let bytes = jpeg_without_notes(bytes).ok_or(PictureFault::Damaged)?;
            return Picture::read_jpeg(bytes);
        }
        Err(PictureFault::Unknown)
    }

    fn read_png(bytes: Vec<u8>) -> Result<Picture, PictureFault> {
        let damaged = |_| PictureFault::Damaged;
        let mut decoder = png::Decoder::new(Cursor::new(&bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(damaged)?;
        let (width, height) = (reader.info().width, reader.info().height);
        refuse_large(width, height)?;
        let size = reader.output_buffer_size().ok_or(PictureFault::TooLarge)?;
        let mut pixels = vec![0; size];
        let frame = reader.next_frame(&mut pixels).map_err(damaged)?;
        let samples = frame.color_type.samples();
        let flat = pixels[..frame.buffer_size()].chunks_exact(samples).flat_map(|pixel| {
            let (colour, alpha) = match *pixel {
                [grey] => ([grey; 3], u8::MAX),
                [grey, alpha] => ([grey; 3], alpha),
                [red, green, blue] => ([red, green, blue], u8::MAX),
                [red, green, blue, alpha] => ([red, green, blue], alpha),
                _ => ([u8::MAX; 3], u8::MAX),
            };
            colour.map(|part| on_white(part, alpha))
        });
        let flat = Some(flat.collect());
        drop(reader);
        Ok(Picture { bytes, width, height, flat })
    }

    fn read_jpeg(bytes: Vec<u8>) -> Result<Picture, PictureFault> {
        // What does not end as it should is not shown in part.
        let options = DecoderOptions::default().set_strict_mode(true);
        let mut decoder = JpegDecoder::new_with_options(Cursor::new(&bytes), options);
        decoder.decode_headers().map_err(|_| PictureFault::Damaged)?;
        let (width, height) = decoder.dimensions().ok_or(PictureFault::Damaged)?;
        // Four inks need a profile of the press that they are meant for.
        match decoder.input_colorspace() {
            Some(ColorSpace::RGB | ColorSpace::YCbCr | ColorSpace::Luma) => {}
            _ => return Err(PictureFault::Colours),
        }
        let [width, height] = [width, height].map(|side| u32::try_from(side).unwrap_or(u32::MAX));
        refuse_large(width, height)?;
        // What can be read to its end is whole.
        decoder.decode().map_err(|_| PictureFault::Damaged)?;
        Ok(Picture { bytes, width, height, flat: None })
    }

    /// Its media type.
    pub fn media_type(&self) -> &'static str {
        if self.flat.is_some() { "image/png" } else { "image/jpeg" }
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} × {}", self.media_type(), self.width, self.height)
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

/// A PNG without what is not its pixels; none where it does not end.
fn png_without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = PNG_BEGINS.to_vec();
    let mut rest = bytes.get(PNG_BEGINS.len()..)?;
    loop {
        // Each piece has its length, its kind, its bytes and a checksum (ISO/IEC 15948, 5.3).
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
        let whole = usize::try_from(length).ok()?.checked_add(12)?;
        let piece = rest.get(..whole)?;
        let kind = &piece[4..8];
        if PIXELS_OF_PNG.contains(&kind) {
            kept.extend_from_slice(piece);
        }
        if kind == b"IEND" {
            return Some(kept);
        }
        rest = &rest[whole..];
    }
}

/// What begins the segments of a JPEG (ITU-T T.81, B.1.1.3).
mod marker {
    pub(super) const BEGIN: u8 = 0xD8;
    pub(super) const END: u8 = 0xD9;
    pub(super) const SCAN: u8 = 0xDA;
    pub(super) const JFIF: u8 = 0xE0;
    /// Says how its colours are kept.
    pub(super) const ADOBE: u8 = 0xEE;
    pub(super) const NOTE: u8 = 0xFE;

    /// Whether a segment has a length and bytes.
    pub(super) fn has_length(marker: u8) -> bool {
        !matches!(marker, 0x01 | 0xD0..=END)
    }

    /// Whether a segment is a program's own, or a note.
    pub(super) fn is_note(marker: u8) -> bool {
        matches!(marker, JFIF..=0xEF) && marker != ADOBE || marker == NOTE
    }
}

/// A JPEG without what is not its pixels; none where it does not end.
fn jpeg_without_notes(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = vec![0xFF, marker::BEGIN];
    let mut at = kept.len();
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // As many as somebody likes may stand before a marker.
            0xFF => {
                at += 1;
                continue;
            }
            marker::END => {
                kept.extend([0xFF, marker::END]);
                return Some(kept);
            }
            _ => {}
        }
        let mut end = at + 2;
        if marker::has_length(marker) {
            let length = u16::from_be_bytes(bytes.get(end..end + 2)?.try_into().ok()?);
            end += usize::from(length.max(2));
        }
        if marker == marker::SCAN {
            // The pixels go on to the next marker that is neither filled up nor begins them anew.
            let is_marker =
                |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF);
            end += bytes.get(end..)?.windows(2).position(is_marker)?;
        }
        let segment = bytes.get(at..end)?;
        if !marker::is_note(marker) {
            kept.extend_from_slice(segment);
        }
        at = end;
    }
}
