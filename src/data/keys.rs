//! The keys of the JSON files in words, in their order.

/// The keys of an object and what they say.
type Keys<const N: usize> = [(&'static str, &'static str); N];

/// A case in `cases.json`; a withdrawn one has `slug`, `title` and `withdrawn` alone, which no other has.
pub(super) const CASE: Keys<31> = [
    ("title", "标题"),
    ("theme", "比武主题：自己的，没有另写的是结果最好的一场比武的；主题页还收入 entries 里各场比武的主题"),
    ("dimension", "维度；有几个的写成列表，主要的在前"),
    ("competition", "结果最好的一场比武的编号；result、rank、award、track、format、quarter、level 说的都是这一场"),
    ("result", "结果；有几个的写成列表，最好的在前；结果还没有公布的是“参赛”"),
    ("bonus", "各次参赛中最高的加分，写成文字，以免误差"),
    ("rank", "名次"),
    ("award", "奖项"),
    ("entries", "历次参赛：每次的比武编号、季度、级别、主题、结果、加分、名次、是否并列、奖项、申报方式、比武形式"),
    ("unit", "单位：township 乡镇（街道），village 村（社区）"),
    ("presenter", "汇报人：name 姓名，role 职务"),
    ("track", "申报方式"),
    ("format", "比武形式；有几种的写成列表"),
    ("date", "发布日期"),
    ("expires", "从这一天起不再公开"),
    ("summary", "摘要"),
    ("cover", "封面图片，从网站的根算起"),
    ("tags", "标签"),
    ("honors", "荣誉"),
    ("funding", "资金补助，单位是万元"),
    ("site_type", "示范点的类型"),
    ("source", "稿件的来源"),
    ("author", "稿件的作者"),
    ("slug", "案例在网址中的名字，不重复"),
    ("aliases", "从前的网址"),
    ("extra", "另外写下的内容，原样保留"),
    ("url", "案例的页面，从网站的根算起"),
    ("quarter", "季度"),
    ("level", "区级或乡镇级"),
    ("year_bonus", "参加区级比武的各年度计多少分"),
    ("withdrawn", "撤下的案例才有：date 从哪一天起，reason 原因；这样的案例另外只有 slug 和 title"),
];

/// A competition in `competitions.json`.
pub(super) const COMPETITION: Keys<16> = [
    ("id", "编号"),
    ("title", "标题"),
    ("level", "区级或乡镇级"),
    ("host", "承办单位"),
    ("township", "举办的乡镇（街道）；区级比武为空"),
    ("quarter", "季度"),
    ("theme", "比武主题"),
    ("dimensions", "维度"),
    ("formats", "比武形式"),
    ("stages", "程序：stage 名称，first 第一天，last 最后一天"),
    ("criteria", "考评标准：name 项目，points 分值，look_for 看什么"),
    ("scoring", "计分方法：mean 平均分，trimmed_mean 去掉一个最高分和一个最低分后的平均分"),
    ("published", "结果公布的日期"),
    ("url", "比武的页面，从网站的根算起"),
    (
        "results",
        "公开的参赛案例：案例的网址名、标题、单位、结果、名次、是否并列、奖项、加分；结果还没有公布的都是“参赛”",
    ),
    ("scores", "评分：judges 评委单位，rows 各案例的评分和综合得分"),
];

/// A township in `standing-<yyyy>.json`.
pub(super) const STANDING: Keys<4> = [
    ("unit", "乡镇（街道）"),
    ("bonus", "当年加分的合计"),
    ("rank", "名次，总分相同的并列"),
    ("cases", "每一分的由来：slug 案例的网址名（不再公开的为空），bonus 加分，because 为什么"),
];
