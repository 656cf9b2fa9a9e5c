//! Wrong words, and what only looks like one because two words meet.

use super::super::support::{Archive, expect};
use super::{expect_clean, expect_found};

#[test]
fn a_wrong_word_is_none_where_two_words_meet() {
    expect_clean(&[
        "讲座讲的都是有关健康的常识。",
        "相关健身器材装在文化广场。",
        "机关健步走队每周三出发。",
        "社区把大家最关心的机关健身房也开放了。",
        "流转栽种的中药材有三百亩。",
        "土地流转栽种重楼二十亩。",
        "工作人员逐户登记栽种面积。",
        "司法所登记律师名单，排出值班表。",
        "村支部书记律师两个身份，他都认真。",
        "镇里计划拔除全部病株。",
        "选调拔尖的学员到省里学习。",
        "落实党组职责，镇党委每月听一次汇报。",
        "志愿者每周陪养老院的老人聊天。",
        "教练陪训练队员跑完最后一圈。",
        "护士上街接种流感疫苗。",
        "合作社办了服装剪裁培训班。",
        "网格员对一人户走访得更勤。",
        "两人户走访一次只要十分钟。",
        "登上山顶放眼晴空万里。",
        "书记和各位网格圆桌会上坐成一圈。",
        "学生参加科学探究竞赛。",
        "果肉脆甜密实，口感好。",
        "北部暑热难耐，茶水摊摆到了路口。",
        "发货按装车顺序排号。",
        "工钱按装袋数量算。",
        "发下去的蚊帐目前都挂上了。",
        "双方争辩认为自己有理。",
        "这次举报导火索是一堵墙。",
        "汇报导览图画在墙上。",
        "申报导则写得很细。",
        "书记律己严，带队伍也严。",
        "道路恢复盖面用了一周。",
        "安装路灯，按装置编号验收。",
        "上报导师名单。",
        "水利部暑期值班表发到乡里。",
        "提拔款冬种植能手当队长。",
        "海拔款款升高。",
        "通过通过率提高，群众满意了。",
        "表决通过通过率达九成。",
        "内存里是烫烫烫的数。",
        "资深人群众多。",
        "收获的感受。",
        "生产力三会一客厅。",
        "经济体制民主集中治理。",
    ]);
}

#[test]
fn a_wrong_word_is_found_beside_other_words() {
    expect_found(&[
        ("这是关健。", 3, "LT911"),
        ("关健在于落实。", 1, "LT911"),
        ("网格圆入户。", 1, "LT911"),
        ("陪训班开班。", 1, "LT911"),
        ("划拔资金。", 1, "LT911"),
        ("党组职建设。", 1, "LT911"),
        ("每周人户走访。", 3, "LT911"),
        ("扩大复盖面。", 3, "LT911"),
        ("内存烫烫烫三份。", 3, "LT912"),
    ]);
}

#[test]
fn well_known_slips_and_those_of_the_trade_are_known() {
    expect_found(&[
        ("大家鼎立相助。", 3, "LT911"),
        ("食不裹腹的日子。", 1, "LT911"),
        ("受人亲睐。", 3, "LT911"),
        ("工程峻工。", 3, "LT911"),
        ("移风易裕。", 1, "LT911"),
        ("接诉既办。", 1, "LT911"),
        ("志愿服物。", 3, "LT911"),
        ("土地流专。", 1, "LT911"),
        ("村里进行进行了整治。", 3, "LT911"),
        ("打扫乾净。", 3, "LT911"),
    ]);
    expect_clean(&["渡过难关，既使他来，不能自己，衣服物品，九洲，了望，罗嗦。"]);
}

#[test]
fn a_word_of_the_archive_that_is_none_is_refused() {
    // A key that is not found as it is read has the place of its value.
    for (key, column) in [("\"\"", 5), ("''", 5), ("\" \"", 2), ("\"\u{3000}\"", 2)] {
        let archive = Archive::valid().with(&format!("-- content/words.yaml --\n{key}: 甲\n青和社区: 青禾社区\n"));
        let archive = archive.with_markdown("青和社区。");
        let refused = format!("content/words.yaml:1:{column} LT303");
        expect(&archive, &["content/cases/a.md:23:1 LT911 warning", &refused], &["冒号前面没有词", "写错的: 应当的"]);
    }
}
