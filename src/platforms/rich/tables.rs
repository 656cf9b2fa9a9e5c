//! Tables: lean where they fit a phone, else a card for each row.

use super::Writer;
use crate::markdown::tree::{Column, Kind, Node};
use crate::platforms::look::Part;

/// The most columns that a phone shows side by side.
const WIDEST: usize = 5;

/// The cells of a row, each with how its text stands.
type Cells<'b, 'a> = Vec<(Column, &'b [Node<'a>])>;

impl Writer<'_> {
    pub(super) fn table(&mut self, rows: &[Node<'_>]) {
        let start = self.out.len();
        let mut rows = rows.iter().map(cells);
        let head = rows.next().unwrap_or_default();
        let rows: Vec<Cells<'_, '_>> = rows.collect();
        if head.len() > WIDEST {
            for row in &rows {
                self.card(&head, row);
            }
            if rows.is_empty() {
                let unlabelled = head.iter().map(|(column, _)| (*column, &[][..])).collect();
                self.card(&unlabelled, &head);
            }
        } else {
            self.open("table", Part::Table);
            self.out.push_str("<tbody>");
            self.row("th", Part::HeadCell, &head);
            for row in &rows {
                self.row("td", Part::Cell, row);
            }
            self.out.push_str("</tbody></table>");
        }
        self.tables += self.out[start..].chars().count();
    }

    fn row(&mut self, tag: &str, part: Part, cells: &Cells<'_, '_>) {
        self.out.push_str("<tr>");
        for (column, inner) in cells {
            let more = match column {
                Column::Start => "",
                Column::Center => "text-align:center",
                Column::End => "text-align:right",
            };
            self.open_with(tag, part, more);
            self.inline(inner);
            self.end_line();
            self.out.push_str("</");
            self.out.push_str(tag);
            self.out.push('>');
        }
        self.out.push_str("</tr>");
    }

    /// A row of a wide table, each cell after the head of its column.
    fn card(&mut self, head: &Cells<'_, '_>, row: &Cells<'_, '_>) {
        self.open("section", Part::Card);
        for (number, ((_, label), (_, inner))) in head.iter().zip(row).enumerate() {
            if number > 0 {
                self.out.push_str("<br>");
            }
            if !label.is_empty() {
                self.open("span", Part::Label);
                self.inline(label);
                self.end_line();
                self.out.push_str("：</span>");
            }
            self.inline(inner);
            self.end_line();
        }
        self.out.push_str("</section>");
    }
}

fn cells<'b, 'a>(row: &'b Node<'a>) -> Cells<'b, 'a> {
    let Node::Element(_, cells) = row else { return Vec::new() };
    let cell = |node: &'b Node<'a>| match node {
        Node::Element(Kind::Cell(column), inner) => Some((*column, inner.as_slice())),
        _ => None,
    };
    cells.iter().filter_map(cell).collect()
}
