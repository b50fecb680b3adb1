//! Where a window lay, and where it comes back: on a screen that is still there, and whole. Knows no window.

use serde::{Deserialize, Serialize};

/// A window's frame begins here, and its content has this size. In logical pixels of the whole desktop.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Place {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Place {
    /// Width and height.
    pub(crate) fn size(self) -> (f64, f64) {
        (f64::from(self.width), f64::from(self.height))
    }
}

/// What windows may use of a screen, likewise; panels have the rest.
pub(crate) type Screen = Place;

/// The place as the screens allow it: on the one that most of it was on, else on the first; `None` without a screen.
pub(crate) fn fit(place: Place, screens: &[Screen]) -> Option<Place> {
    let mut best = *screens.first()?;
    for screen in screens {
        if shared(place, *screen) > shared(place, best) {
            best = *screen;
        }
    }
    let (x, width) = within((place.x, place.width), (best.x, best.width));
    let (y, height) = within((place.y, place.height), (best.y, best.height));
    Some(Place {
        x,
        y,
        width,
        height,
    })
}

/// In square pixels.
fn shared(place: Place, screen: Screen) -> i64 {
    let across = overlap((place.x, place.width), (screen.x, screen.width));
    across * overlap((place.y, place.height), (screen.y, screen.height))
}

fn overlap(one: (i32, u32), other: (i32, u32)) -> i64 {
    let end = |(start, length): (i32, u32)| i64::from(start) + i64::from(length);
    let start = i64::from(one.0.max(other.0));
    (end(one).min(end(other)) - start).max(0)
}

/// One dimension: where it begins and how long it is, no longer than the screen and not over its edges.
fn within((start, length): (i32, u32), (edge, room): (i32, u32)) -> (i32, u32) {
    let length = length.min(room);
    let last = i64::from(edge) + i64::from(room - length);
    let start = i64::from(start).clamp(i64::from(edge), last);
    (i32::try_from(start).unwrap_or(edge), length)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn at(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place {
            x,
            y,
            width,
            height,
        }
    }

    const LEFT: Screen = at(0, 32, 1920, 1048);
    const RIGHT: Screen = at(1920, 0, 1280, 1024);

    #[test]
    fn a_window_comes_back_where_it_was() {
        for place in [at(100, 100, 340, 420), at(2000, 10, 1100, 760), LEFT] {
            assert_eq!(fit(place, &[LEFT, RIGHT]), Some(place));
        }
    }

    #[test]
    fn a_window_of_a_screen_that_is_gone_comes_back_on_one_that_is_there() {
        let place = at(2000, 10, 1100, 760);
        assert_eq!(fit(place, &[LEFT]), Some(at(820, 32, 1100, 760)));
        let above = at(100, -900, 340, 420);
        assert_eq!(fit(above, &[LEFT, RIGHT]), Some(at(100, 32, 340, 420)));
    }

    #[test]
    fn a_window_over_an_edge_comes_back_whole_where_most_of_it_was() {
        let between = at(1700, 100, 340, 420);
        assert_eq!(fit(between, &[LEFT, RIGHT]), Some(at(1580, 100, 340, 420)));
        let below = at(2500, 1000, 340, 420);
        assert_eq!(fit(below, &[LEFT, RIGHT]), Some(at(2500, 604, 340, 420)));
    }

    #[test]
    fn a_window_is_no_larger_than_its_screen() {
        let large = at(-50, -50, 4000, 3000);
        assert_eq!(fit(large, &[RIGHT]), Some(RIGHT));
    }

    #[test]
    fn whatever_a_file_says_a_window_is_on_a_screen() {
        for place in [
            at(i32::MIN, i32::MIN, u32::MAX, u32::MAX),
            at(i32::MAX, i32::MAX, u32::MAX, 0),
        ] {
            let fitted = fit(place, &[RIGHT]).expect("there is a screen");
            assert!(
                shared(fitted, RIGHT) > 0 || fitted.height == 0,
                "{fitted:?}"
            );
        }
        assert_eq!(fit(LEFT, &[]), None);
    }
}
