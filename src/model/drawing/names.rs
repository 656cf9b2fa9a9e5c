//! The elements and attributes that show something in a drawing; whatever else programs write there is theirs.

/// Elements that a drawing is made of. Of the words that are no part of it the title stays, which browsers show; notes
/// are not shown by any.
const ELEMENTS: [&str; 59] = [
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "ellipse",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Elements whose text is shown.
const WITH_TEXT: [&str; 6] = ["a", "style", "text", "textPath", "title", "tspan"];

/// Attributes of SVG that are no properties of styles.
const ATTRIBUTES: &str = " accumulate additive amplitude aria-describedby aria-hidden aria-label aria-labelledby \
    attributeName attributeType azimuth baseFrequency baseProfile begin bias by calcMode class clipPathUnits \
    contentScriptType contentStyleType cx cy d diffuseConstant divisor dur dx dy edgeMode elevation end exponent fill \
    filterRes filterUnits focusable fr from fx fy glyphRef gradientTransform gradientUnits height href id in in2 \
    intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lang lengthAdjust \
    limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits max media method min mode \
    numOctaves offset operator order orient origin path pathLength patternContentUnits patternTransform patternUnits \
    points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY rel \
    repeatCount repeatDur requiredExtensions requiredFeatures restart result role rotate rx ry scale seed side slope \
    spacing specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles style surfaceScale \
    systemLanguage tabindex tableValues target targetX targetY textLength to type values version viewBox \
    viewTarget width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z zoomAndPan ";

/// Properties of styles that may stand as attributes.
const PROPERTIES: &str = " alignment-baseline background background-color baseline-shift clip clip-path clip-rule color \
    color-interpolation color-interpolation-filters color-profile color-rendering cursor direction display \
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font font-family \
    font-feature-settings font-kerning font-size font-size-adjust font-stretch font-style font-variant \
    font-variant-caps font-variant-ligatures font-variant-numeric font-variation-settings font-weight \
    glyph-orientation-horizontal glyph-orientation-vertical image-rendering inline-size isolation kerning \
    letter-spacing lighting-color line-height marker marker-end marker-mid marker-start mask mask-type mix-blend-mode \
    opacity overflow paint-order pointer-events shape-inside shape-rendering stop-color stop-opacity stroke \
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width \
    text-align text-anchor text-decoration text-overflow text-rendering text-transform transform transform-box \
    transform-origin unicode-bidi vector-effect visibility white-space word-spacing writing-mode ";

/// Whether a drawing shows something by an element of this name.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Whether the text in an element of this name is shown.
pub(super) fn has_text(name: &str) -> bool {
    WITH_TEXT.contains(&name)
}

/// Whether an attribute of this name says how or where something is shown.
pub(super) fn is_attribute(name: &str) -> bool {
    let is_one_of = |names: &str| names.split_ascii_whitespace().any(|known| known == name);
    is_one_of(ATTRIBUTES) || is_one_of(PROPERTIES)
}
