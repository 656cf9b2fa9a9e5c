//! A made archive of eighty cases, the same every time, and what of each can be searched; enter at [`Made::new`].

use std::fmt::Write as _;

use crate::FRAME;

/// A stream of numbers that depends on its seed alone: splitmix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let mixed = u128::from(mixed ^ (mixed >> 31));
        usize::try_from((mixed * end as u128) >> 64).expect("below a usize")
    }

    pub(crate) fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

/// A document: its address, and its title, words and body as they were written.
pub(crate) struct Written {
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) words: String,
    pub(crate) body: String,
}

/// The archive as files and as documents.
pub(crate) struct Made {
    pub(crate) files: String,
    pub(crate) documents: Vec<Written>,
}

/// Few, so that many pairs meet without their triple.
const COMMON: [&str; 10] = ["乡", "村", "振", "兴", "鄉", "興", "党", "建", "黨", "引"];

const RARE: [&str; 30] = [
    "领", "治", "理", "网", "格", "員", "一", "二", "三", "四", "，", "。", "、", "“", "”", "ＡＩ", "GDP", "2026",
    "２０", "%", "𠮷", "🌾", "Ⅲ", "é", "e\u{301}", "ﬁ", " of ", " 第 ", "㎡", "ǅ",
];

const UNITS: [(&str, &str); 4] = [
    ("湖东街道/青禾社区", "湖东街道青禾社区"),
    ("柳堤社区", "湖东街道柳堤社区"),
    ("月坪村", "月坪乡月坪村"),
    ("湖东街道", "湖东街道"),
];

impl Made {
    pub(crate) fn new() -> Self {
        let mut random = Random(7);
        let page = |url: &str, title: &str, words: &str, body: &str| Written {
            url: url.into(),
            title: title.into(),
            words: words.into(),
            body: body.into(),
        };
        let documents = vec![
            page("pages/about.html", "关于本站", "", "怎样投稿，请看说明。"),
            page("competitions/2026q1.html", "第一季度比武", "强产业\n水务局", "现场观摩三天。"),
            page("competitions/2026q2-hu-dong-jie-dao.html", "街道比武", "湖东街道", ""),
        ];
        let mut made = Self { files: FRAME.to_owned(), documents };
        for number in 0..80 {
            made.add_case(&mut random, number);
        }
        made
    }

    fn add_case(&mut self, random: &mut Random, number: usize) {
        let title = text(random, 8);
        let unit = UNITS[random.below(UNITS.len())];
        let mut tags = vec![text(random, 3), text(random, 2)];
        // A tag that is written twice counts once.
        tags.dedup();
        let theme = ["强产业", "鄉村振兴"][number % 2];
        let competition = if unit.1.starts_with("湖东") && number.is_multiple_of(3) {
            "2026Q2-湖东街道, result: 交流经验}, {competition: 2026Q1"
        } else {
            ["2026Q1, result: 市级典型案例", "2026Q1, result: 推荐市级", "2026Q1, result: 观摩点"][random.below(3)]
        };
        let dimension = ["乡村产业", "[乡村治理, 组织建设]", "人居环境"][random.below(3)];
        let paragraphs = [text(random, 80), text(random, 60), text(random, 5)];
        let (day, month) = (1 + number % 28, 5 + number % 3);
        let yaml = |text: &str| serde_json::to_string(text).expect("a string");
        write!(
            self.files,
            "-- content/cases/c{number}.md --\n---\ntitle: {}\nunit: {}\ndimension: {dimension}\ntheme: {theme}\n\
             entries: [{{competition: {competition}}}]\ndate: 2026-0{month}-{day:02}\n\
             presenter: {{name: 张三, role: 书记}}\ntags: [{}]\n---\n\n{}\n",
            yaml(&title),
            unit.0,
            tags.iter().map(|tag| yaml(tag)).collect::<Vec<_>>().join(", "),
            paragraphs.join("\n\n"),
        )
        .expect("to memory");
        let url = format!("cases/c{number}.html");
        let words = format!("{}\n张三 书记\n{theme}\n{}", unit.1, tags.join("\n"));
        self.documents.push(Written { url, title, words, body: paragraphs.join("\n") });
    }
}

/// Some pieces between two characters that keep Markdown and YAML out of it.
fn text(random: &mut Random, most: usize) -> String {
    let piece = |random: &mut Random| if random.below(3) > 0 { random.pick(&COMMON) } else { random.pick(&RARE) };
    let pieces: String = (0..=random.below(most)).map(|_| piece(random)).collect();
    format!("村{pieces}乡")
}
