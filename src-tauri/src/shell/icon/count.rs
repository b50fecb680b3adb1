//! How many are watched, as a layer over the upper right corner of the tray's icon, put together from the signs in
//! `icons/tray/count/`. Each dot of them is whole pixels, so that they stay sharp at every size.

use super::opacity;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Count {
    /// More than can be read in a corner.
    Many,
    None,
    /// One to nine.
    Some(u8),
}

impl Count {
    pub(crate) fn of(number: usize) -> Self {
        match u8::try_from(number) {
            Ok(0) => Self::None,
            Ok(digit @ 1..=9) => Self::Some(digit),
            Ok(_) | Err(_) => Self::Many,
        }
    }

    /// For a system that writes it beside the icon.
    #[cfg(any(test, not(target_os = "linux")))]
    pub(crate) fn text(self) -> Option<String> {
        match self {
            Self::Many => Some("9+".into()),
            Self::None => None,
            Self::Some(digit) => Some(digit.to_string()),
        }
    }

    /// The opacity of each pixel of a square: digits, in a room that is almost transparent and so clears what is below.
    /// Nothing where there is no count, and in a square too small for it.
    pub(super) fn layer(self, size: u32) -> Option<Vec<u8>> {
        let side = usize::try_from(size).ok().filter(|side| *side >= LEAST)?;
        let scale = side * 3 / 32;
        let signs = match self {
            Self::Many => vec![Sign::drawn(9, scale)?, Sign::drawn(PLUS, scale / 2)?],
            Self::None => return None,
            Self::Some(digit) => vec![Sign::drawn(usize::from(digit), scale)?],
        };
        let gap = scale / 2;
        let width = signs.iter().map(Sign::width).sum::<usize>() + gap * (signs.len() - 1);
        let mut layer = Layer::new(side);
        layer.fill(
            side - width - scale,
            0,
            (width + scale, ROWS * scale + gap),
            CLEAR,
        );
        let mut left = side - width;
        for sign in &signs {
            // The plus sign stands at half the height of the digit.
            let top = (ROWS * scale - ROWS * sign.scale) / 2;
            layer.write(sign, left, top);
            left += sign.width() + gap;
        }
        Some(layer.pixels)
    }
}

/// In a smaller square nothing but the shape is legible.
const LEAST: usize = 22;

/// As in `icons/tray/paused.svg`: what is below gives way to it.
const CLEAR: u8 = 3;

const ROWS: usize = 5;
const COLUMNS: usize = 3;

/// Behind the digits, of which there is no zero: the place of each is its number.
const PLUS: usize = 10;

/// The drawing with one pixel for each dot, with two, three and four.
const SIGNS: [&[u8]; 4] = [
    include_bytes!("../../../../icons/tray/count/signs-1.png"),
    include_bytes!("../../../../icons/tray/count/signs-2.png"),
    include_bytes!("../../../../icons/tray/count/signs-3.png"),
    include_bytes!("../../../../icons/tray/count/signs-4.png"),
];

/// A sign whose dots are squares of so many pixels, row by row.
struct Sign {
    scale: usize,
    rows: Vec<Vec<u8>>,
}

impl Sign {
    /// From its place in the drawing, counted from one; `None` where it is not drawn, or not as large.
    fn drawn(place: usize, scale: usize) -> Option<Self> {
        let ((width, _), pixels) = opacity(SIGNS.get(scale.checked_sub(1)?)?)?;
        let wide = COLUMNS * scale;
        let left = place.checked_sub(1)? * wide;
        let rows = pixels.chunks_exact(usize::try_from(width).ok()?);
        let rows = rows.map(|row| row.get(left..left + wide).map(<[u8]>::to_vec));
        Some(Self {
            scale,
            rows: rows.collect::<Option<_>>()?,
        })
    }

    const fn width(&self) -> usize {
        COLUMNS * self.scale
    }
}

struct Layer {
    side: usize,
    pixels: Vec<u8>,
}

impl Layer {
    fn new(side: usize) -> Self {
        Self {
            side,
            pixels: vec![0; side * side],
        }
    }

    /// Over what is there, wherever the sign has a dot.
    fn write(&mut self, sign: &Sign, left: usize, top: usize) {
        for (row, dots) in sign.rows.iter().enumerate() {
            let start = (top + row) * self.side + left;
            for (pixel, dot) in self.pixels[start..].iter_mut().zip(dots) {
                *pixel = (*pixel).max(*dot);
            }
        }
    }

    /// A rectangle of this width and height.
    fn fill(&mut self, left: usize, top: usize, (width, height): (usize, usize), opacity: u8) {
        for y in top..top + height {
            let row = y * self.side;
            self.pixels[row + left..row + left + width].fill(opacity);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of the corner, with a letter for each pixel.
    fn drawn(count: Count, size: u32) -> Vec<String> {
        let side = usize::try_from(size).expect("small");
        let layer = count.layer(size).expect("a layer");
        let row = |pixels: &[u8]| {
            let letters = pixels[side / 2 - 2..].iter();
            letters
                .map(|opacity| match opacity {
                    0 => ' ',
                    255 => '#',
                    _ => '.',
                })
                .collect()
        };
        layer.chunks(side).take(12).map(row).collect()
    }

    #[test]
    fn a_digit_stands_in_the_corner_and_clears_room_for_itself() {
        let expected = [
            "     ..######",
            "     ..######",
            "     ......##",
            "     ......##",
            "     ..######",
            "     ..######",
            "     ..##....",
            "     ..##....",
            "     ..######",
            "     ..######",
            "     ........",
            "             ",
        ];
        assert_eq!(drawn(Count::Some(2), 22), expected);
    }

    #[test]
    fn more_than_nine_are_nine_and_a_small_plus() {
        let expected = [
            " ..######....",
            " ..######....",
            " ..##..##....",
            " ..##..##..#.",
            " ..######.###",
            " ..######..#.",
            " ......##....",
            " ......##....",
            " ..######....",
            " ..######....",
            " ............",
            "             ",
        ];
        assert_eq!(drawn(Count::Many, 22), expected);
    }

    #[test]
    fn every_count_has_its_own_layer_where_there_is_room_for_one() {
        for size in [22, 24, 32, 48] {
            let counts = (0..=12).map(Count::of);
            let layers: std::collections::BTreeSet<_> =
                counts.map(|count| count.layer(size)).collect();
            // None, one to nine, and more.
            assert_eq!(layers.len(), 11, "{size}");
        }
        assert_eq!(Count::of(3).layer(16), None);
    }

    #[test]
    fn every_sign_is_whole_pixels_at_every_scale() {
        for scale in 1..=4 {
            for place in 1..=PLUS {
                let sign = Sign::drawn(place, scale).expect("it is drawn");
                assert_eq!(sign.rows.len(), ROWS * scale, "{place} at {scale}");
                let inked = sign
                    .rows
                    .concat()
                    .iter()
                    .filter(|dot| **dot == u8::MAX)
                    .count();
                let clear = sign.rows.concat().iter().filter(|dot| **dot == 0).count();
                assert_eq!(inked + clear, ROWS * COLUMNS * scale * scale);
                assert_eq!(inked % (scale * scale), 0, "{place} at {scale}");
            }
        }
        assert!(Sign::drawn(PLUS + 1, 1).is_none() && Sign::drawn(1, 5).is_none());
    }

    #[test]
    fn beside_the_icon_it_is_written() {
        let texts = [0, 1, 9, 10, 421].map(|number| Count::of(number).text());
        let expected = [None, Some("1"), Some("9"), Some("9+"), Some("9+")];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
    }
}
