//! How many are watched, as a layer over the upper right corner of the tray's icon. Ten digits and a plus sign need no
//! font, and whole pixels stay sharp at every size.

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
            Self::Many => vec![Sign::new(DIGITS[9], scale), Sign::new(PLUS, scale / 2)],
            Self::None => return None,
            Self::Some(digit) => vec![Sign::new(*DIGITS.get(usize::from(digit))?, scale)],
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

/// Five rows from above; in each the three lowest bits, from left.
type Glyph = [u8; ROWS];

const DIGITS: [Glyph; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b010, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];
const PLUS: Glyph = [0b000, 0b010, 0b111, 0b010, 0b000];

/// A glyph whose dots are squares of so many pixels.
struct Sign {
    glyph: Glyph,
    scale: usize,
}

impl Sign {
    const fn new(glyph: Glyph, scale: usize) -> Self {
        Self { glyph, scale }
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

    fn write(&mut self, sign: &Sign, left: usize, top: usize) {
        for (row, dots) in sign.glyph.iter().enumerate() {
            for column in 0..COLUMNS {
                if (dots >> (COLUMNS - 1 - column)) & 1 == 1 {
                    let (x, y) = (left + column * sign.scale, top + row * sign.scale);
                    self.fill(x, y, (sign.scale, sign.scale), u8::MAX);
                }
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
    fn beside_the_icon_it_is_written() {
        let texts = [0, 1, 9, 10, 421].map(|number| Count::of(number).text());
        let expected = [None, Some("1"), Some("9"), Some("9+"), Some("9+")];
        assert_eq!(texts, expected.map(|text| text.map(str::to_owned)));
    }
}
