//! The five dimensions of the scheme and 其他, with what the judges look for.

/// One dimension of judging.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The Chinese name, as in front matter.
    pub name: String,
    /// The name in addresses.
    pub slug: String,
    /// What the judges look for.
    pub look_for: Vec<String>,
}

const SCHEME: [(&str, &str, &str); 6] = [
    (
        "组织建设",
        "organization",
        "领导是否坚强有力;先锋模范作用;大岗位制运行;书记有本事、能干事、干成事;党员队伍凝聚力和战斗力;人才队伍",
    ),
    (
        "乡村产业",
        "industry",
        "产业发展有载体有特色;集体资产资金资源盘活增效;村集体经济有措施有成效;一村一品有规划有落实;群众增收有路子",
    ),
    (
        "人居环境",
        "environment",
        "村庄规划因地制宜;美丽乡村建设;生态环境保护;湖泊保护行动;爱国卫生常态化;环境整洁;宜居宜业",
    ),
    ("乡村治理", "governance", "治理体系健全;四议两公开;村规民约管用;自我管理自我服务;多网合一;社会秩序平稳"),
    ("乡风文化", "culture", "思想道德建设载体;公共文化服务;传统文化传承;移风易俗;邻里和谐;乡风文明"),
    ("其他", "other", "经领导小组商议纳入的内容"),
];

impl Dimension {
    /// The dimensions of the scheme, in its order.
    pub fn scheme() -> Vec<Self> {
        let own = |(name, slug, look_for): (&str, &str, &str)| Self {
            name: name.into(),
            slug: slug.into(),
            look_for: look_for.split(';').map(Into::into).collect(),
        };
        SCHEME.map(own).into()
    }
}
