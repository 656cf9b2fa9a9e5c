//! Reading the numbers that `site.yaml` lets be public.

use crate::document::Fields;
use crate::model::{Code, Written};

/// Numbers and addresses that are not reported; several in one text are as many.
pub(super) fn read_public(fields: &mut Fields<'_>) -> Vec<String> {
    let is_address = |text: &str| {
        let of_han = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
        of_han >= 4 && text.contains(char::is_numeric)
    };
    let is_long = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count() >= 7 || is_address(text);
    let parts = |text: Written<String>| {
        let parts = text.value.split(['、', '，', ',', '；', ';', ' ', '\u{3000}']).map(str::trim);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(String::from).collect();
        if !parts.iter().all(|part| is_long(part)) {
            return vec![text];
        }
        parts.into_iter().map(|value| Written { value, place: text.place.clone() }).collect()
    };
    let all = fields.texts("public", true).into_iter().flat_map(parts);
    let (listed, short): (Vec<_>, _) = all.partition(|text| is_long(&text.value));
    for text in short {
        let message = format!("「{}」不是一个号码或住址", text.value);
        fields.report(
            Code::UnknownValue,
            text.place.span,
            message,
            "请写整个号码或住址，例如 13800138000、云A12345、青禾路12号",
        );
    }
    listed.into_iter().map(|text| text.value).collect()
}
