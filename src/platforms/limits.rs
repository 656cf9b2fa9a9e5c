//! What platforms take at most, and what happens to more.

use super::draft::Draft;
use super::manuscript::Manuscript;
use super::pictures::{Fault, is_passing};
use super::rich::Rich;
use crate::model::{Code, Place};

/// A problem of one package.
pub(super) struct Finding {
    pub(super) code: Code,
    pub(super) place: Place,
    pub(super) message: String,
    pub(super) help: String,
}

/// What a platform does with a text: how long it may be, from what length on it may be shown cut, and what it says.
struct Limit {
    platform: &'static str,
    what: &'static str,
    most: usize,
    advised: usize,
    /// The code for what is refused.
    code: Code,
    /// With the platform's own error code, where it has one.
    refusal: &'static str,
}

const WECHAT: &str = "微信公众号";

const WECHAT_TITLE: Limit = Limit {
    platform: WECHAT,
    what: "标题",
    most: 32,
    advised: 21,
    code: Code::PlatformTitle,
    refusal: "微信公众号会拒绝，并显示错误码 45003",
};

const WECHAT_AUTHOR: Limit = Limit {
    platform: WECHAT,
    what: "作者",
    most: 16,
    advised: 16,
    code: Code::PlatformAuthor,
    refusal: "微信公众号会拒绝，较长的署名可以写在正文末尾",
};

const WECHAT_DIGEST: Limit = Limit {
    platform: WECHAT,
    what: "摘要",
    most: 128,
    advised: 120,
    code: Code::PlatformDigest,
    refusal: "微信公众号会拒绝，并显示错误码 45004",
};

const TOUTIAO_TITLE: Limit = Limit {
    platform: "今日头条",
    what: "标题",
    most: 30,
    advised: 30,
    code: Code::PlatformTitle,
    refusal: "今日头条会拒绝",
};

/// How many characters an article of 微信公众号 must stay below, tags counted.
const WECHAT_CONTENT: usize = 20_000;

/// How many bytes the address of 阅读原文 may have.
const WECHAT_ORIGINAL: usize = 1024;

/// What some portals do not take in a title.
const NOT_IN_TITLES: [char; 10] = ['【', '】', '{', '}', '@', '#', '$', '¥', '￥', '*'];

/// Title, author, digest and content for 微信公众号.
pub(super) fn wechat(draft: &Draft<'_>, rich: &Rich, author: &str) -> Vec<Finding> {
    let manuscript = &draft.manuscript;
    let mut findings: Vec<Finding> = [
        WECHAT_TITLE.check(manuscript.title, manuscript.title_place()),
        WECHAT_AUTHOR.check(author, manuscript.author_place()),
        WECHAT_DIGEST.check(manuscript.summary, manuscript.summary_place()),
    ]
    .into_iter()
    .flatten()
    .collect();
    findings.extend(no_author(draft, author));
    findings.extend(content(draft, rich));
    findings.extend(original(draft));
    findings
}

/// The title for 今日头条.
pub(super) fn toutiao(draft: &Draft<'_>) -> Vec<Finding> {
    TOUTIAO_TITLE.check(draft.manuscript.title, draft.manuscript.title_place()).into_iter().collect()
}

/// What some portals refuse, for the desk to know.
pub(super) fn portal(title: &str, text: &str) -> Vec<String> {
    let mut advice = Vec::new();
    let found: String = title.chars().filter(|c| NOT_IN_TITLES.contains(c)).collect();
    if !found.is_empty() {
        advice.push(format!("标题里有「{found}」，有的网站不收"));
    }
    let is_site = |word: &&str| {
        let word = word.to_lowercase();
        word.contains("://")
            || word.starts_with("www.")
            || [".cn", ".com"].iter().any(|end| word.contains(end)) && !word.contains('@')
    };
    if let Some(word) = text.split(|c: char| !c.is_ascii_graphic()).find(is_site) {
        advice.push(format!("正文里有网址「{word}」，有的网站不收"));
    }
    let mut numbers = text.split(|c: char| !(c.is_ascii_digit() || "+-()（） ".contains(c))).map(str::trim);
    if let Some(number) = numbers.find(|number| is_telephone(number)) {
        advice.push(format!("正文里有电话「{number}」，有的网站不收"));
    }
    advice
}

/// Whether a number is one to call: of a telephone with its area, or of a mobile one.
fn is_telephone(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = if number.starts_with('+') { digits.trim_start_matches("86") } else { &digits };
    let is_divided = number.contains(['-', '(', '（', ' ']);
    let is_mobile = digits.len() == 11 && digits.starts_with('1') && digits.as_bytes()[1] > b'2';
    is_mobile || is_divided && (10..=12).contains(&digits.len()) && digits.starts_with(['0', '4', '8'])
}

/// The address, where a short post has no room for it.
pub(super) fn weibo(draft: &Draft<'_>, post: &str) -> Vec<Finding> {
    let is_left_out = |url: &String| !post.ends_with(url.as_str());
    let address = draft.url().filter(is_left_out).map(|url| Finding {
        code: Code::PlatformContent,
        place: draft.manuscript.title_place(),
        message: format!("网址有 {} 字，140 字的短微博放不下", url.chars().count()),
        help: "短文里没有带网址；请给案例写一个短的 slug（网址名），发布过的网址不要改，可以在微博里换成短链接".into(),
    });
    address.into_iter().collect()
}

/// An article that nobody signs, because the unit's name is too long to.
fn no_author(draft: &Draft<'_>, author: &str) -> Option<Finding> {
    author.is_empty().then(|| Finding {
        code: Code::PlatformAuthor,
        place: draft.manuscript.author_place(),
        message: format!("没有署名：单位「{}」超过 {} 字，{WECHAT}不收", draft.manuscript.unit, WECHAT_AUTHOR.most),
        help: format!("请在 author（作者）里写一个不超过 {} 字的署名", WECHAT_AUTHOR.most),
    })
}

/// An address of the page that is too long for 阅读原文.
fn original(draft: &Draft<'_>) -> Option<Finding> {
    let url = draft.url().filter(|url| url.len() > WECHAT_ORIGINAL)?;
    Some(Finding {
        code: Code::PlatformContent,
        place: draft.manuscript.title_place(),
        message: format!("“阅读原文”的网址有 {} 个字节，{WECHAT}最多 {WECHAT_ORIGINAL} 个", url.len()),
        help: "请给案例写一个短的 slug（网址名），或者用短一些的 base_url".into(),
    })
}

fn content(draft: &Draft<'_>, rich: &Rich) -> Option<Finding> {
    let count = rich.html.chars().count();
    let over = count.checked_sub(WECHAT_CONTENT)? + 1;
    // Of equals the first: the order is that of the text.
    let heaviest = rich.weights.iter().rev().max_by_key(|(_, weight)| *weight);
    let heaviest = heaviest.map_or(String::new(), |(name, weight)| format!("，最重的是{name}（{weight} 个）"));
    Some(Finding {
        code: Code::PlatformContent,
        place: draft.manuscript.body_place(),
        message: format!(
            "正文连同格式有 {count} 个字符，{WECHAT}要求少于 {WECHAT_CONTENT} 个，超出 {over} 个{heaviest}"
        ),
        help: "微信公众号会拒绝，并显示错误码 45002；请分成上下两篇，或把大表格改成图片、附件".into(),
    })
}

/// A picture that cannot be used.
pub(super) fn picture(platform: &str, place: Place, name: &str, fault: Fault) -> Finding {
    let code = if platform == WECHAT { "（错误码 40005、40009）" } else { "" };
    let help = if is_passing(fault) {
        "请再运行一次；还是这样，请换成 JPG 或 PNG".to_owned()
    } else {
        format!("{platform}只收 1 MB 以内的 JPG、PNG{code}；请换一张图片，存在文章旁边")
    };
    Finding { code: Code::PlatformPicture, place, message: format!("{name}：{fault}"), help }
}

/// A cover without a picture, and without a font to write on it.
pub(super) fn plain_cover(manuscript: &Manuscript<'_>, lacks_font: bool) -> Finding {
    let written = if manuscript.is_written() { "，写在案例的 cover（封面）里" } else { "" };
    let (lack, cure) = if lacks_font {
        (
            "，这台电脑里也没有找到中文字体",
            "把一个字体文件复制到 content/fonts/，在平台里写它的名字，例如 font: fonts/simhei.ttf",
        )
    } else {
        ("", "在平台里写 font: system，用电脑里的字体把标题写上去")
    };
    Finding {
        code: Code::PlatformCover,
        place: manuscript.title_place(),
        message: format!("没有封面图片{lack}，封面是一张没有文字的底图"),
        help: format!("请另配一张{written}；或者{cure}"),
    }
}

impl Limit {
    fn check(&self, text: &str, place: Place) -> Option<Finding> {
        let Self { platform, what, most, advised, code, refusal } = self;
        let count = text.chars().count();
        if count > *most {
            let message = format!("{what} {count} 字，{platform}最多 {most} 字，超出 {} 字", count - most);
            return Some(Finding { code: *code, place, message, help: format!("请缩短{what}：{refusal}") });
        }
        if count <= *advised {
            return None;
        }
        Some(Finding {
            code: Code::PlatformCut,
            place,
            message: format!("{what} {count} 字，超过 {advised} 字，{platform}的有些界面显示不全"),
            help: format!("请把要紧的字放在前 {advised} 字；最多 {most} 字，再多时{refusal}"),
        })
    }
}
