//! `data/cases.csv`: a row a public case, for those who count in a spreadsheet.

use std::borrow::Cow;

use super::table::{Column, Kind};
use super::values::join;
use crate::archive::routes;
use crate::domain::{Case, Named};

/// Shortens the list below.
const fn column(name: &'static str, kind: Kind, about: &'static str, cell: fn(&Case) -> Cow<'_, str>) -> Column<Case> {
    Column { name, kind, about, cell }
}

/// The columns. What differs between entries is that of the best one; 加分 is the highest of all.
pub(super) const COLUMNS: [Column<Case>; 27] = [
    column("标题", Kind::Text, "案例的标题", |case| case.title.as_str().into()),
    column("网址名", Kind::Text, "案例在网址中的名字，不重复", |case| case.slug.as_str().into()),
    column("网址", Kind::Text, "案例的页面，从网站的根算起", |case| {
        routes::case(case).as_str().to_owned().into()
    }),
    column("乡镇", Kind::Text, "乡镇（街道）", |case| case.unit.township.name.as_str().into()),
    column("村", Kind::Text, "村（社区）；乡镇自己的案例为空", |case| {
        case.unit.village.as_ref().map_or_else(Cow::default, |village| village.name.as_str().into())
    }),
    column("维度", Kind::Text, "评比内容，主要的在前，用顿号隔开", |case| {
        join(&case.dimensions).into()
    }),
    column("主题", Kind::Text, "比武主题", |case| optional(case.theme.as_deref())),
    column("场次", Kind::Text, "比武的编号；参赛多次的是结果最好的一次，下同", |case| {
        case.best_entry().competition.id.to_string().into()
    }),
    column("季度", Kind::Text, "比武的季度", |case| case.best_entry().competition.quarter().to_string().into()),
    column("级别", Kind::Text, "区级或乡镇级", |case| case.best_entry().competition.level().name().into()),
    column(
        "结果",
        Kind::Text,
        "比武的结果，最好的在前，用顿号隔开；结果还没有公布的是“参赛”",
        |case| join(&case.best_entry().results).into(),
    ),
    column("加分", Kind::Number, "各次参赛中最高的加分", |case| case.bonus().to_string().into()),
    column("名次", Kind::Integer, "比武的名次", |case| written(case.best_entry().rank)),
    column("奖项", Kind::Text, "比武的奖项", |case| optional(case.best_entry().award.as_deref())),
    column("申报方式", Kind::Text, "规定动作或自选动作", |case| {
        optional(case.best_entry().track.map(Named::name))
    }),
    column("比武形式", Kind::Text, "比武的形式，用顿号隔开", |case| {
        join(&case.best_entry().formats).into()
    }),
    column("汇报人", Kind::Text, "汇报人的姓名", |case| {
        optional(case.presenter.as_ref().map(|presenter| presenter.name.as_str()))
    }),
    column("职务", Kind::Text, "汇报人的职务", |case| {
        optional(case.presenter.as_ref().and_then(|presenter| presenter.role.as_deref()))
    }),
    column("日期", Kind::Date, "发布日期", |case| written(case.date)),
    column("资金补助(万元)", Kind::Number, "资金补助，单位是万元", |case| {
        written(case.funding.map(|funding| funding.normalize()))
    }),
    column("示范点", Kind::Text, "示范点的类型", |case| optional(case.site_type.map(Named::name))),
    column("标签", Kind::Text, "标签，用顿号隔开", |case| join(&case.tags).into()),
    column("荣誉", Kind::Text, "荣誉，用顿号隔开", |case| join(&case.honors).into()),
    column("来源", Kind::Text, "稿件的来源", |case| optional(case.source.as_deref())),
    column("作者", Kind::Text, "稿件的作者", |case| optional(case.author.as_deref())),
    column("摘要", Kind::Text, "案例的摘要", |case| case.summary.as_str().into()),
    column("参赛次数", Kind::Integer, "参加过几场比武", |case| case.entries.len().to_string().into()),
];

fn optional(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

fn written<'a>(value: Option<impl ToString>) -> Cow<'a, str> {
    value.map_or_else(Cow::default, |value| value.to_string().into())
}
