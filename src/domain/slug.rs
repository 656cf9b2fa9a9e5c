//! Addresses from Han names, by pinyin.

use pinyin::ToPinyin;

use crate::model::path::is_device_name;

/// Names that are not read as their characters usually are: places first, then words of the field.
const READINGS: &[(&str, &str)] = &[
    ("重庆", "chong qing"),
    ("重阳", "chong yang"),
    ("厦门", "xia men"),
    ("厦大", "xia da"),
    ("六安", "lu an"),
    ("六合", "lu he"),
    ("番禺", "pan yu"),
    ("蚌埠", "beng bu"),
    ("亳州", "bo zhou"),
    ("台州", "tai zhou"),
    ("天台", "tian tai"),
    ("丽水", "li shui"),
    ("乐亭", "lao ting"),
    ("乐清", "yue qing"),
    ("大埔", "da bu"),
    ("东阿", "dong e"),
    ("繁峙", "fan shi"),
    ("涡阳", "guo yang"),
    ("洪洞", "hong tong"),
    ("浚县", "xun xian"),
    ("铅山", "yan shan"),
    ("歙县", "she xian"),
    ("莘县", "shen xian"),
    ("单县", "shan xian"),
    ("解州", "xie zhou"),
    ("尉犁", "yu li"),
    ("蔚县", "yu xian"),
    ("长垣", "chang yuan"),
    ("长子", "zhang zi"),
    ("都匀", "du yun"),
    ("成都", "cheng du"),
    ("大理", "da li"),
    ("会稽", "kuai ji"),
    ("朝阳", "chao yang"),
    ("朝天", "chao tian"),
    ("曾家", "zeng jia"),
    ("盛家", "sheng jia"),
    ("单家", "shan jia"),
    ("覃家", "qin jia"),
    ("乐山", "le shan"),
    ("长渡", "chang du"),
    ("长岭", "chang ling"),
    ("长桥", "chang qiao"),
    ("长效", "chang xiao"),
    ("长者", "zhang zhe"),
    ("长江", "chang jiang"),
    ("长廊", "chang lang"),
    ("长期", "chang qi"),
    ("重建", "chong jian"),
    ("重新", "chong xin"),
    ("重塑", "chong su"),
    ("重组", "chong zu"),
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("音乐", "yin yue"),
    ("礼乐", "li yue"),
    ("会计", "kuai ji"),
    ("调解", "tiao jie"),
    ("调整", "tiao zheng"),
    ("还田", "huan tian"),
    ("还湖", "huan hu"),
    ("还款", "huan kuan"),
    ("种植", "zhong zhi"),
    ("种粮", "zhong liang"),
    ("朝夕", "zhao xi"),
    ("率先", "shuai xian"),
    ("效率", "xiao lv"),
    ("稻藏", "dao cang"),
    ("空心", "kong xin"),
    ("处理", "chu li"),
    ("好书", "hao shu"),
    ("爱好", "ai hao"),
];

/// The longest slug that is made from a name, in bytes.
const MAX_LENGTH: usize = 80;

/// Whether a text may stand in an address: `[a-z0-9-]+`, starting and ending with a letter or digit.
///
/// `index` and `page-2` are not slugs: lists have these addresses.
pub fn is_slug(text: &str) -> bool {
    let is_of_lists =
        text == "index" || text.strip_prefix("page-").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    !text.is_empty()
        && !is_of_lists
        && !is_device_name(text)
        && text.len() <= 120
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// The slug of a name: Han characters as pinyin without tones, one syllable a word, the rest in lower case ASCII.
///
/// It has only the characters of a slug, but may be none all the same: `con`, `index`, `page-2` (see [`is_slug`]).
/// Empty where the name has neither letters nor digits.
pub fn slugify(name: &str) -> String {
    let mut slug = String::new();
    let mut rest = name;
    let mut joins = false;
    while let Some(c) = rest.chars().next() {
        let reading = READINGS.iter().find(|(word, _)| rest.starts_with(word));
        if let Some((word, reading)) = reading {
            reading.split(' ').for_each(|syllable| push_word(&mut slug, syllable));
            joins = false;
            rest = &rest[word.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match fold(c).map(|c| c.to_ascii_lowercase()).filter(char::is_ascii_alphanumeric) {
            Some(letter) if joins => slug.push(letter),
            Some(letter) => {
                push_word(&mut slug, letter.encode_utf8(&mut [0; 4]));
                joins = true;
            }
            None => {
                if let Some(syllable) = c.to_pinyin() {
                    push_word(&mut slug, &plain_letters(syllable.plain()));
                }
                joins = false;
            }
        }
    }
    shorten(slug)
}

/// A syllable in ASCII: `lü` is `lv`, as people type it.
fn plain_letters(syllable: &str) -> String {
    let letters = syllable.chars().map(|c| match c {
        'ü' => 'v',
        'ê' => 'e',
        _ => c,
    });
    letters.filter(char::is_ascii_alphanumeric).collect()
}

/// Full-width letters and digits as plain ones.
fn fold(c: char) -> Option<char> {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0),
        _ => Some(c),
    }
}

fn push_word(slug: &mut String, word: &str) {
    if !slug.is_empty() && !word.is_empty() {
        slug.push('-');
    }
    slug.push_str(word);
}

fn shorten(mut slug: String) -> String {
    if slug.len() > MAX_LENGTH {
        let end = slug[..MAX_LENGTH].rfind('-').unwrap_or(MAX_LENGTH);
        slug.truncate(end);
    }
    slug
}
