//! How much one file may hold: each limit by its name in `site.yaml`, with what it is unless that says otherwise.
//!
//! What a limit can be raised to is what the program bears: no stack overflows below it, and only a picture takes two
//! gigabytes.

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its key under `limits`.
    pub name: &'static str,
    /// The same in Chinese.
    pub alias: &'static str,
    /// What it is where it is not written.
    pub usual: usize,
    /// The most that can be written.
    pub most: usize,
}

/// The size of a text file that is read, in MB. Prose takes some twenty times its size in memory, a text that stands in
/// front matter thirty times; of what the parser keeps more of, [`ELEMENTS`] are counted.
pub const FILE_SIZE: Limit = limit("file_size", "文件大小", 2, 32);

/// How deep lists and mappings of YAML may lie in each other; a few levels are all that any key needs.
pub const YAML_NESTING: Limit = limit("yaml_nesting", "前言嵌套层数", 32, 48);

/// How many keys and values the YAML of one file may have.
pub const YAML_VALUES: Limit = limit("yaml_values", "前言项数", 60_000, 200_000);

/// How many values the aliases of one file may stand for; a few thousand letters can ask for billions.
pub const YAML_ALIASES: Limit = limit("yaml_aliases", "引用项数", 10_000, 100_000);

/// How deep quotes, lists, emphasis and links may lie in each other; browsers themselves stop at 512 elements, and a list
/// makes two.
pub const NESTING: Limit = limit("nesting", "嵌套层数", 64, 200);

/// How many paragraphs, items, cells, pieces of text and the like one write-up may have. Each takes up to four kilobytes,
/// since packages for platforms write its whole style; what takes more counts as several. Eight times as many marks are
/// read, `[` or the ends of lines.
pub const ELEMENTS: Limit = limit("elements", "正文元素数", 100_000, 250_000);

/// How many tags, honors or old addresses a case may have, or old addresses a page.
pub const TAGS: Limit = limit("tags", "标签数", 200, 10_000);

/// How many cells a score sheet may have.
pub const CSV_CELLS: Limit = limit("csv_cells", "评分表格数", 100_000, 1_000_000);

/// How many pixels a picture may have, in millions. While it is made each takes up to ten bytes: 0.7 GB of the usual,
/// 2 GB of the most, which is what the largest phones give.
pub const MEGAPIXELS: Limit = limit("megapixels", "图片百万像素", 64, 200);

const fn limit(name: &'static str, alias: &'static str, usual: usize, most: usize) -> Limit {
    Limit { name, alias, usual, most }
}

impl Limit {
    /// The end of a cure: how to raise the limit, where it can be raised from what it is.
    pub fn or_raise(&self, from: usize) -> String {
        let Self { name, alias, most, .. } = self;
        if from >= *most {
            return String::new();
        }
        format!("；确实需要的，在 site.yaml 的 limits（上限）里写大 {name}（{alias}），最大 {most}")
    }
}

/// What the limits are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// [`FILE_SIZE`].
    pub file_size: usize,
    /// [`YAML_NESTING`].
    pub yaml_nesting: usize,
    /// [`YAML_VALUES`].
    pub yaml_values: usize,
    /// [`YAML_ALIASES`].
    pub yaml_aliases: usize,
    /// [`NESTING`].
    pub nesting: usize,
    /// [`ELEMENTS`].
    pub elements: usize,
    /// [`TAGS`].
    pub tags: usize,
    /// [`CSV_CELLS`].
    pub csv_cells: usize,
    /// [`MEGAPIXELS`].
    pub megapixels: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self::of(|limit| limit.usual)
    }
}

impl Limits {
    /// As high as they can be.
    pub fn highest() -> Self {
        Self::of(|limit| limit.most)
    }

    /// Each as it is found for it.
    pub fn of(mut find: impl FnMut(&Limit) -> usize) -> Self {
        Self {
            file_size: find(&FILE_SIZE),
            yaml_nesting: find(&YAML_NESTING),
            yaml_values: find(&YAML_VALUES),
            yaml_aliases: find(&YAML_ALIASES),
            nesting: find(&NESTING),
            elements: find(&ELEMENTS),
            tags: find(&TAGS),
            csv_cells: find(&CSV_CELLS),
            megapixels: find(&MEGAPIXELS),
        }
    }

    /// The most pixels of a picture.
    pub fn pixels(&self) -> u64 {
        u64::try_from(self.megapixels).unwrap_or(u64::MAX).saturating_mul(1_000_000)
    }
}

/// Of a text file that is larger than so many megabytes: that it is, and what to do about it.
pub fn beyond_size(bytes: u64, megabytes: usize) -> Option<(String, String)> {
    let most = u64::try_from(megabytes).unwrap_or(u64::MAX).saturating_mul(1024 * 1024);
    if bytes <= most {
        return None;
    }
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    let message = format!("文件有 {}.{} MB，超过上限 {megabytes} MB", tenths / 10, tenths % 10);
    Some((message, format!("请拆成几个文件，或删去粘贴进来的图片数据{}", FILE_SIZE.or_raise(megabytes))))
}
