//! How the parts of an article look: a style for each, of properties that platforms keep.

mod own;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Diagnostics, Limits};
use crate::source::Sources;

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A paragraph, and a block within a list or note.
    Text,
    /// A heading of the second level.
    Heading,
    /// A heading of the third level.
    Subheading,
    /// Any deeper heading.
    Minor,
    /// What holds a quotation.
    Quote,
    /// What holds lines of code.
    CodeBlock,
    /// Code within a line.
    Code,
    Strong,
    Emphasis,
    Strike,
    /// Raised or lowered text.
    Raised,
    /// A mark that the exporter adds: of a list, a note, a picture.
    Mark,
    Table,
    HeadCell,
    Cell,
    /// A row of a wide table.
    Card,
    /// Lines of code.
    Line,
    /// The head of a column before each of its cells.
    Label,
    /// What holds a picture.
    Figure,
    Image,
    Caption,
    Rule,
    /// The heading of notes and references.
    ListHeading,
    /// A note or reference.
    Small,
    /// What holds the closing block.
    Closing,
    /// A line of the closing block.
    ClosingLine,
}

/// The styles of all parts.
#[derive(Clone, Debug)]
pub(super) struct Look {
    base: fn(Part) -> &'static str,
    /// In place of those of the base.
    own: Arc<BTreeMap<Part, String>>,
}

impl Look {
    /// The look of this name: 庄重红, 简洁, or one of the archive's own.
    pub(super) fn read(diagnostics: &mut Diagnostics, sources: &Sources, limits: &Limits, name: &str) -> Self {
        match name {
            "简洁" => Self::of(plain),
            "庄重红" => Self::of(solemn),
            own => Self { base: solemn, own: Arc::new(own::read(diagnostics, sources, limits, own)) },
        }
    }

    /// No styles at all, for platforms that bring their own.
    pub(super) fn bare() -> Self {
        Self::of(|_| "")
    }

    fn of(base: fn(Part) -> &'static str) -> Self {
        Self { base, own: Arc::default() }
    }

    /// The style of a part; empty where it has none.
    pub(super) fn style(&self, part: Part) -> &str {
        self.own.get(&part).map_or_else(|| (self.base)(part), String::as_str)
    }
}

/// 庄重红: red headings over a rule.
fn solemn(part: Part) -> &'static str {
    match part {
        Part::Heading => {
            "margin:32px 0 16px;padding:0 0 8px;border-bottom:2px solid #b3191f;font-size:19px;font-weight:bold;\
             line-height:1.5;text-align:center;color:#b3191f"
        }
        Part::Subheading => {
            "margin:24px 0 12px;padding-left:10px;border-left:4px solid #b3191f;font-size:17px;font-weight:bold;\
             line-height:1.5;color:#b3191f"
        }
        Part::Quote => "margin:0 0 16px;padding:12px 14px 1px;border-left:3px solid #c9a063;background-color:#fbf6ee",
        Part::Strong => "font-weight:bold;color:#b3191f",
        Part::Mark => "color:#b3191f",
        Part::HeadCell => {
            "padding:6px 8px;border:1px solid #d9b9a0;background-color:#fbf0ea;font-weight:bold;color:#8f1418"
        }
        Part::Card => {
            "margin:0 0 12px;padding:10px 12px;border:1px solid #d9b9a0;background-color:#fdf8f4;font-size:15px;line-height:1.7;\
             color:#333333"
        }
        Part::ListHeading => "margin:28px 0 8px;font-size:15px;font-weight:bold;line-height:1.5;color:#b3191f",
        Part::Closing => "margin:32px 0 0;padding:14px;border-top:2px solid #b3191f;background-color:#fbf6ee",
        _ => common(part),
    }
}

/// 简洁: black on white with grey rules.
fn plain(part: Part) -> &'static str {
    match part {
        Part::Heading => "margin:32px 0 16px;font-size:19px;font-weight:bold;line-height:1.5;color:#1a1a1a",
        Part::Subheading => "margin:24px 0 12px;font-size:17px;font-weight:bold;line-height:1.5;color:#1a1a1a",
        Part::Quote => "margin:0 0 16px;padding:0 0 0 14px;border-left:3px solid #cccccc",
        Part::Strong => "font-weight:bold;color:#1a1a1a",
        Part::Mark => "color:#6b6b6b",
        Part::HeadCell => "padding:6px 8px;border:1px solid #cccccc;font-weight:bold;color:#1a1a1a",
        Part::Card => {
            "margin:0 0 12px;padding:10px 12px;border:1px solid #cccccc;font-size:15px;line-height:1.7;color:#333333"
        }
        Part::ListHeading => "margin:28px 0 8px;font-size:15px;font-weight:bold;line-height:1.5;color:#1a1a1a",
        Part::Closing => "margin:32px 0 0;padding:14px 0 0;border-top:1px solid #cccccc",
        _ => common(part),
    }
}

/// What both looks share.
fn common(part: Part) -> &'static str {
    match part {
        Part::Minor => "margin:20px 0 8px;font-size:16px;font-weight:bold;line-height:1.5;color:#333333",
        Part::CodeBlock => "margin:0 0 16px;padding:12px;background-color:#f5f5f5",
        Part::Code => "background-color:#f5f5f5;color:#8f1418",
        Part::Emphasis => "font-style:italic;color:#333333",
        Part::Strike => "text-decoration:line-through;color:#6b6b6b",
        Part::Raised => "font-size:12px;color:#333333",
        Part::Table => "width:100%;margin:0 0 16px;border-collapse:collapse;font-size:14px;line-height:1.6",
        Part::Cell => "padding:6px 8px;border:1px solid #d9d9d9;color:#333333",
        Part::Line => "margin:0;font-size:15px;line-height:1.7;color:#333333",
        Part::Label => "color:#6b6b6b",
        Part::Figure => "margin:0 0 16px;text-align:center",
        Part::Image => "max-width:100%;height:auto",
        Part::Caption => "margin:6px 0 0;font-size:14px;line-height:1.6;text-align:center;color:#6b6b6b",
        Part::Rule => "margin:24px 0;border:0;border-top:1px solid #d9d9d9",
        Part::Small => "margin:0 0 6px;font-size:14px;line-height:1.6;word-break:break-all;color:#666666",
        Part::ClosingLine => "margin:0;font-size:14px;line-height:1.8;color:#666666",
        _ => "margin:0 0 16px;font-size:16px;line-height:1.75;color:#333333",
    }
}
