//! Numbers, plates, homes and places in more of the ways that people write them.

use super::super::support::{Archive, expect, photo};
use super::{expect_clean, expect_found, reports};

#[test]
fn numbers_are_grouped_in_many_ways() {
    expect_found(&[
        ("电话0086-13800138000。", 3, "LT902"),
        ("电话（+86）13800138000。", 3, "LT902"),
        ("电话138.0013.8000。", 3, "LT902"),
        ("电话138·0013·8000。", 3, "LT902"),
        ("电话13800 138000。", 3, "LT902"),
        ("电话：138 001 38000。", 4, "LT902"),
        ("身份证110 105 1949 1231 002X。", 4, "LT901"),
        ("卡号9558800012345678903。", 3, "LT903"),
        ("银行卡号：4367421234567890129，建设银行。", 6, "LT903"),
        ("卡号370246000000001。", 3, "LT903"),
    ]);
    expect_clean(&["产量138001.38000吨，用水 15000 200000 两档，日期2026.09.01，版本138.0013.80001。"]);
}

#[test]
fn what_cannot_be_seen_beside_a_number_hides_nothing() {
    for unseen in ['\u{200b}', '\u{feff}', '\u{ad}', '\u{2060}'] {
        for (text, numbers) in [
            (format!("电话12/{unseen}13800138000。"), 0),
            (format!("电话13800138000{unseen}/13900139000。"), 2),
            (format!("张三-{unseen}13800138000。"), 1),
        ] {
            let run = Archive::valid().with_markdown(&text).check();
            assert_eq!(run.code, Some(0), "{text:?}");
            assert_eq!(run.diagnostics.iter().filter(|d| d["code"] == "LT902").count(), numbers, "{text:?}");
        }
    }
}

#[test]
fn a_number_with_the_code_of_the_country_is_masked_like_any_other() {
    let archive = Archive::valid().with_markdown("电话+86 138 0013 8000。");
    expect(&archive, &["content/cases/a.md:23:3 LT902 warning"], &["（138****8000）"]);
}

#[test]
fn things_that_are_new_have_no_plates() {
    expect_clean(&["新PVC110管、新LED120灯、新HDPE200管、新LX1204车床、新HP1020打印机、云OA2026系统、云A1234学生。"]);
    expect_found(&[
        ("云A-12345。", 1, "LT904"),
        ("车牌云 A12345。", 3, "LT904"),
        ("云AD12345。", 1, "LT904"),
        ("云A12345D。", 1, "LT904"),
        ("云A1234学。", 1, "LT904"),
        ("粤Z1234港。", 1, "LT904"),
        ("云Ａ１２３４５。", 1, "LT904"),
    ]);
}

#[test]
fn a_home_is_found_from_its_beginning_on_and_once() {
    expect_found(&[
        ("家住7栋1单元302室。", 3, "LT905"),
        ("家庭住址：云南省昆明市五华区人民中路36号1栋1单元101。", 6, "LT905"),
        ("阳光花园12-3-501的王大妈。", 1, "LT905"),
        ("居住地：书院路88弄6号301室。", 5, "LT905"),
        ("家在大石头小组45号。", 3, "LT905"),
        ("户籍所在地：大石头村三组45号。", 7, "LT905"),
        ("王大妈家（幸福小区8栋301室）。", 6, "LT905"),
        ("住在和平路18号的张大爷。", 3, "LT905"),
        ("现居住于青禾社区和平路18号。", 5, "LT905"),
        ("张三，住云岭镇上云村老寨38号。", 5, "LT905"),
        ("家住青禾路15号院6号楼201。", 3, "LT905"),
        ("家住和平路十八号。", 3, "LT905"),
        ("家庭地址：湖东街道青禾路15号。", 6, "LT905"),
        ("常住地址为青禾路15号，暂住地址不详。", 6, "LT905"),
        ("张三的住所：青禾路15号。", 7, "LT905"),
    ]);
}

#[test]
fn a_home_begins_behind_the_words_that_tell_of_it() {
    expect_found(&[
        ("居住地址：湖东街道青禾路12号", 6, "LT905"),
        ("户籍所在地为青禾小区3栋2单元501室", 7, "LT905"),
        ("户籍地为青禾村3组12号", 5, "LT905"),
        ("居住地是青禾村3组12号", 5, "LT905"),
        ("住址为青禾小区3栋2单元501室", 4, "LT905"),
        ("住所为青禾小区3栋2单元501室", 4, "LT905"),
        ("老人住进青禾小区3栋2单元501室", 5, "LT905"),
        ("老人搬进青禾小区3栋502", 5, "LT905"),
        ("他暂住青禾路12号", 4, "LT905"),
        ("租住于青禾路12号", 4, "LT905"),
        ("他现居青禾路12号", 4, "LT905"),
        ("现居于书院路15弄3号502室", 4, "LT905"),
        ("他家的门牌号是青禾路12号", 8, "LT905"),
        ("姓名：张三，地址：青禾路12号", 10, "LT905"),
        ("张三，58岁，地址：青禾路12号", 11, "LT905"),
        ("低保户张三（地址：青禾村12号）", 10, "LT905"),
    ]);
    expect_clean(&[
        "报名时请带身份证，地址：青禾路12号便民服务中心。",
        "60岁以上老人可免费用餐，地址：青禾路12号。",
        "联系人姓名：张三，地址：青禾路12号。",
        "现居民区有12号楼，现居民3号楼已加装电梯。",
        "店铺的门牌号是青禾路12号，大家门牌号15号前换完。",
        "老年食堂设在书院路15弄3号102室活动室。",
        "户籍地派出所每月15号上门，居住地址登记到12号截止。",
    ]);
}

#[test]
fn where_people_live_or_have_their_post_is_a_home_and_where_offices_have_it_is_none() {
    expect_found(&[
        ("收件地址：湖东街道和平路18号，李青收。", 6, "LT905"),
        ("奖状寄往湖东街道和平路18号。", 5, "LT905"),
        ("包裹寄到青禾村3组12号。", 5, "LT905"),
        ("他租住在和平路18号。", 5, "LT905"),
        ("他租住和平路18号。", 4, "LT905"),
        ("住和平路18号的李青说。", 2, "LT905"),
        ("雨停了。住和平路18号的李青说。", 6, "LT905"),
    ]);
    expect_clean(&[
        "材料寄往湖东街道和平路18号政务服务中心。",
        "收件地址：和平路18号湖东街道办事处。",
        "收件地址：和平路18号，区委组织部办公室收。",
        "住和平路18号酒店的客商。",
        "住宿费每人180号。",
        "住5号网格的党员。",
        "稿件请寄往湖东街道人民路88号党建办。",
        "快递寄到青禾村18号驿站，网格员送上门。",
        "（住村干部18名，驻村工作队5号到岗。）",
    ]);
}

#[test]
fn offices_and_public_places_are_no_homes() {
    expect_clean(&[
        "党群服务站在幸福小区3栋1单元102室。",
        "党群服务中心（幸福小区3栋1单元101室）。",
        "书屋设在阳光小区5幢302室。",
        "教学点：幸福小区3栋1单元102室。",
        "演练从4号楼3单元501室“起火”开始。",
        "大家在人民路12号集合。",
        "把青禾小区3栋1单元101室改造成了老年活动室。",
        "社区租下3栋1单元101室，挂上了“邻里驿站”的牌子。",
        "小区2号楼101、102室打通后，办起了长者食堂。",
        "评委住在和平路18号的招待所，工作队吃住在和平路18号。",
        "区民政局、住建局在和平路18号设了联合窗口，联系单位：住建局（和平路18号）。",
        "住宅小区位于青禾路18号；住宅楼在和平路18号，共6层。",
        "住房公积金管理部：和平路18号；住院部在青禾路15号；住宿地点：和平路18号；住所地：青禾路15号。",
        "合作社住所：青禾路15号；大家住在新村，住在三号楼，住在18号网格。",
    ]);
    expect_found(&[("社区为3栋1单元101室的王奶奶改造了卫生间，她常去食堂。", 4, "LT905")]);
}

#[test]
fn days_and_numbers_of_things_make_no_home() {
    expect_clean(&[
        "家住柳溪村的王大爷每月5号都来议事亭。",
        "家住青禾社区的张阿姨9月15号就报了名。",
        "家在青禾村的小李去年10月8号返乡创业。",
        "现住户每月15号集中议事。",
        "居住地社区发布第5号公告。",
        "翠湖小区12栋360户居民完成雨污分流改造。",
        "安置点12栋240套住房全部交付。",
        "2单元15名党员。",
        "3单元12个网格。",
        "柳溪村5组20号前完成收割。",
        "青禾村2组15号开会。",
        "涉及小区12栋380住户。",
        "小区8栋320居民。",
        "公寓2栋300床位。",
        "小区2栋116老旧管网。",
        "家住8号网格，家住2号地块旁，家在6号桥边。",
        "柳溪村3组2号大棚的番茄，柳溪村2组1号鱼塘，柳溪村5组3号变压器，柳溪村2组5号蔬菜大棚。",
        "柳溪村1组4号水窖，柳溪村2组5号垃圾房。",
    ]);
    expect_found(&[
        ("家住青禾路12号的王大爷每月5号都来。", 3, "LT905"),
        ("阳光小区3栋502王大妈家。", 1, "LT905"),
        ("阳光小区3栋502住着王大妈。", 1, "LT905"),
        ("青禾村3组12号老李家。", 1, "LT905"),
    ]);
}

#[test]
fn only_a_whole_unit_makes_an_amount_of_a_number() {
    expect_found(&[
        ("请拨打 13800138000 公布的服务热线。", 5, "LT902"),
        ("手机：13800138005 万师傅。", 4, "LT902"),
        ("请打 13800138000 元旦前都有人。", 4, "LT902"),
        ("公示期的电话 13800138000", 8, "LT902"),
        ("公示期七天，手机 13800138005", 10, "LT902"),
        ("元旦前办结，核对 110105194912310003 公安机关的回执。", 10, "LT901"),
        ("号码 110105194912310003 公里。", 4, "LT901"),
    ]);
    expect_clean(&["收入13800138000 元，面积 13800138000公顷，13800138000 万元，￥13800138000。"]);
    let archive = Archive::valid().with_lines("extra:\n  联系电话: 13800138000\n  公布日期: 2026-09-01");
    expect(&archive, &["content/cases/a.md:8:9 LT902 warning"], &[]);
}

#[test]
fn a_number_beside_another_or_a_name_is_found() {
    let row = Archive::valid().with_markdown("电话 13800138002/13900139003，0871-63138000/13700137000");
    let places = [4, 16, 42].map(|column| format!("content/cases/a.md:23:{column} LT902 warning"));
    expect(&row, &places.each_ref().map(String::as_str), &[]);
    expect_found(&[("联系人：张三-13800138004。", 8, "LT902"), ("联系人：张三－13800138004。", 8, "LT902")]);
    expect_clean(&["见 https://example.com/13800138002/13900139003 和 A-13800138000。"]);
}

#[test]
fn what_may_be_published_is_listed_as_a_whole() {
    let archive = |listed: &str| {
        let archive = Archive::valid().with_markdown("电话 13800138000，身份证11010519491231002X，车云A12345。");
        archive.replacing("content/site.yaml", "district: XX区\n", &format!("district: XX区\npublic: [{listed}]\n"))
    };
    expect(&archive("+86 138-0013-8000, 11010519491231002x, 云a·12345"), &[], &[]);
    let all = [4, 19, 39].map(|column| format!("content/cases/a.md:23:{column}"));
    let all =
        [format!("{} LT902 warning", all[0]), format!("{} LT901 warning", all[1]), format!("{} LT904 warning", all[2])];
    for short in ["\"-\"", "8", "8000", "12345"] {
        let mut wanted: Vec<&str> = all.iter().map(String::as_str).collect();
        wanted.push("content/site.yaml:4:10 LT304");
        expect(&archive(short), &wanted, &["不是一个号码", "请写整个号码"]);
    }
    expect(&archive("0138000, 31002X11"), &all.each_ref().map(String::as_str), &[]);
}

#[test]
fn coordinates_have_their_signs_and_other_numbers_are_none() {
    expect_found(&[
        ("北纬25度2分20秒，东经102度43分6秒。", 1, "LT906"),
        ("经度：102.718345，纬度：25.038912。", 1, "LT906"),
        ("N25.0389 E102.7183。", 1, "LT906"),
    ]);
    expect_clean(&["增收25.0389、102.7183、63.5512元，收入25.0389、102.7183万元。"]);
}

#[test]
fn the_words_in_a_drawing_are_published_as_they_are() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M150 2000 1500\"/>\n\
                   <text>电话13800138000</text></svg>";
    let archive = Archive::valid()
        .with_markdown("![会场的平面图](images/图.svg)")
        .with_bytes("content/cases/images/图.svg", drawing.as_bytes());
    expect(&archive, &["content/cases/images/图.svg:2:9 LT902 warning"], &[]);
}

#[test]
fn numbers_are_found_in_a_text_of_no_known_encoding_and_in_the_notes_of_a_photo() {
    let table = b"\xd0\xd5\xc3\xfb,\xff\n\xd5\xc5\xc8\xfd,13800138000\n".as_slice();
    let note = "手机号码13800138000、王女士".encode_utf16().flat_map(u16::to_le_bytes);
    let mut photo = photo();
    let end = photo.split_off(2);
    let note: Vec<u8> = b"Exif\0\0".iter().copied().chain(note).collect();
    photo.extend([0xff, 0xe1, 0, u8::try_from(note.len() + 2).unwrap()]);
    photo.extend(note);
    photo.extend(end);
    let archive = Archive::valid()
        .with_markdown("[名单](名单.csv)\n\n![会场](图.jpg)")
        .with_bytes("content/cases/名单.csv", table)
        .with_bytes("content/cases/图.jpg", &photo);
    let lines = ["content/cases/名单.csv:2:6 LT902 warning", "content/cases/图.jpg:1:1 LT902 warning"];
    expect(&archive, &lines, &["图片附带的信息里像是有一个手机号码（138****8000）"]);
}

#[test]
fn a_number_is_found_behind_the_word_that_names_it_and_before_an_extension() {
    expect_found(&[
        ("电话tel-13800138000。", 7, "LT902"),
        ("号码mobile_13800138000。", 10, "LT902"),
        ("见https://example.com/a?mobile=13800138000&x=1。", 31, "LT902"),
        ("见https://example.com/?a=1&phone=13800138000。", 33, "LT902"),
        ("拨打13800138000-8012。", 3, "LT902"),
        ("拨打13800138000转8012。", 3, "LT902"),
        ("ID11010519491231002X。", 3, "LT901"),
    ]);
    expect_clean(&[
        "hotel-13800138000，guid11010519491231002X，https://example.com/item?id=13800138000，tel13800138000a。",
        "电话0871-63111111-8012，地块15030000001-2号，合同15030000001-150000。",
    ]);
}

#[test]
fn an_address_that_may_be_published_is_listed_like_a_number() {
    let archive = |listed: &str, home: &str| {
        let archive = Archive::valid().with_markdown(&format!("她家住{home}。"));
        archive.replacing("content/site.yaml", "district: XX区\n", &format!("district: XX区\npublic: {listed}\n"))
    };
    expect(&archive("青禾路12号", "青禾路12号"), &[], &[]);
    expect(&archive("[湖东街道青禾路12号]", "青禾路12号"), &[], &[]);
    expect(&archive("青禾路12号、13800138000", "湖东街道青禾路12号"), &[], &[]);
    let others = ["content/cases/a.md:23:4 LT905 warning"];
    expect(&archive("青禾路12号", "青禾路13号"), &others, &["public: [地址]"]);
}

#[test]
fn no_message_shows_a_number_that_is_bound_to_a_name() {
    for slug in ["张三13800138000", "zhang-san-13800138000_x"] {
        for said in reports(&Archive::valid().with_lines(&format!("slug: {slug}"))) {
            assert!(said.contains("LT307") && !said.contains("13800138000"), "{said}");
        }
    }
    for cover in ["zhang-13800138000.jpg", "zhang-11010519491231002x.jpg"] {
        for said in reports(&Archive::valid().with_lines(&format!("cover: {cover}"))) {
            assert!(said.contains("LT503") && !said.contains("138000") && !said.contains("19491231"), "{said}");
        }
    }
    let archive = Archive::valid().with_markdown("[名单](没有13800138000.md)");
    for said in reports(&archive) {
        assert!(said.contains("LT501") && !said.contains("13800138000"), "{said}");
    }
}

#[test]
fn a_number_is_found_within_a_name_by_which_somebody_is_called() {
    expect_found(&[
        ("微信号:v13800138000。", 6, "LT902"),
        ("他的微信号是wx13800138000。", 9, "LT902"),
        ("邮箱13800138000@example.com。", 3, "LT902"),
        ("Tel13800138000。", 4, "LT902"),
        ("电话（138）00138000。", 4, "LT902"),
        ("电话(138)0013-8000。", 4, "LT902"),
        ("电话138\u{2009}0013\u{2009}8000。", 3, "LT902"),
        ("电话138\u{200d}0013\u{200d}8000。", 3, "LT902"),
        ("张三-\u{200d}13800138000。", 5, "LT902"),
        ("电话13800138000\u{200d}/63138000。", 3, "LT902"),
        ("电话１３８００１３８０００。", 3, "LT902"),
    ]);
    expect_clean(&[
        "型号V13800138000的水泵，设备编号X13800138000。",
        "总投资（138）00138000元，表（1）38001380001项。",
        "值班电话（010）63138000、（0871）63138000。",
        "见图片img_13800138000.jpg和版本v138.0013.8000。",
    ]);
}

#[test]
fn a_door_needs_no_word_behind_its_number() {
    expect_found(&[
        ("张三住青禾小区3-501。", 4, "LT905"),
        ("王大妈（青禾小区3#502）。", 5, "LT905"),
        ("青禾小区A栋1203的李某。", 1, "LT905"),
        ("李某住在A栋1203。", 5, "LT905"),
        ("租住3#502的小王。", 3, "LT905"),
    ]);
    expect_clean(&[
        "友谊赛青禾小区3-1获胜，小区3-5月开展行动，小区3-100分的住户有八成。",
        "青禾家园2024-2025年度改造，青禾花园10-150户连片改造，幸福小区3-108株树苗。",
        "小区1#楼2#楼3#楼外墙翻新，3#变压器增容，12#-501机组。",
        "入住3栋120户群众，居住在3栋的120名老人，青禾小区5栋300多户。",
        "A栋1203平方米厂房出租，科室在办公楼3栋502，青禾宿舍3-101号文件。",
    ]);
}

#[test]
fn the_number_of_an_order_or_a_meter_is_nobodys() {
    expect_clean(&[
        "12345热线工单5301122026000122，受理编号5301122026080017。",
        "电表户号13500123456，缴费户号：13500123456。",
    ]);
    expect_found(&[
        ("银行账号5301122026000122。", 5, "LT903"),
        ("客户号13500123456。", 4, "LT902"),
        ("户主13500123456。", 3, "LT902"),
    ]);
}
