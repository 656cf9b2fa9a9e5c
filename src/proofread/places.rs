//! Plates of cars, and which addresses may be published.

use super::Finding;
use super::marks::is_han;
use super::privacy::plain;
use crate::model::{Code, Span};

/// The first characters of plates.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// Whether an address is one of those that may be published, with or without the names of larger places before it.
pub(super) fn is_listed(address: &str, public: &[String]) -> bool {
    let address = plain(address);
    public.iter().any(|listed| listed.ends_with(&address) || address.ends_with(listed))
}

/// `云A12345`, `云 a·D12345`, `粤Z1234港`: a province, a letter, five or six letters and digits.
pub(super) fn plates<'a>(
    text: &'a str,
    letters: Vec<usize>,
    public: &'a [String],
) -> impl Iterator<Item = Finding> + 'a {
    letters.into_iter().filter_map(move |at| {
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let province = before.chars().next_back().filter(|c| PROVINCES.contains(*c))?;
        let start = before.len() - province.len_utf8();
        // 新 A…: two words, unless what stands before says that it is a plate.
        let is_apart = before.len() < at && text[..start].ends_with(|c| is_han(c) && !"牌号车为是".contains(c));
        let (plate, end) = plate(&text[at..], province).filter(|_| !is_apart)?;
        let known = format!("{province}{plate}");
        (!public.contains(&known)).then(|| {
            let tail: String = plate.chars().skip(plate.chars().count() - 2).collect();
            let message = format!("这里像是一个车牌号码（{province}{}***{tail}）", &plate[..1]);
            Finding::new(Code::PrivatePlate, Span::new(start, at + end), message, "请删去，或只留地区和末两位")
        })
    })
}

/// What follows the province on the plate that a text begins with, and where that ends.
fn plate(text: &str, province: char) -> Option<(String, usize)> {
    let mut plate: String = half_width(text.chars().next()?).filter(char::is_ascii_uppercase)?.into();
    let rest = &text[text.chars().next()?.len_utf8()..];
    let after = rest.strip_prefix(['·', '•', ' ', '-']).unwrap_or(rest);
    let has_gap = after.len() < rest.len();
    plate.extend(after.chars().map_while(half_width));
    let end = text.len() - after.trim_start_matches(|c| half_width(c).is_some()).len();
    if let Some(kind) = text[end..].chars().next().filter(|c| plate.len() == 5 && "学警港澳领挂".contains(*c)) {
        // A school or a student is none.
        let is_plate = is_digits(&plate[1..]) && !text[end + kind.len_utf8()..].starts_with(['校', '生', '员']);
        plate.push(kind);
        return is_plate.then_some((plate, end + kind.len_utf8()));
    }
    let serial = &plate[1..];
    let digits = serial.bytes().filter(u8::is_ascii_digit).count();
    let are_letters = |count: usize| serial.bytes().take(count).all(|b| b.is_ascii_alphabetic());
    // 新能源: a letter, one more letter or digit, four digits; or five digits and a letter.
    let is_green = serial.len() == 6
        && ((are_letters(1) && is_digits(&serial[2..])) || (is_digits(&serial[..5]) && !is_digits(&serial[5..])));
    // HDPE200, OA2026 and things that are new, as 新HP1020, are none.
    let is_thing = plate.contains(['I', 'O']) || (!has_gap && (are_letters(2) || (province == '新' && are_letters(1))));
    let is_plate = (serial.len() == 5 && digits >= 3) || is_green;
    (is_plate && !is_thing).then_some((plate, end))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// A letter or digit of either width, in half width and upper case.
pub(super) fn half_width(c: char) -> Option<char> {
    let plain = match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    plain.is_ascii_alphanumeric().then(|| plain.to_ascii_uppercase())
}
