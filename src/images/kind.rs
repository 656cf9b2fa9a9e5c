//! What kind of picture a file is, by its first bytes, and why one cannot be shown.

use image::ImageFormat;

use super::png_parts::parts;
use super::wanted::Wanted;
use crate::model::limits::MEGAPIXELS;
use crate::model::nature::{AVIF, HEIC};
use crate::model::{Code, Diagnostics, Nature};

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file is damaged, or a part of it is missing.
    Damaged,
    /// A kind that telephones write and browsers do not show.
    Heic,
    /// A picture of a kind that is not read, by its name.
    Other(&'static str),
    /// A JPEG that is stored in a manner that hardly any program uses.
    Rare,
    /// A drawing with a picture inside that cannot be made anew.
    Inside,
    /// A drawing that browsers would run or fetch something for, however it is written.
    Active,
    /// A drawing that copies its parts more often than browsers bear.
    TooManyCopies,
    /// A drawing with more names and attributes than can be read in time.
    TooManyNames,
    /// Something that is no picture.
    Foreign(Nature),
    /// Nothing that is known.
    Unknown,
    /// A file of more bytes than the limit.
    TooManyBytes { bytes: u64, most: u64 },
    /// More pixels than the limit.
    TooLarge { width: u32, height: u32, most: u64 },
    /// A side of more pixels than the limit.
    TooLong { width: u32, height: u32, most: u32 },
    /// A moving picture of more bytes than the limit.
    TooHeavy { bytes: usize, most: usize },
    /// A moving picture whose frames have more pixels together than the limit.
    TooManyFrames { pixels: u64, most: u64 },
}

/// The kind of a picture; a fault where it is none that is read.
pub(super) fn kind(bytes: &[u8]) -> Result<ImageFormat, Fault> {
    if bytes.get(4..8) == Some(b"ftyp") {
        // Films and AVIF begin so too.
        return Err(match bytes.get(8..12) {
            Some(brand) if HEIC.contains(&brand) => Fault::Heic,
            Some(brand) if AVIF.contains(&brand) => Fault::Other("AVIF"),
            None => Fault::Damaged,
            Some(_) => Fault::Foreign(Nature::Film),
        });
    }
    match image::guess_format(bytes) {
        Ok(
            format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif | ImageFormat::Bmp),
        ) => Ok(format),
        Ok(other) => Err(Fault::Other(other.extensions_str().first().copied().unwrap_or_default())),
        Err(_) => Err(Nature::of(bytes).map_or(Fault::Unknown, Fault::Foreign)),
    }
}

/// Whether it moves, but will be shown as its first frame alone.
pub(super) fn stands_still(bytes: &[u8]) -> bool {
    /// Among the flags of a WebP, that it has frames.
    const HAS_FRAMES: u8 = 2;
    match image::guess_format(bytes) {
        Ok(ImageFormat::WebP) => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & HAS_FRAMES != 0)
        }
        Ok(ImageFormat::Png) => parts(bytes).take_while(|part| part.name != b"IDAT").any(|part| part.name == b"acTL"),
        _ => false,
    }
}

const ZIP: &str = "要给读者原件的，请压缩成 zip";

impl Fault {
    /// Reports it where the picture is referred to.
    pub(super) fn report(self, diagnostics: &mut Diagnostics, wanted: &Wanted) {
        let Wanted { text, place, kind, .. } = wanted;
        let (code, message, help) = match self {
            // A file with such a name that says nothing of its kind was meant to be a picture.
            Self::Unknown if *kind == "heic" || *kind == "heif" => return Self::Heic.report(diagnostics, wanted),
            Self::Unknown if matches!(*kind, "jpg" | "jpeg" | "jfif" | "png" | "webp" | "gif" | "bmp") => {
                return Self::Damaged.report(diagnostics, wanted);
            }
            Self::Damaged => (
                Code::PictureDamaged,
                format!("图片「{text}」打不开：文件已经损坏，或者没有复制完整"),
                "请从手机或相机里重新复制一份；看图软件打得开的，请另存为 JPG 再用".to_owned(),
            ),
            Self::Heic => (
                Code::PictureKind,
                format!("图片「{text}」是 HEIC 格式，很多浏览器打不开"),
                "请另存为 JPG（JPEG）再用：在看图软件里打开它，选“另存为”或“导出”；iPhone 在“设置”的“相机”“格式”里\
                 选“兼容性最佳”，以后拍的就是 JPG"
                    .to_owned(),
            ),
            Self::Foreign(nature) => (
                Code::PictureKind,
                format!("「{text}」不是图片，而是{}", spaced(nature.name())),
                cure(nature, kind).to_owned(),
            ),
            Self::Other(name) => (
                Code::PictureKind,
                format!("图片「{text}」是 {} 格式，网页上要用 JPG、PNG、WebP 或 GIF", name.to_uppercase()),
                format!("请用看图软件打开它，另存为 JPG 或 PNG；{ZIP}"),
            ),
            Self::Unknown => (
                Code::PictureKind,
                format!("「{text}」不是 JPG、PNG、WebP、GIF 图片"),
                format!("请用看图软件打开它，另存为 JPG 或 PNG；{ZIP}"),
            ),
            Self::Inside => (
                Code::PictureDamaged,
                format!("「{text}」里嵌着一张图片，那张打不开，看不出里面记着什么"),
                "请在画图软件里删去嵌着的图片，或者把整幅图导出为 PNG 再用".to_owned(),
            ),
            Self::Active => (
                Code::UnsafeAttachment,
                format!("「{text}」不能发布：里面有脚本，或要从别的网站取内容，去不干净"),
                "请另存为普通的 SVG，或者导出为 PNG".to_owned(),
            ),
            Self::TooManyCopies => (
                Code::PictureTooLarge,
                format!("图片「{text}」里互相引用的图形太多，浏览器画不出来"),
                "请导出为 PNG 再用".to_owned(),
            ),
            Self::TooManyNames => (
                Code::PictureTooLarge,
                format!("图片「{text}」里的元素、属性或声明的名称多得不像是画出来的，读起来太慢"),
                "请导出为 PNG 再用".to_owned(),
            ),
            Self::Rare => (
                Code::PictureKind,
                format!("图片「{text}」是一种少见的 JPG，这里打不开"),
                "请用看图软件打开它，另存为普通的 JPG 或 PNG".to_owned(),
            ),
            Self::TooManyBytes { bytes, most } => (
                Code::PictureTooLarge,
                format!("图片「{text}」有 {} MB，超过上限 {} MB", bytes.div_ceil(1 << 20), most >> 20),
                format!("请用看图软件另存为 JPG 再用；{ZIP}"),
            ),
            Self::TooLarge { width, height, most } => (
                Code::PictureTooLarge,
                format!(
                    "图片「{text}」有 {width}×{height}，共 {} 万像素，超过上限 {} 万",
                    u64::from(width) * u64::from(height) / 10_000,
                    most / 10_000
                ),
                format!(
                    "请用看图软件把它缩小到宽 {} 像素以内再用；{ZIP}{}",
                    fitting_width(width, height, most),
                    or_raise(u64::from(width) * u64::from(height), most)
                ),
            ),
            Self::TooLong { width, height, most } => (
                Code::PictureTooLarge,
                format!("图片「{text}」有 {width}×{height}，一边超过上限 {most}"),
                format!("请用看图软件把它裁成几张，或者缩小再用；{ZIP}"),
            ),
            Self::TooHeavy { bytes, most } => (
                Code::PictureTooLarge,
                format!("动图「{text}」有 {} KB，超过上限 {} KB", bytes / 1000, most / 1000),
                "请把动图截短或缩小，或者换成一张 JPG；要给读者看全的，请存成 mp4 放进附件".to_owned(),
            ),
            Self::TooManyFrames { pixels, most } => (
                Code::PictureTooLarge,
                format!("动图「{text}」的帧加起来有 {} 万像素，超过上限 {} 万", pixels / 10_000, most / 10_000),
                "请把动图截短或缩小，或者换成一张 JPG；要给读者看全的，请存成 mp4 放进附件".to_owned(),
            ),
        };
        diagnostics.report(code, place.clone(), message, help);
    }
}

/// How to raise the limit, where that is of use to a picture of so many pixels.
fn or_raise(pixels: u64, most: u64) -> String {
    let millions = |pixels: u64| usize::try_from(pixels.div_ceil(1_000_000)).unwrap_or(usize::MAX);
    if millions(pixels) > MEGAPIXELS.most { String::new() } else { MEGAPIXELS.or_raise(millions(most)) }
}

/// A name as it stands after Han characters.
fn spaced(name: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii()) { format!(" {name}") } else { name.to_owned() }
}

/// What to do with something that is no picture, and has the name of one where `kind` is its ending.
fn cure(nature: Nature, kind: &str) -> &'static str {
    match nature {
        Nature::Drawing => "请把文件的扩展名改成 .svg，链接也一起改",
        Nature::Page => "多半是下载时存下了网页：请打开那个网页，在图片上点右键，选“图片另存为”",
        Nature::Program => "请换成真正的图片；程序不能放到网站上",
        Nature::Text => "请换成真正的图片；从别处下载、同步来的，请再取一次",
        _ if kind.is_empty() => "要给读者下载的，请去掉前面的叹号；要显示在文章里的，请截图存成 JPG 或 PNG",
        _ => "要给读者下载的，请把扩展名改对，写成不带叹号的链接；要显示在文章里的，请截图存成 JPG 或 PNG",
    }
}

/// The width, in hundreds of pixels, at which a picture of these proportions keeps to the limit; wider than 4000 is no
/// better on any page.
fn fitting_width(width: u32, height: u32, most_pixels: u64) -> u64 {
    let fitting = (most_pixels * u64::from(width) / u64::from(height).max(1)).isqrt().min(4000);
    if fitting < 100 { fitting } else { fitting / 100 * 100 }
}
