//! The command line as people type it, with its help in Chinese.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::schema::SchemaKind;

const HELP: &str = "\
{about-with-newline}
用法：{usage}

选项：
{options}{after-help}
";

const HELP_WITH_ARGUMENTS: &str = "\
{about-with-newline}
用法：{usage}

参数：
{positionals}

选项：
{options}{after-help}
";

const TOP_HELP: &str = "\
{about-with-newline}
用法：{usage}

命令：
{subcommands}

选项：
{options}{after-help}
";

/// 擂台：抓党建促乡村振兴“擂台比武”案例档案的静态网站生成器
#[derive(Debug, Parser)]
#[command(
    name = "leitai",
    version,
    about = "擂台：把“擂台比武”典型案例变成可以浏览、可以长期保存的网站",
    help_template = TOP_HELP,
    override_usage = "leitai <命令> [选项]",
    after_help = "第一次使用：leitai init 新建一份小档案，leitai new case 标题 新建案例，leitai build 生成网站。",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_required = true,
    arg_required_else_help = true,
    styles = Styles::plain()
)]
pub(super) struct Cli {
    /// 档案所在的文件夹（里面有 content 文件夹）
    #[arg(
        long,
        global = true,
        value_name = "文件夹",
        default_value = ".",
        hide_default_value = true,
        display_order = 900
    )]
    pub(super) root: PathBuf,

    /// 显示帮助
    #[arg(long, short, global = true, action = clap::ArgAction::Help, display_order = 901)]
    help: Option<bool>,

    /// 显示版本
    #[arg(long, short = 'V', action = clap::ArgAction::Version, display_order = 902)]
    version: Option<bool>,

    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一份可以直接生成网站的小档案
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai init [文件夹]")]
    Init(InitArgs),
    /// 新建一个案例或一场比武的文件
    #[command(
        help_template = TOP_HELP,
        override_usage = "leitai new <case|competition> …",
        subcommand_required = true,
        arg_required_else_help = true,
        disable_help_subcommand = true
    )]
    New(NewArgs),
    /// 检查全部内容，一次列出所有问题；除了 --fix，不写任何文件
    #[command(help_template = HELP, override_usage = "leitai check [选项]")]
    Check(CheckArgs),
    /// 生成网站
    #[command(help_template = HELP, override_usage = "leitai build [选项]")]
    Build(BuildArgs),
    /// 边写边看：在本机预览网站，保存文件后浏览器自动更新
    #[command(help_template = HELP, override_usage = "leitai serve [选项]")]
    Serve(ServeArgs),
    /// 导出一个平台的稿件包：文件夹和一个压缩包
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai export <平台> [案例…] [选项]")]
    Export(ExportArgs),
    /// 印出给编辑器用的 JSON Schema：写的时候有提示，写错当场标出
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai schema <名称>，或 leitai schema --write")]
    Schema(SchemaArgs),
    /// 解释一个问题代码，附例子和改法
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai explain [代码]")]
    Explain(ExplainArgs),
    /// 把标准输入的 SVG 画成 PNG，写到标准输出；leitai 自己用
    #[command(hide = true, help_template = HELP, override_usage = "leitai draw")]
    Draw,
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// 放在哪个文件夹；不写就是当前文件夹
    #[arg(value_name = "文件夹")]
    pub(super) dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[command(subcommand)]
    pub(super) what: NewCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewCommand {
    /// 新建一个案例
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai new case [标题] [选项]")]
    Case(NewCaseArgs),
    /// 新建一场比武
    #[command(help_template = HELP_WITH_ARGUMENTS, override_usage = "leitai new competition [编号]")]
    Competition(NewCompetitionArgs),
}

#[derive(Debug, Args)]
pub(super) struct NewCaseArgs {
    /// 案例的标题；在终端里不写就问
    #[arg(value_name = "标题")]
    pub(super) title: Option<String>,
    /// 参加的比武：编号 2026Q3、季度，或主题里的几个字；不写就是正在进行的区级比武
    #[arg(long, value_name = "编号")]
    pub(super) competition: Option<String>,
    /// 单位，例如 湖东街道/青禾社区
    #[arg(long, value_name = "单位")]
    pub(super) unit: Option<String>,
    /// 维度，例如 乡村治理
    #[arg(long, value_name = "维度")]
    pub(super) dimension: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct NewCompetitionArgs {
    /// 编号：区级如 2026Q3，乡镇级如 2026Q3-湖东街道；在终端里不写就问
    #[arg(value_name = "编号")]
    pub(super) id: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// 把拿得准的格式问题直接改好，列出改了什么，原文件备份到“备份”文件夹；不动正文的文字
    #[arg(long, conflicts_with = "watch")]
    pub(super) fix: bool,
    /// 也问一问别的网站，链接到的网页还在不在；要联网，答复记几天
    #[arg(long, conflicts_with = "watch")]
    pub(super) external: bool,
    /// 有警告时也算没有通过
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) watch: WatchArgs,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    #[command(flatten)]
    pub(super) edition: DayArgs,
}

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// 网站写到哪里；不写就是档案里的 output
    #[arg(long, short, value_name = "文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 网站将来的网址，代替全站设置里的网址
    #[arg(long, value_name = "网址")]
    pub(super) base_url: Option<String>,
    /// 草稿也生成（只供自己预览）
    #[arg(long)]
    pub(super) drafts: bool,
    /// 还没到日期的也生成（只供自己预览）
    #[arg(long)]
    pub(super) future: bool,
    /// 有警告时不生成
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    pub(super) watch: WatchArgs,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    #[command(flatten)]
    pub(super) edition: DayArgs,
}

#[derive(Debug, Args)]
pub(super) struct WatchArgs {
    /// 不结束，文件一有变化就再做一遍
    #[arg(long)]
    pub(super) watch: bool,
    /// 每秒查看一遍文件夹；档案在网络盘上、保存后没有反应时用
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// 端口；被占用时改用下一个
    #[arg(long, value_name = "端口", default_value_t = 4000)]
    pub(super) port: u16,
    /// 在哪个地址上预览；写 0.0.0.0，同一网络里的其他电脑也能看
    #[arg(long, value_name = "地址", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,
    /// 打开浏览器
    #[arg(long)]
    pub(super) open: bool,
    /// 浏览器跟着转到刚保存的那一篇
    #[arg(long)]
    pub(super) follow: bool,
    /// 每秒查看一遍文件夹；档案在网络盘上、保存后没有反应时用
    #[arg(long)]
    pub(super) poll: bool,
    #[command(flatten)]
    pub(super) edition: DayArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// 平台的编号，例如 xx-fabu
    #[arg(value_name = "平台")]
    pub(super) platform: String,
    /// 案例的网址名；不写就是这个平台的全部案例
    #[arg(value_name = "案例")]
    pub(super) slugs: Vec<String>,
    /// 写到哪个文件夹，须是空的；不写就是档案里的 export/<平台>
    #[arg(long, short, value_name = "文件夹")]
    pub(super) output: Option<PathBuf>,
    /// 网站的网址，代替全站设置里的网址
    #[arg(long, value_name = "网址")]
    pub(super) base_url: Option<String>,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    #[command(flatten)]
    pub(super) edition: DayArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// 问题清单的格式：text 给人看，json、sarif、github 给程序读
    #[arg(long, value_name = "格式", default_value = "text", hide_default_value = true, hide_possible_values = true)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct DayArgs {
    /// 把哪一天当作今天，例如 2026-07-05；不写就是今天（北京时间）
    #[arg(long, value_name = "日期")]
    pub(super) today: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// 哪一种文件：case 案例、competition 比武、page 其他页面、units 单位表、site 全站设置
    #[arg(value_name = "名称", required_unless_present = "write", hide_possible_values = true)]
    pub(super) kind: Option<SchemaKind>,
    /// 全部写进 .vscode 文件夹，并让 VS Code 用上它们；已有的设置不改
    #[arg(long, conflicts_with = "kind")]
    pub(super) write: bool,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// 问题代码，例如 LT208，也可以只写 208 或标题里的几个字；不写就列出全部
    #[arg(value_name = "代码")]
    pub(super) code: Option<String>,
}
