//! Pictures that documents show: PNG and JPEG, as all formats take them. The only user of `png` and
//! `zune_jpeg`.

use std::fmt;
use std::io::Cursor;

use png::Transformations;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;

use crate::document::problems::PictureFault;

/// The most pixels of a picture: what a page shows in an inch of height has far fewer.
const MOST_PIXELS: u64 = 16_000_000;
/// White: what transparent pixels lie on.
const WHITE: u32 = 255;

/// A picture, which can be shown.
#[derive(Clone, Eq, PartialEq)]
pub struct Picture {
    /// The file's bytes.
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
    pub fn read(bytes: Vec<u8>) -> Result<Picture, PictureFault> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Picture::read_png(bytes);
        }
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
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
        let mut decoder = JpegDecoder::new(Cursor::new(&bytes));
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

    /// How wide it is for a height.
    pub fn width_for(&self, height: f64) -> f64 {
        height * f64::from(self.width) / f64::from(self.height)
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
