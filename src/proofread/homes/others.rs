//! Addresses of others than people: offices, firms, places for everyone; enter at [`is_public`].

use super::super::marks::is_han;
use super::super::{end_of, start_of};
use super::is_numeral;
use crate::model::Span;

/// Whether the clause before an address, or its own words, say that it is an office, a place for everyone or an exercise,
/// or the sentence that it was turned into one.
pub(super) fn is_public(text: &str, span: Span) -> bool {
    const PLACES: &str = "中心 服务站 服务点 工作站 驿站 书屋 教学点 办公 活动室 会议室 阅览室 卫生室 诊所 食堂 饭堂 超市 \
        门店 店铺 网点 便利店 公司 合作社 车间 工坊 学堂 幼儿园 支部 居委会 村委会 物业 演练 学校";
    const TURNED: &str = "改造 改建 改成 改为 改作 租下 租用 打通 腾出 腾退";
    const LIVED_IN: &str = "住 家里 家中 大爷 大妈 奶奶 独居";
    let has = |text: &str, words: &str| words.split(' ').any(|word| text.contains(word));
    let clause = end_of(&text[..span.end]).rsplit(['。', '；', '，', '！', '？', '\n']).next().unwrap_or_default();
    let sentence = start_of(&text[span.end..]).split(['。', '；', '！', '？', '\n']).next().unwrap_or_default();
    let is_turned = || {
        let either = |words| has(clause, words) || has(sentence, words);
        either(TURNED) && has(sentence, PLACES) && !either(LIVED_IN)
    };
    !has(clause, "住户 家住 居民 村民") && (has(clause, PLACES) || is_turned())
}

/// Whether a door is one of a street or a village, and the words behind it say of nothing that has many guests.
pub(super) fn is_in_street(text: &str, door: Span) -> bool {
    const FOR_MANY: &str =
        "酒店 宾馆 旅馆 旅社 招待所 民宿 客栈 敬老院 养老院 福利院 医院 学校 公司 中心 村委会 营房 驻地 工地";
    let address = text[door.start..door.end].trim_end_matches(['号', '室']).trim_end_matches(is_numeral);
    let behind = start_of(&text[door.end..]).split(['，', '。', '；', '\n']).next().unwrap_or_default();
    ends_in_street(address) && !FOR_MANY.split(' ').any(|word| behind.contains(word) || address.contains(word))
}

/// Whether the sentence of an address says that it is one of an office, where post for everyone goes.
pub(super) fn is_of_office(text: &str, door: Span) -> bool {
    const OFFICES: &str = "办公 办事处 局 委员会 政府 中心 服务站 服务点 大厅 公司 合作社 学校 医院 编辑部 组委会 评审 申报 \
        材料 稿件 来信 信访 邮编 投稿 单位 党校 协会 驿站 网点 代收 组织部 宣传部";
    let stops = ['。', '；', '！', '？', '\n'];
    let before = end_of(&text[..door.end]).rsplit(stops).next().unwrap_or_default();
    let behind = start_of(&text[door.end..]).split(stops).next().unwrap_or_default();
    // 18号党建办, 18号门店.
    let name = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    name.ends_with(|c| "办部室处科所站店院厅馆".contains(c))
        || OFFICES.split_whitespace().any(|word| before.contains(word) || behind.contains(word))
}

/// Whether the words before 住所 say that it is one of a firm.
pub(super) fn is_of_firm(before: &str) -> bool {
    let clause = end_of(before).rsplit(['。', '；', '\n']).next().unwrap_or_default();
    "村委会 居委会 村民委员会 居民委员会 学校 支部 公司 合作社 企业 机构 单位 经营 注册 登记 执照 法人 法定 场所"
        .split(' ')
        .any(|word| clause.contains(word))
}

/// Whether a text ends in the name of a street, a village or a part of one.
pub(super) fn ends_in_street(place: &str) -> bool {
    place.ends_with(|c| "路街巷弄道村寨组社队屯庄湾".contains(c))
}

/// Whether 家 behind these words is a family: no 大家, 专家, 商家, 每家.
pub(super) fn is_of_family(before: &str) -> bool {
    !before.ends_with(|c| "大专国厂商店农行作画科玩买卖各每几回".contains(c))
}

/// Whether the words before 地址 name a person, and none who speaks for others: 姓名：张三, 58岁, 低保户张三（.
pub(super) fn is_of_somebody(before: &str) -> bool {
    const SPEAKERS: &str = "联系人 负责人 经理 法人 站长 老板 店 企业 公司";
    let sentence = end_of(before).rsplit(['。', '；', '！', '？', '\n']).next().unwrap_or_default();
    let has = |words: &str| words.split(' ').any(|word| sentence.contains(word));
    let is_aged = sentence.trim_end_matches(['，', ',', ' ']).ends_with('岁');
    let is_in_brackets = || {
        let (_, name) = sentence.strip_suffix(['（', '('])?.rsplit_once('户')?;
        Some(matches!(name.chars().count(), 2 | 3) && name.chars().all(is_han))
    };
    (is_aged || has("姓名： 姓名: 户主： 户主:") || is_in_brackets().unwrap_or_default()) && !has(SPEAKERS)
}
