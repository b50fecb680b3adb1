//! The tray's icon: one shape for each state, told apart without colour, composed from the layers in `icons/tray/`.

use monitor_core::view::{View, Worst};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Icon {
    pub(crate) face: Face,
    /// Notifications are paused: shown as a layer over the face.
    pub(crate) paused: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Face {
    Active,
    Attention,
    Blind,
    Idle,
}

impl Icon {
    pub(crate) fn of(view: Option<&View>) -> Self {
        let face = match view.map(|view| view.summary.worst) {
            Some(Worst::Active) => Face::Active,
            Some(Worst::Attention) => Face::Attention,
            Some(Worst::Blind) => Face::Blind,
            Some(Worst::Idle) | None => Face::Idle,
        };
        Self {
            face,
            paused: view.is_some_and(|view| view.paused_until.is_some()),
        }
    }

    /// Square pictures from small to large.
    pub(crate) fn pictures(self) -> Vec<Picture> {
        let faces = LAYERS
            .iter()
            .filter(|(face, _)| *face == self.face)
            .flat_map(|(_, layers)| layers);
        let layered = faces.zip(PAUSED).filter_map(|(face, paused)| {
            let over = self.paused.then_some(paused);
            Picture::compose(face, over, self.ink())
        });
        layered.collect()
    }

    /// A middle tone that stands out on light and dark panels alike.
    const fn ink(self) -> [u8; 3] {
        match self.face {
            Face::Active => [0x3b, 0x8e, 0xea],
            Face::Attention => [0xe8, 0x8a, 0x1a],
            Face::Blind | Face::Idle => [0x7b, 0x82, 0x8c],
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
    /// Inks the face's shape; the layer over it clears the room that it covers, however faintly.
    fn compose(face: &[u8], over: Option<&[u8]>, ink: [u8; 3]) -> Option<Self> {
        let (size, shape) = alpha(face)?;
        let over = over.and_then(alpha).map(|(_, alpha)| alpha);
        let mut rgba = Vec::with_capacity(shape.len() * 4);
        for (index, under) in shape.iter().enumerate() {
            let top = over.as_ref().and_then(|over| over.get(index)).copied();
            let opacity = top.filter(|top| *top > 0).unwrap_or(*under);
            rgba.extend([ink[0], ink[1], ink[2], opacity]);
        }
        Some(Self { size, rgba })
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
    let square = info.width == info.height && info.bit_depth == png::BitDepth::Eight;
    let alpha = pixels[..info.buffer_size()]
        .chunks_exact(channels)
        .filter_map(|pixel| pixel.last().copied());
    (has_alpha && square).then(|| (info.width, alpha.collect()))
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
        let picture = Icon { face, paused }
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

    #[test]
    fn every_icon_has_every_size() {
        for (face, _) in LAYERS {
            let sizes: Vec<_> = Icon { face, paused: true }
                .pictures()
                .iter()
                .map(|picture| picture.size)
                .collect();
            assert_eq!(sizes, [16, 22, 24, 32, 48], "{face:?}");
        }
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
