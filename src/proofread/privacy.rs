//! Personal data: identity, telephone and card numbers, plates, homes, coordinates; enter at [`find`].
//!
//! Messages show such a number masked, so that a report can be passed on.

use jiff::civil::Date;

use super::numbers::{Number, digit_of, numbers};
use super::spots::PrivateSpots;
use super::{Finding, globe, homes, places};
use crate::archive::Site;
use crate::model::Code;

/// What the settings publish on purpose: the contact at the foot of each page, and what `public` lists.
pub(super) fn public(site: &Site) -> Vec<String> {
    let contact = site
        .footer
        .contact
        .iter()
        .flat_map(|contact| numbers(contact, PrivateSpots::of(contact).digits))
        .map(|number| known(&number));
    let listed = site.public.iter().map(|text| plain(text));
    contact.chain(listed).collect()
}

/// The letters and digits of a number or plate, in half width and upper case, without the code of the country.
pub(super) fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| digit_of(c).unwrap_or(c)).filter(|c| c.is_alphanumeric()).collect();
    let abroad = ["0086", "86"].iter().find_map(|code| text.strip_prefix(code));
    abroad.filter(|rest| rest.len() == MOBILE_LENGTH).unwrap_or(&text).to_uppercase()
}

/// A number as [`public`] lists it.
fn known(number: &Number) -> String {
    plain(&number.digits) + if number.ends_in_x { "X" } else { "" }
}

/// The personal data in a text, but for what is public, each found when it is asked for: a table may be full of it.
pub(super) fn find<'a>(spots: PrivateSpots<'a>, public: &'a [String]) -> impl Iterator<Item = Finding> + 'a {
    let PrivateSpots { text, digits, letters, degrees, homes } = spots;
    let of_numbers = numbers(text, digits).flat_map(move |number| in_number(text, &number, public));
    let homes =
        homes::find(text, homes).filter(move |home| !places::is_listed(&text[home.span.start..home.span.end], public));
    of_numbers.chain(places::plates(text, letters, public)).chain(homes).chain(globe::find(text, degrees))
}

/// What is private in a number, or in those that it is made of.
fn in_number(text: &str, number: &Number, public: &[String]) -> Vec<Finding> {
    let is_private = |number: &Number| {
        let is_public = public.contains(&known(number));
        !is_public && !is_of_business(text, number) && (is_identity(number) || !is_amount(text, number))
    };
    if let Some(finding) = of_number(text, number) {
        return Some(finding).filter(|_| is_private(number)).into_iter().collect();
    }
    let parts = number.parts(text);
    parts.iter().filter(|part| is_private(part)).filter_map(|part| of_number(text, part)).collect()
}

/// Whether a number is so much of something: 13800138000 元.
fn is_amount(text: &str, number: &Number) -> bool {
    const UNITS: [&str; 17] = [
        "万元", "亿元", "万亩", "万吨", "万斤", "万人", "亩", "吨", "斤", "公里", "公斤", "公顷", "千克", "千瓦",
        "平方", "立方", "人次",
    ];
    let is_space = |c: char| c.is_whitespace() && c != '\n';
    let after = text[number.span.end..].trim_start_matches(is_space);
    let before = &text[..number.span.start];
    // 元旦: a day, or a word of another kind.
    let is_money = after.strip_prefix('元').is_some_and(|rest| !rest.starts_with(|c| "旦宵月首素件老".contains(c)))
        || before.trim_end_matches(is_space).ends_with(['¥', '￥']);
    !is_called(before) && (is_money || UNITS.iter().any(|unit| after.starts_with(unit)))
}

/// Whether the words before a number say that it is one of a firm, an order or a thing. These have no check digit that
/// would tell them from the old identity numbers, or by chance that of a card; those of meters begin like mobile numbers.
fn is_of_business(text: &str, number: &Number) -> bool {
    const WORDS: [&str; 18] = [
        "编号", "单号", "订单", "流水", "注册", "税", "执照", "合同", "账号", "文号", "代码", "条码", "序列", "设备",
        "编码", "IMEI", "工单", "案件",
    ];
    let all = &text[..number.span.start];
    let before = &all[all.char_indices().rev().nth(11).map_or(0, |(at, _)| at)..];
    let before = before.rsplit(['。', '；', '\n']).next().unwrap_or_default();
    let is_told = || WORDS.iter().any(|word| before.contains(word));
    match number.digits.len() {
        MOBILE_LENGTH => {
            let called = before.trim_end_matches(['：', ':', ' ', '为', '是']);
            let of_house = called.strip_suffix("户号").is_some_and(|whose| !whose.ends_with(['用', '客']));
            of_house || called.ends_with("表号")
        }
        OLD_LENGTH => !before.contains("身份") && is_told(),
        _ => is_card(number) && !OF_BANKS.iter().any(|word| before.contains(word)) && is_told(),
    }
}

fn of_number(text: &str, number: &Number) -> Option<Finding> {
    let (mut digits, mut span) = (number.digits.as_str(), number.span);
    let (code, what, mask) = if is_identity(number) || is_old_identity(number) {
        (Code::PrivateIdentity, "一个身份证号码", (3, 2))
    } else if is_mobile(text, number) {
        digits = &digits[digits.len() - MOBILE_LENGTH..];
        let before = &text[..span.start];
        let prefixes = ["（+86）", "(+86)", "（86）", "(86)", "+"];
        span.start = prefixes.iter().find_map(|prefix| before.strip_suffix(prefix)).map_or(span.start, str::len);
        (Code::PrivateMobile, "一个手机号码", (3, 4))
    } else if is_card(number) || is_called_card(text, number) {
        (Code::PrivateCard, "一个银行卡号", (4, 4))
    } else {
        return None;
    };
    let shown = masked(digits, number.ends_in_x, mask);
    let help = match code {
        Code::PrivateMobile => "不该公开的请删去；确实要公开的，写进 site.yaml：public: [号码]",
        _ => "请删去，或只留前后几位：个人信息发布出去就收不回来了",
    };
    Some(Finding::new(code, span, format!("这里像是{what}（{shown}）"), help))
}

/// The first and last characters, and a star for each of the others.
fn masked(digits: &str, ends_in_x: bool, (first, last): (usize, usize)) -> String {
    let all: Vec<char> = digits.chars().chain(ends_in_x.then_some('X')).collect();
    let hidden = |(at, &c): (usize, &char)| if at < first || at + last >= all.len() { c } else { '*' };
    all.iter().enumerate().map(hidden).collect()
}

/// What each digit of an identity number weighs, by GB 11643.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// 居民身份证, 18 characters by GB 11643: a province, a day of birth, a check digit.
fn is_identity(number: &Number) -> bool {
    let digits: Vec<u32> = number.digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let check = match (digits.len(), number.ends_in_x) {
        (18, false) => digits[17],
        (17, true) => 10,
        _ => return false,
    };
    let is_grouped_so = number.groups.iter().all(|group| *group >= 3);
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    is_grouped_so && is_province(&number.digits) && is_birthday(&number.digits[6..14]) && (12 - sum % 11) % 11 == check
}

/// How many digits the identity numbers of the first generation have.
const OLD_LENGTH: usize = 15;

/// The first generation: 15 digits, of which six are a place and six a day of the last century.
fn is_old_identity(number: &Number) -> bool {
    let is_grouped_so = matches!(number.groups[..], [OLD_LENGTH] | [6, 6, 3]);
    is_grouped_so
        && number.digits.len() == OLD_LENGTH
        && !number.ends_in_x
        && is_province(&number.digits)
        && number.digits[2..4] != *"00"
        && is_birthday(&format!("19{}", &number.digits[6..12]))
}

fn is_province(digits: &str) -> bool {
    let province = digits[..2].parse();
    matches!(province, Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83))
}

/// The last year of birth that is looked for. There is no clock here, since the same files give the same report on any
/// day, and children are born after this edition too; later years are those of other numbers.
const LAST_YEAR: i16 = 2030;

fn is_birthday(digits: &str) -> bool {
    let (year, month, day) = (digits[..4].parse::<i16>(), digits[4..6].parse::<i8>(), digits[6..].parse::<i8>());
    let (Ok(year), Ok(month), Ok(day)) = (year, month, day) else { return false };
    (1900..=LAST_YEAR).contains(&year) && Date::new(year, month, day).is_ok()
}

/// How many digits a mobile number has.
const MOBILE_LENGTH: usize = 11;

/// A mobile number of the mainland, with or without 86 before it.
fn is_mobile(text: &str, number: &Number) -> bool {
    let abroad = ["0086", "86"].iter().find_map(|code| Some((code.len(), number.digits.strip_prefix(code)?)));
    let (digits, groups) = match (abroad, &number.groups[..]) {
        (Some((code, rest)), [first, groups @ ..]) if *first == code && !groups.is_empty() => (rest, groups),
        (Some((code, rest)), [one]) if *one == code + MOBILE_LENGTH => (rest, &[MOBILE_LENGTH][..]),
        (_, groups) => (number.digits.as_str(), groups),
    };
    let bytes = digits.as_bytes();
    let is_grouped_so = match groups {
        [MOBILE_LENGTH] | [3, 4, 4] | [3, 8] | [4, 7] | [7, 4] => true,
        // Two or three other numbers in a row are grouped so too.
        [5, 6] | [3, 3, 5] => is_called(&text[..number.span.start]),
        _ => false,
    };
    is_grouped_so && bytes.len() == MOBILE_LENGTH && bytes[0] == b'1' && matches!(bytes[1], b'3'..=b'9')
}

/// Whether the words right before a number say that it is one to call.
fn is_called(before: &str) -> bool {
    let before = before.trim_end_matches(['：', ':', ' ', '为', '是']);
    ["电话", "手机", "号码", "微信", "微信号", "热线", "致电", "拨打", "机号"].iter().any(|word| before.ends_with(word))
}

/// A bank card: 银联 (62) or the 16 digits of other schemes, with its check digit by Luhn.
fn is_card(number: &Number) -> bool {
    let digits = number.digits.as_str();
    let is_issued = match digits.len() {
        16 => digits.starts_with(['4', '5']) || digits.starts_with("62"),
        19 if digits.starts_with("9558") => true,
        17..=19 => digits.starts_with("62"),
        _ => false,
    };
    let (last, groups) = number.groups.split_last().expect("a number has a group");
    let is_grouped_so = groups.iter().all(|&group| group == 4) && (groups.is_empty() || *last <= 4);
    is_issued && is_grouped_so && !number.ends_in_x && luhn(digits)
}

/// What numbers of banks are told by.
const OF_BANKS: [&str; 4] = ["卡", "银行", "账", "帐"];

/// A number with the check digit of cards right behind words that say it is one, whoever issued it.
fn is_called_card(text: &str, number: &Number) -> bool {
    let before = text[..number.span.start].trim_end_matches(['：', ':', ' ', '"', '为', '是', '码']);
    let is_called = ["卡号", "账号", "帐号", "银行卡", "银行账户"].iter().any(|word| before.ends_with(word));
    is_called && (15..=19).contains(&number.digits.len()) && !number.ends_in_x && luhn(&number.digits)
}

fn luhn(digits: &str) -> bool {
    let values = digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 = values
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}
