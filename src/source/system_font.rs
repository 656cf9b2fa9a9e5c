//! The font of the machine for Han characters, for archives that ask for it.

use fontdb::{Database, Family, Query, Weight};

/// The usual fonts for simplified Chinese: those of Windows, macOS, Linux; black ones first, which read well on covers.
const FAMILIES: [&str; 17] = [
    "SimHei",
    "Microsoft YaHei",
    "DengXian",
    "SimSun",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "STHeiti",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "Noto Serif SC",
];

/// The bytes of a font's file, and which font of that file it is; none where the machine has none of the usual ones.
pub fn system_font() -> Option<(Vec<u8>, u32)> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let bold =
        |family| fonts.query(&Query { families: &[Family::Name(family)], weight: Weight::BOLD, ..Query::default() });
    let found = FAMILIES.into_iter().find_map(bold)?;
    fonts.with_face_data(found, |bytes, index| (bytes.to_vec(), index))
}
