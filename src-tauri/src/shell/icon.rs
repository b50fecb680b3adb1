//! The tray's icon: one shape for each state, told apart without colour, composed from the layers in `icons/tray/`.

mod count;

use monitor_core::view::{View, Worst};

pub(crate) use count::Count;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Icon {
    pub(crate) face: Face,
    /// Notifications are paused: shown as a layer over the face.
    pub(crate) paused: bool,
    /// How many are watched, while that is all there is to say: over the triangle it would count what needs someone.
    pub(crate) count: Count,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Face {
    Active,
    Attention,
    Blind,
    Idle,
}

impl Face {
    const fn of(worst: Worst) -> Self {
        match worst {
            Worst::Active => Self::Active,
            Worst::Attention => Self::Attention,
            Worst::Blind => Self::Blind,
            Worst::Idle => Self::Idle,
        }
    }

    /// What is known to need someone comes before what is not known.
    const fn rank(self) -> u8 {
        match self {
            Self::Idle => 0,
            Self::Active => 1,
            Self::Blind => 2,
            Self::Attention => 3,
        }
    }
}

impl Icon {
    /// The face of whichever account is worst, and of all what is watched.
    pub(crate) fn of<'a>(views: impl IntoIterator<Item = &'a View>) -> Self {
        let (mut face, mut watched, mut paused) = (Face::Idle, 0, false);
        for view in views {
            let next = Face::of(view.summary.worst);
            if next.rank() > face.rank() {
                face = next;
            }
            watched += view.summary.watched;
            paused |= view.paused_until.is_some();
        }
        let count = match face {
            Face::Active => Count::of(watched),
            Face::Attention | Face::Blind | Face::Idle => Count::None,
        };
        Self {
            face,
            paused,
            count,
        }
    }

    /// Square pictures from small to large.
    pub(crate) fn pictures(self) -> Vec<Picture> {
        let faces = LAYERS
            .iter()
            .filter(|(face, _)| *face == self.face)
            .flat_map(|(_, layers)| layers);
        let layered = faces.zip(PAUSED).filter_map(|(face, paused)| {
            let (size, shape) = alpha(face)?;
            let paused = self.paused.then_some(paused).and_then(alpha);
            let over = [paused.map(|(_, layer)| layer), self.count.layer(size)];
            Some(Picture::compose(
                size,
                shape,
                over.iter().flatten(),
                self.ink(),
            ))
        });
        layered.collect()
    }

    /// A middle tone: as dark as a light panel needs it, and as light as a dark one does.
    const fn ink(self) -> [u8; 3] {
        match self.face {
            Face::Active => [0x3a, 0x8a, 0xe2],
            Face::Attention => [0xc8, 0x74, 0x0f],
            Face::Blind | Face::Idle => [0x82, 0x89, 0x93],
        }
    }
}

/// Pixels row by row, each as red, green, blue, alpha.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Picture {
    pub(crate) size: u32,
    pub(crate) rgba: Vec<u8>,
}

impl Picture {
    /// Inks the face's shape; a layer over it clears the room that it covers, however faintly.
    fn compose<'a>(
        size: u32,
        mut shape: Vec<u8>,
        over: impl Iterator<Item = &'a Vec<u8>>,
        ink: [u8; 3],
    ) -> Self {
        for layer in over {
            for (under, top) in shape.iter_mut().zip(layer) {
                if *top > 0 {
                    *under = *top;
                }
            }
        }
        let [red, green, blue] = ink;
        let pixel = |opacity| [red, green, blue, opacity];
        Self {
            size,
            rgba: shape.into_iter().flat_map(pixel).collect(),
        }
    }

    /// As the StatusNotifierItem specification wants it: ARGB32 in network byte order.
    #[cfg(target_os = "linux")]
    pub(crate) fn argb(&self) -> Vec<u8> {
        self.rgba
            .chunks_exact(4)
            .flat_map(|pixel| [pixel[3], pixel[0], pixel[1], pixel[2]])
            .collect()
    }
}

/// The opacity of each pixel of a square PNG.
fn alpha(png: &[u8]) -> Option<(u32, Vec<u8>)> {
    let ((width, height), pixels) = opacity(png)?;
    (width == height).then_some((width, pixels))
}

/// Width and height of a PNG, and the opacity of each pixel.
fn opacity(png: &[u8]) -> Option<((u32, u32), Vec<u8>)> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    let channels = info.color_type.samples();
    let has_alpha = matches!(
        info.color_type,
        png::ColorType::GrayscaleAlpha | png::ColorType::Rgba
    );
    let in_bytes = info.bit_depth == png::BitDepth::Eight;
    let alpha = pixels[..info.buffer_size()]
        .chunks_exact(channels)
        .filter_map(|pixel| pixel.last().copied());
    (has_alpha && in_bytes).then(|| ((info.width, info.height), alpha.collect()))
}

macro_rules! layers {
    ($name:literal) => {
        [
            include_bytes!(concat!("../../../icons/tray/", $name, "-16.png")),
            include_bytes!(concat!("../../../icons/tray/", $name, "-22.png")),
            include_bytes!(concat!("../../../icons/tray/", $name, "-24.png")),
            include_bytes!(concat!("../../../icons/tray/", $name, "-32.png")),
            include_bytes!(concat!("../../../icons/tray/", $name, "-48.png")),
        ]
    };
}

type Layers = [&'static [u8]; 5];

const PAUSED: Layers = layers!("paused");
const LAYERS: [(Face, Layers); 4] = [
    (Face::Active, layers!("active")),
    (Face::Attention, layers!("attention")),
    (Face::Blind, layers!("blind")),
    (Face::Idle, layers!("idle")),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(face: Face, paused: bool) -> Vec<u8> {
        let picture = icon(face, paused, 0)
            .pictures()
            .into_iter()
            .next()
            .expect("a 16 pixel picture");
        assert_eq!(picture.size, 16);
        picture
            .rgba
            .chunks_exact(4)
            .map(|pixel| u8::from(pixel[3] > 127))
            .collect()
    }

    fn icon(face: Face, paused: bool, watched: usize) -> Icon {
        Icon {
            face,
            paused,
            count: Count::of(watched),
        }
    }

    #[test]
    fn every_icon_has_every_size() {
        for (face, _) in LAYERS {
            let sizes: Vec<_> = icon(face, true, 3)
                .pictures()
                .iter()
                .map(|picture| picture.size)
                .collect();
            assert_eq!(sizes, [16, 22, 24, 32, 48], "{face:?}");
        }
    }

    #[test]
    fn a_count_is_shown_wherever_it_fits_and_leaves_the_rest_of_the_shape() {
        let pictures = |paused, watched| icon(Face::Active, paused, watched).pictures();
        for paused in [false, true] {
            for (plain, counted) in pictures(paused, 0).iter().zip(pictures(paused, 12)) {
                assert_eq!(*plain != counted, plain.size >= 22, "{}", plain.size);
                let left_below = |picture: &Picture| {
                    let side = usize::try_from(picture.size).expect("small");
                    let rows = picture.rgba.chunks_exact(side * 4).skip(side * 9 / 16);
                    rows.flatten().copied().collect::<Vec<_>>()
                };
                assert_eq!(left_below(plain), left_below(&counted), "{}", plain.size);
            }
        }
    }

    /// WCAG 1.4.11: what tells a state is told from what surrounds it by three to one.
    #[test]
    fn every_icon_stands_out_on_light_and_dark_panels() {
        for (face, _) in LAYERS {
            for picture in icon(face, true, 3).pictures() {
                let pixels = picture.rgba.chunks_exact(4);
                let inked: Vec<_> = pixels.filter(|pixel| pixel[3] == u8::MAX).collect();
                assert!(inked.len() > 20, "{face:?} at {}", picture.size);
                for panel in [[0xff; 3], [0xf0; 3], [0x3c; 3], [0x1e; 3]] {
                    let least = inked
                        .iter()
                        .map(|pixel| contrast([pixel[0], pixel[1], pixel[2]], panel))
                        .fold(f64::INFINITY, f64::min);
                    assert!(least >= 3.0, "{face:?} on {panel:?}: {least:.2}");
                }
            }
        }
    }

    /// As WCAG 2.2 defines it.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: [u8; 3]) -> f64 {
        let [red, green, blue] = colour.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    #[test]
    fn states_are_told_apart_by_shape_at_sixteen_pixels() {
        let shapes: Vec<_> = LAYERS
            .iter()
            .flat_map(|(face, _)| [(*face, false), (*face, true)])
            .map(|(face, paused)| ((face, paused), shape(face, paused)))
            .collect();
        for (index, (name, one)) in shapes.iter().enumerate() {
            for (other_name, other) in &shapes[index + 1..] {
                let differing = one.iter().zip(other).filter(|(a, b)| a != b).count();
                assert!(
                    differing >= 12,
                    "{name:?} and {other_name:?} differ in {differing} pixels"
                );
            }
        }
    }
}
