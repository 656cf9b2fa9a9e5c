//! Personal data and slips of writing: what is found, to the column, and what is nobody's mistake.

mod marks;
mod private;
mod tables;
mod words;

use encoding_rs::GBK;

use super::support::{Archive, expect, expect_none, photo};

/// The first line that [`Archive::with_markdown`] adds.
const LINE: usize = 23;

/// Expects in each of these paragraphs one finding, at the column and with the code beside it, and no other.
fn expect_found(texts: &[(&str, usize, &str)]) {
    let paragraphs: Vec<&str> = texts.iter().map(|(text, ..)| *text).collect();
    let run = Archive::valid().with_markdown(&paragraphs.join("\n\n")).check();
    let place = |(at, (_, column, code)): (usize, &(&str, usize, &str))| {
        format!("content/cases/a.md:{}:{column} {code} {}", LINE + 2 * at, severity(code))
    };
    assert_eq!(run.lines(), texts.iter().enumerate().map(place).collect::<Vec<_>>(), "{:#?}", run.diagnostics);
}

/// Expects nothing in any of these paragraphs.
fn expect_clean(texts: &[&str]) {
    expect_none(&Archive::valid().with_markdown(&texts.join("\n\n")));
}

fn severity(code: &str) -> &str {
    let is_warning = code < "LT914" || code == "LT920";
    if is_warning { "warning" } else { "note" }
}

/// Texts with the column and the code of what is found in them.
const FOUND: &[(&str, usize, &str)] = &[
    ("身份证11010519491231002X在此", 4, "LT901"),
    ("身份证１１０１０５１９４９１２３１００２Ｘ在此", 4, "LT901"),
    ("身份证110105 19491231 002X。", 4, "LT901"),
    ("电话13800138000。", 3, "LT902"),
    ("电话 138-0013-8000。", 4, "LT902"),
    ("电话：+86 138 0013 8000", 4, "LT902"),
    ("电话（１３８００１３８０００）", 4, "LT902"),
    ("电话138—0013—8000", 3, "LT902"),
    ("序号 3 13800138000", 6, "LT902"),
    ("请打０８７１ 13800138000", 8, "LT902"),
    ("卡号6222 0200 0000 0000 018", 3, "LT903"),
    ("卡号6222020000000000018", 3, "LT903"),
    ("车云A12345到了", 2, "LT904"),
    ("车云A·D12345到了", 2, "LT904"),
    ("走访3栋2单元501室", 3, "LT905"),
    ("她家住青禾路12号。", 4, "LT905"),
    ("在 102.712251, 25.040609 处", 3, "LT906"),
    ("在东经102.712251，北纬25.040609处", 2, "LT906"),
    ("身份证130503670401001。", 4, "LT901"),
    ("青禾村3组12号的老李", 1, "LT905"),
    ("阳光小区5幢302室", 1, "LT905"),
    ("阳光小区3栋502的住户", 1, "LT905"),
    ("2单元3楼2号", 1, "LT905"),
    ("位于东经102°42′45″，北纬25°02′26″。", 3, "LT906"),
    ("102°42'45\"E, 25°2'26\"N", 1, "LT906"),
    ("党健引领", 1, "LT911"),
    ("如火如茶", 1, "LT911"),
    ("化解予盾", 3, "LT911"),
    ("**部暑**", 3, "LT911"),
    ("党员锟斤拷", 3, "LT912"),
    ("乡□振兴", 2, "LT912"),
    ("乡(xiāng)村", 2, "LT912"),
    ("乡（xiāng）村", 2, "LT912"),
    ("开了cafÃ©", 6, "LT912"),
    ("说â€œå¥½", 2, "LT912"),
    ("ï¼Œ入户", 1, "LT912"),
    ("鐨勫伐浣滐紝", 1, "LT912"),
    ("2026年2月30日", 1, "LT913"),
    ("2025年2月29日", 1, "LT913"),
    ("到13月1日", 2, "LT913"),
    ("9 月 31 日", 1, "LT913"),
    ("９月３１号", 1, "LT913"),
    ("2026.2.30开工", 1, "LT913"),
    ("于2026-02-30开工", 2, "LT913"),
    ("入户，，登记", 3, "LT914"),
    ("入户。，登记", 3, "LT914"),
    ("入户,登记", 3, "LT915"),
    ("入户:登记", 3, "LT915"),
    ("入户登记.", 5, "LT915"),
    ("入户,\n登记", 3, "LT915"),
    ("入户（十二名", 3, "LT916"),
    ("入户(十二名", 3, "LT916"),
    ("他说“入户。", 3, "LT916"),
    ("他说“入户。\n\n登记。", 3, "LT916"),
    ("说‘入户。", 2, "LT916"),
    ("“管家“来了", 4, "LT916"),
    ("入户’了", 3, "LT916"),
    ("**入户**登记**", 9, "LT916"),
    ("**入户登记", 1, "LT916"),
    ("入户）十二名", 3, "LT916"),
    ("《甲“乙》丙", 3, "LT916"),
    ("怎么办？。入户", 4, "LT914"),
    ("群众的的心愿", 3, "LT917"),
    ("办成了了十件事", 3, "LT917"),
    ("这是是大事", 2, "LT917"),
    ("住在在村里", 2, "LT917"),
    ("党员和和群众", 3, "LT917"),
    ("网格员们们说", 4, "LT917"),
    ("满意率63~68%", 4, "LT918"),
    ("满意率 2.5-3％", 5, "LT918"),
];

#[test]
fn what_should_not_be_published_or_reads_wrongly_is_found_where_it_stands() {
    for &(text, column, code) in FOUND {
        let run = Archive::valid().with_markdown(text).check();
        let wanted = format!("content/cases/a.md:{LINE}:{column} {code} {}", severity(code));
        assert_eq!(run.lines(), [wanted], "{text}\n{:#?}", run.diagnostics);
    }
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    let texts = [
        // One digit off, a day that is none, a province that is none, a code of an organization.
        "110105194912310021 110105194913310027 99010519491231002X 91110105MA00000000",
        "订单号 20260901123456789012，编号 138001380001，面积12800138000平方米",
        "座机 0871-63138000、12345 热线，400-800-1234",
        "[地图](https://example.com/p/13800138000?id=11010519491231002X)",
        "6222020000000000019 与 1234 5678 9012 3456",
        "云A区、云A级、A12345、云12345",
        "区委大院3号楼412室，三个单元，2单元楼前，家住湖东街道",
        "单价 12.3456 元、25.1234 元；版本 102.7122；图号 53.0102.0001，V1.2026.0901，1.2345.6789",
        "面积25.0431，占比102.7123；收入13800138000元",
        "家住湖东街道的3户人家，家住3号楼的张大妈",
        "原有12户，迁出3户，共9户。收入12万元、支出8万元，合计4万元。",
        "2024年2月29日、2月29日、12月31日、13月龄，2月45日龄的猪苗",
        "农历2026年2月30日、2026年农历2月30日、农历2月30日",
        "省略……破折——问？！（甲）“乙”《丙》【丁】「戊」",
        "1）入户；2）登记；（一）走访；a) 报送 :)",
        "目的的确定、的的确确、的士",
        "为了了解、不了了之、凡是是党员的、问题是是否公开、存在在哪里、和和美美、温和和气、参与与支持",
        "真的吗？！太好了！！",
        "**入户**登记，`**`是记号，**办\n成了**",
        "***入户***，\\*\\*甲",
        "63%~68%，2026-07-05，10-20名，2024—2026年，3-5天",
        "Hello, world; 甲, 乙 12:30 甲:1",
        "“这一段接着下一段。\n\n“说完了。”",
        "“这一段接着下一段。\n\n> “说完了。”",
        "订单编号130503670401001，注册号：530102671231001",
        "青禾村3组12号地块，第3组12号选手，阳光小区3栋楼道",
        "地处东经102°10′—103°40′，北纬24°23′—26°22′",
        "全部暑期活动，避暑名城，公布署名，按装修标准，上报导致，研究竞争，答辩认真，触摸式，常规摸排",
        "网址https://example.com（限内网）可查，见https://example.com“公告”、https://example.com【甲】《乙》。",
        "110105209912310002",
        "炅(guì)先生，是□否□，涓涓细流，naïve、café、Ångström",
        "见下[^1]。\n\n[^1]: 某某区委组织部.擂台比武方案[Z].某市:某某出版社,2026.",
        "don’t，’98昆明，1.入户，官网.中国，a.b",
        "版本2026.13.1，文件2026.12.31.docx，2024-02-29",
        "```text\n入户，，登记,完毕\n```",
    ];
    for text in texts {
        expect_none(&Archive::valid().with_markdown(text));
    }
}

#[test]
fn front_matter_and_score_sheets_are_read_too() {
    let sheet = "案例,单位,甲局,乙局\na,湖东街道/青禾社区,90,91\n";
    let archive = Archive::valid().with_lines("summary: 联系 13800138000\nauthor: 党健引领");
    let archive = archive
        .with_competition_lines("scores: 评分.csv")
        .with(&format!("-- content/competitions/评分.csv --\n{}", sheet.replace("甲局", "甲局13800138000")));
    let found = [
        "content/cases/a.md:7:13 LT902 warning",
        "content/cases/a.md:8:9 LT911 warning",
        "content/competitions/评分.csv:1:9 LT902 warning",
    ];
    expect(&archive, &found, &[]);
}

#[test]
fn marks_that_cross_each_other_are_both_without_their_half() {
    let archive = Archive::valid().with_markdown("《甲“乙》丙”");
    expect(&archive, &["content/cases/a.md:23:3 LT916 note", "content/cases/a.md:23:7 LT916 note"], &[]);
}

#[test]
fn each_of_several_numbers_in_a_row_is_found() {
    for (text, code, column) in [
        ("13800138000 13900139000", "LT902", 13),
        ("13800138000-13900139000", "LT902", 13),
        ("110105194912310003 13900139000", "LT901", 20),
    ] {
        let archive = Archive::valid().with_markdown(text);
        let second = format!("content/cases/a.md:23:{column} LT902 warning");
        expect(&archive, &[&format!("content/cases/a.md:23:1 {code} warning"), &second], &[]);
    }
}

#[test]
fn texts_of_front_matter_are_written_like_a_body() {
    for (title, column, code) in
        [("“管家", 8, "LT916"), ("入户,登记", 10, "LT915"), ("2月30日", 8, "LT913"), ("\"入户，，登记\"", 11, "LT914")]
    {
        let archive = Archive::valid().replacing("content/cases/a.md", "议事亭里解难题", title);
        expect(&archive, &[&format!("content/cases/a.md:2:{column} {code} {}", severity(code))], &[]);
    }
}

#[test]
fn attachments_and_names_of_files_are_read_too() {
    let (photo, table) = (photo(), "姓名,电话\n甲,13800138000\n");
    let archive = Archive::valid()
        .with_markdown("![会场](images/张三_13800138000.jpg)\n\n[名单](名单.csv)、[说明](说明.txt)")
        .with_bytes("content/cases/images/张三_13800138000.jpg", &photo)
        .with_bytes("content/cases/名单.csv", &GBK.encode(table).0)
        .with("-- content/cases/说明.txt --\n家住青禾路12号。\n-- content/cases/没有人链接.csv --\n13800138000\n");
    let found = [
        "content/cases/images/张三_13800138000.jpg:1:1 LT902 warning",
        "content/cases/名单.csv:2:3 LT902 warning",
        "content/cases/说明.txt:1:3 LT905 warning",
    ];
    expect(&archive, &found, &["文件名里像是有一个手机号码（138****8000）", "请给文件改名"]);
    let text = std::fs::read_to_string(Archive::valid().path("content/cases/a.md")).unwrap();
    let named = Archive::valid().with(&format!("-- content/cases/13800138000.md --\n{}", text.replace("议事", "议")));
    expect(&named, &["content/cases/13800138000.md:1:1 LT902 warning"], &[]);
}

#[test]
fn what_the_settings_publish_is_no_secret() {
    let text = "电话 138-0013-8000 或 13900139000，车云A12345";
    let archive = Archive::valid().with_markdown(text);
    let archive = archive.replacing(
        "content/site.yaml",
        "district: XX区\n",
        "district: XX区\npublic: [13900139000, 云A12345]\nfooter: {contact: 值班电话 13800138000}\n",
    );
    expect_none(&archive);
}

#[test]
fn several_numbers_in_one_text_are_all_public() {
    for listed in [
        "13800138000、13900139000",
        "13800138000，13900139000",
        "[13800138000、13900139000]",
        "\n  - 13800138000；13900139000",
    ] {
        let site = format!("district: XX区\npublic: {listed}\n");
        let archive = Archive::valid().replacing("content/site.yaml", "district: XX区\n", &site);
        expect_none(&archive.with_markdown("电话13800138000、13900139000。"));
    }
}

#[test]
fn a_word_in_quotes_before_a_full_width_colon_is_one() {
    let archive = Archive::valid().with("-- content/words.yaml --\n\"丁\"：戊\n");
    expect(&archive, &["content/words.yaml:1:4 LT208"], &["请改成「\"丁\": 戊」"]);
}

#[test]
fn the_words_of_the_archive_win() {
    let archive = Archive::valid()
        .with_markdown("青和社区部暑渡假。")
        .with("-- content/words.yaml --\n青和社区: [青禾社区, 区划名称]\n部暑: 部暑\n渡假: {}\n");
    let found = [
        "content/cases/a.md:23:1 LT911 warning",
        "content/cases/a.md:23:7 LT911 warning",
        "content/words.yaml:3:1 LT303",
    ];
    expect(&archive, &found, &["「青和社区」应当写作「青禾社区」", "请改成「青禾社区」：区划名称", "写错的: 应当的"]);
}

/// What `check` reports, in each of its formats.
fn reports(archive: &Archive) -> impl Iterator<Item = String> {
    ["text", "json", "sarif", "github"].into_iter().map(|format| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_leitai"))
            .args(["check", "--format", format, "--root"])
            .arg(archive.path(""))
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).into_owned()
    })
}

#[test]
fn a_report_hides_what_it_is_about() {
    let archive = Archive::valid().with_markdown("身份证11010519491231002X，电话13800138000，3栋2单元501室");
    for said in reports(&archive) {
        assert!(said.contains("110*************2X") && said.contains("138****8000"), "{said}");
        assert!(!said.contains("19491231") && !said.contains("13800138000") && !said.contains("501室"), "{said}");
    }
}

#[test]
fn no_other_finding_shows_what_is_private_either() {
    let in_front = Archive::valid().with_lines("author：张三13800138000");
    let in_body = Archive::valid().with_markdown("电话13800138000，，的的。");
    let with_slip = Archive::valid().with_lines("rank: 13800138000a");
    for (archive, words) in
        [(in_front, "author: 张三138********"), (in_body, "LT914"), (with_slip, "「138********a」不是")]
    {
        for said in reports(&archive) {
            assert!(said.contains(words) && !said.contains("13800138000"), "{said}");
        }
    }
}

#[test]
fn a_traditional_character_in_a_simplified_text_is_pointed_out() {
    let text =
        "网格员每周入户走访，把居民反映的事记在本子上，開会时一件一件说清楚，谁来办、哪天办完都写明白，再由社区公布。";
    let archive = Archive::valid().with_markdown(text);
    expect(&archive, &["content/cases/a.md:23:24 LT919 note"], &["有一个繁体字「開」", "请改成「开」"]);
    for same in [
        text.replace("開会", "“開會”"),
        text.replace("開会", "开会").replace("记在", "记著乾隆年间立的碑，瞭望哨，慰藉，於姓人家，"),
        text.replace("開会", "开会").replace("记在", "请三塚博、王崑、赵淩、李峯记在"),
        format!("> {text}"),
        text.replace("開会", "`開`[图](開.md)会").replace("[图](開.md)", ""),
        "網格員每周入戶，把居民反映的事記在本子上。".to_owned(),
    ] {
        expect_none(&Archive::valid().with_markdown(&same));
    }
}

#[test]
fn a_total_that_is_certainly_wrong_is_pointed_out() {
    for (text, total, sum) in [
        ("青禾社区 12 户、柳溪村 8 户，共 21 户。", "21 户", "20 户，这里写的是 21 户"),
        ("甲村12户、乙村8户、丙村3户，合计24户。", "24户", "23 户"),
        ("去年党员 12.5 万元、群众 0.5 万元，共计 14 万元。", "14 万元", "13 万元"),
        ("低保户12户、五保户8户，共21户。", "21户", "20 户"),
        ("甲组3人，乙组4人、丙组5人，一共 11 人", "11 人", "12 人"),
        ("一等奖1名、二等奖2名、三等奖3名，共7名。", "7名", "6 名"),
        ("水泥1,200元、砂石800元，共2,100元。", "2,100元", "2000 元，这里写的是 2100 元"),
    ] {
        let column = text[..text.find(total).unwrap()].chars().count() + 1;
        let archive = Archive::valid().with_markdown(text);
        expect(&archive, &[&format!("content/cases/a.md:23:{column} LT920 warning")], &[sum]);
    }
    for text in [
        "青禾社区 12 户、柳溪村 8 户，共 20 户。",
        "共 30 户，其中低保户 10 户、五保户 15 户。",
        "低保户 10 户、五保户 15 户，共 30 人。",
        "种稻 12 亩、种菜 8 亩，共 3 户。",
        "甲村约 12 户、乙村 8 户，共 21 户。",
        "甲村 12 户、乙村 8 户，共帮扶 21 户。",
        "甲村 12 户、乙村 8 户，共 21 户次。",
        "甲村 12 户新增、乙村 8 户，共 21 户。",
        "去年 3 户搬走，甲村 12 户、乙村 8 户。共 23 户。",
        "走访 5 户时问到，甲村 12 户、乙村 8 户，共 25 户。",
        "10-12 户、8 户，共 21 户。",
        "共产党员 12 名、群众 8 名，公共设施 3 处。",
        "12 户，共 13 户。",
        "人均1.2万元，户均3.6万元，共计120万元。",
        "户均3.6万元，人均1.2万元，共计6万元。",
        "早稻亩产3吨、晚稻亩产2吨，共6吨。",
        "大户8元、小户5元，共15元。",
        "大户8元、小户5元，共1200元。",
        "一等奖500元，二等奖300元，共计900元。",
        "一等奖1名、二等奖2名、三等奖3名，共6名，水泥1,200元、砂石800元，共2,000元。",
        "一等奖500元，二等奖300元，共计5600元。",
        "单价3元，运费2元，共计6元。",
        "日均12人，周末30人，共计5000人。",
        "最宽3米，最窄1.1米，共计5米。",
        "收回票143张，赞成120张、反对18张、弃权5张，共143张。",
        "应到50人，党员20人、群众31人，共51人。",
    ] {
        expect_none(&Archive::valid().with_markdown(text));
    }
}
