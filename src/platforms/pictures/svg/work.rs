//! What makes a drawing slow or large however few bytes it has, told before anything is drawn.

use resvg::tiny_skia::{PathSegment, Point, Transform};
use resvg::usvg::filter::Kind;
use resvg::usvg::{Group, Node, Paint, Path};

use super::{MOST_HEIGHT, WIDTH};

/// Each layer is a picture of its own, and takes its memory while those inside it are drawn.
const MOST_LAYERS: usize = 64;
const MOST_LAYERS_AT_ONCE: usize = 8;

/// The most steps of all filters; each goes over the whole layer.
const MOST_EFFECTS: usize = 8;

/// The widest blur, in pixels that are drawn; wider ones cost as much again and leave nothing to see.
const MOST_BLUR: f32 = 500.0;

/// The most elements that are drawn, those of patterns and masks each time.
const MOST_ELEMENTS: usize = 100_000;

/// The most painting, in pixels of one colour: about a second.
const MOST_PAINT: f32 = 2.5e8;

/// The largest tile of a pattern, in pixels; it is a picture of its own.
const MOST_TILE: f32 = 1.6e7;

/// What other things cost, in such pixels: a pixel of a gradient or a pattern, a line of the picture that an edge
/// crosses, a dash.
const OF_GRADIENT: f32 = 3.0;
const OF_PATTERN: f32 = 6.0;
const OF_EDGE: f32 = 20.0;
const OF_DASH: f32 = 150.0;

/// The work of a drawing.
#[derive(Default)]
pub(super) struct Work {
    layers: usize,
    layers_at_once: usize,
    effects: usize,
    elements: usize,
    paint: f32,
    /// Whether something is among it whose cost grows with its numbers.
    is_unbounded: bool,
}

impl Work {
    /// That of a whole drawing, drawn `scale` times as large as its own units.
    pub(super) fn of(root: &Group, scale: f32) -> Self {
        let mut work = Self::default();
        work.enter(root, 0, scale);
        work
    }

    pub(super) fn is_too_much(&self) -> bool {
        // A sum of what is no number is none, and not below the limit.
        let is_bounded = self.paint <= MOST_PAINT && !self.is_unbounded;
        !is_bounded
            || self.layers > MOST_LAYERS
            || self.layers_at_once > MOST_LAYERS_AT_ONCE
            || self.effects > MOST_EFFECTS
            || self.elements > MOST_ELEMENTS
    }

    fn enter(&mut self, group: &Group, depth: usize, scale: f32) {
        let depth = depth + usize::from(group.should_isolate());
        self.layers += usize::from(group.should_isolate());
        self.layers_at_once = self.layers_at_once.max(depth);
        for effect in group.filters().iter().flat_map(|filter| filter.primitives()) {
            self.effects += 1;
            let (x, y) = group.abs_transform().get_scale();
            let is_wide = |of_x: f32, of_y: f32| (of_x * x).max(of_y * y) * scale > MOST_BLUR;
            self.is_unbounded |= match effect.kind() {
                Kind::Morphology(_) | Kind::Turbulence(_) | Kind::ConvolveMatrix(_) => true,
                Kind::GaussianBlur(blur) => is_wide(blur.std_dev_x().get(), blur.std_dev_y().get()),
                Kind::DropShadow(shadow) => is_wide(shadow.std_dev_x().get(), shadow.std_dev_y().get()),
                _ => false,
            };
        }
        for node in group.children() {
            self.elements += 1;
            // Patterns in patterns multiply.
            if self.is_too_much() {
                return;
            }
            match node {
                Node::Path(path) => self.paint(path, depth, scale),
                Node::Group(inner) => {
                    self.enter(inner, depth, scale);
                    // Masks and clips are drawings as well.
                    node.subroots(|inner| self.enter(inner, depth + 1, scale));
                }
                Node::Image(_) | Node::Text(_) => {}
            }
        }
    }

    fn paint(&mut self, path: &Path, depth: usize, scale: f32) {
        let transform = path.abs_transform().post_scale(scale, scale);
        let bounds = path.abs_stroke_bounding_box();
        let area = (bounds.width() * scale).min(WIDTH) * (bounds.height() * scale).min(MOST_HEIGHT);
        let (length, edges) = outline(path, transform);
        if let Some(fill) = path.fill() {
            self.paint += area * self.price(fill.paint(), transform, depth) + edges * OF_EDGE;
        }
        if let Some(stroke) = path.stroke() {
            let (x, y) = transform.get_scale();
            let width = stroke.width().get() * x.max(y) + 2.0;
            self.paint += (length * width).min(area) * self.price(stroke.paint(), transform, depth) + edges * OF_EDGE;
            if let Some(dashes) = stroke.dasharray() {
                let period = dashes.iter().sum::<f32>() * x.min(y);
                self.paint += length / period * to_f32(dashes.len()) * OF_DASH;
            }
        }
    }

    /// What a pixel of this paint costs; the tile of a pattern is drawn once more.
    fn price(&mut self, paint: &Paint, transform: Transform, depth: usize) -> f32 {
        match paint {
            Paint::Color(_) => 1.0,
            Paint::LinearGradient(_) | Paint::RadialGradient(_) => OF_GRADIENT,
            Paint::Pattern(pattern) => {
                let (x, y) = transform.pre_concat(pattern.transform()).get_scale();
                let tile = pattern.rect().width() * x * pattern.rect().height() * y;
                self.is_unbounded |= tile.is_nan() || tile > MOST_TILE;
                self.paint += tile;
                self.enter(pattern.root(), depth + 1, x.max(y));
                OF_PATTERN
            }
        }
    }
}

/// How long the outline of a path is, and how many lines of the picture its edges cross, in pixels; both rather too
/// large, since curves are taken by the points that hold them.
fn outline(path: &Path, transform: Transform) -> (f32, f32) {
    let (mut length, mut edges) = (0.0, 0.0);
    let (mut start, mut last) = (Point::zero(), Point::zero());
    let mut to = |last: &mut Point, mut point: Point| {
        transform.map_point(&mut point);
        length += (point.x - last.x).hypot(point.y - last.y);
        edges += (point.y - last.y).abs().min(MOST_HEIGHT);
        *last = point;
    };
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(mut point) => {
                transform.map_point(&mut point);
                (start, last) = (point, point);
            }
            PathSegment::LineTo(point) => to(&mut last, point),
            PathSegment::QuadTo(a, point) => [a, point].into_iter().for_each(|point| to(&mut last, point)),
            PathSegment::CubicTo(a, b, point) => [a, b, point].into_iter().for_each(|point| to(&mut last, point)),
            PathSegment::Close => last = start,
        }
    }
    (length, edges)
}

#[expect(clippy::cast_precision_loss, reason = "a cost need not be exact")]
fn to_f32(count: usize) -> f32 {
    count as f32
}
