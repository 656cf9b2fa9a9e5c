//! Characters written twice, as `的的`, where once is meant.

use super::Finding;
use super::marks::is_han;
use crate::model::{Code, Span};

/// Characters that are not written twice, but behind some characters and before others: 目的的, 的确.
const ONCE: [(char, &str, &str); 13] = [
    ('的', "目标的", "确士卢的哥姐"),
    ('了', "不小了", "解却结断如事然之了无"),
    ('是', "凡但于还若要可不就总正老是求为国", "否非是"),
    ('在', "存现内实正好自所潜外健在旨重贵", "在建职校册编岗线押外家场读任乡途世座位"),
    ('和', "温祥平缓饱附共随柔调谐总亲和暖王李张刘陈赵吴徐孙胡朱郭罗谢邓曹彭曾", "美气睦谐平解好和面蔼善缓谈暖"),
    ('们', "们", "们"),
    ('也', "也", "也"),
    ('就', "就成迁将屈造高俯早而名练铸", "就业近地学读任餐诊医座此范"),
    ('被', "被棉绒毯夹铺植晒叠盖拆絮", "被子褥单套面窝罩动告"),
    ('由', "由自理缘事经根因案", "由头来此"),
    ('都', "都成首京古故旧迁钢国", "都市"),
    ('又', "又", "又"),
    ('很', "很", "很"),
];

/// Words behind a character that is written twice and right: 了了一桩心事, 谁是是谁非, 在在村党员中.
const RIGHT_BEHIND: [(char, &str); 9] = [
    ('了', "不起"),
    ('了', "一桩"),
    ('了', "心"),
    ('是', "谁非"),
    ('在', "村党"),
    ('在', "村干"),
    ('在', "村老"),
    ('在', "村群"),
    ('在', "村青"),
];

/// `的的`; `at` is where the second one stands.
pub(super) fn find(text: &str, at: usize, c: char) -> Option<Finding> {
    let (_, not_behind, not_before) = ONCE.iter().find(|(once, ..)| *once == c)?;
    let span = Span::new(at - c.len_utf8(), at + c.len_utf8());
    let rest = &text[span.end..];
    let behind = text[..span.start].ends_with(|c| not_behind.contains(c));
    let before = rest.starts_with(|c| not_before.contains(c))
        || RIGHT_BEHIND.iter().any(|(once, words)| *once == c && rest.starts_with(words));
    // 陈和和、: what joins words does not end them.
    let is_name = c == '和' && rest.starts_with(|c| !is_han(c) && !c.is_alphanumeric() && c != '“');
    (!behind && !before && !is_name)
        .then(|| Finding::new(Code::RepeatedCharacter, span, format!("「{c}{c}」多写了一个字"), "请删去一个"))
}
