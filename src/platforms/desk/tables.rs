//! Tables of a Word document.

use std::fmt::Write as _;

use super::word::Writer;
use crate::markdown::tree::{Column, Kind, Node};

/// The width of the text of a page, in twentieths of a point.
const WIDTH: usize = 8844;

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, rows: &[Node<'_>]) {
        let columns = rows.first().map_or(1, |row| cells(row).count()).max(1);
        self.word.body.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             <w:jc w:val=\"center\"/></w:tblPr><w:tblGrid>",
        );
        for _ in 0..columns {
            // Writing to a string cannot fail.
            let _ = write!(self.word.body, "<w:gridCol w:w=\"{}\"/>", WIDTH / columns);
        }
        self.word.body.push_str("</w:tblGrid>");
        for row in rows {
            self.row(row, WIDTH / columns);
        }
        // Two tables with nothing between them would be one.
        self.word.body.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
    }

    fn row(&mut self, row: &Node<'_>, width: usize) {
        let is_head = matches!(row, Node::Element(Kind::Row { head: true }, _));
        self.word.body.push_str(if is_head {
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        } else {
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        });
        for (number, (column, inner)) in cells(row).enumerate() {
            if number > 0 {
                self.word.text.push('\t');
            }
            let style = if is_head { "HeadCell" } else { "Cell" };
            let side = match column {
                Column::Start => "",
                Column::Center => "<w:jc w:val=\"center\"/>",
                Column::End => "<w:jc w:val=\"right\"/>",
            };
            let _ = write!(
                self.word.body,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr>\
                 <w:pStyle w:val=\"{style}\"/>{side}</w:pPr>"
            );
            self.inline(inner);
            self.face.raised = None;
            self.word.body.push_str("</w:p></w:tc>");
        }
        self.word.body.push_str("</w:tr>");
        self.word.text.push('\n');
    }
}

/// The cells of a row, each with how its text stands.
pub(super) fn cells<'b, 'a>(row: &'b Node<'a>) -> impl Iterator<Item = (Column, &'b [Node<'a>])> {
    let inner = if let Node::Element(_, inner) = row { inner.as_slice() } else { &[] };
    inner.iter().filter_map(|node| match node {
        Node::Element(Kind::Cell(column), inner) => Some((*column, inner.as_slice())),
        _ => None,
    })
}
