//! Limits that are set.

use super::Fields;
use crate::document::values::whole_cure;
use crate::model::limits::Limit;
use crate::model::{Code, Span};
use crate::source::yaml::Value;

impl Fields<'_> {
    /// What a limit is set to: what it usually is where it is left out, or cannot be what is written, which is reported.
    pub fn limit(&mut self, limit: &Limit) -> usize {
        let Limit { name, usual, most, .. } = limit;
        if let Some((span, written)) = self.empty(name) {
            let message = format!("「{written}」应当是 1 到 {most} 的整数，这里没有写");
            self.report(Code::InvalidNumber, span, message, format!("请写上，或删去这一项；不写就是 {usual}"));
            return *usual;
        }
        let Some(node) = self.node(name) else { return *usual };
        let (raw, shown) = (self.raw(&node), self.shown(name));
        if raw.is_empty() || !raw.bytes().all(|b| b.is_ascii_digit()) {
            let message = format!("「{shown}」应当是 1 到 {most} 的整数，「{raw}」不是");
            self.report_cured(Code::InvalidNumber, node.span, message, whole_cure(&raw));
            return *usual;
        }
        if let Some(number) = raw.parse().ok().filter(|number| (1..=*most).contains(number)) {
            return number;
        }
        let message = format!("「{shown}」应当是 1 到 {most} 的整数，「{raw}」不在这个范围里");
        let help = format!("请写 1 到 {most} 的整数；不写就是 {usual}");
        self.report(Code::InvalidNumber, node.span, message, help);
        *usual
    }
    /// Where a key stands that has no value, and as what it is written.
    fn empty(&self, key: &str) -> Option<(Span, String)> {
        let found = self.pairs.iter().find(|(name, _, node)| *name == key && node.value == Value::Null);
        found.map(|(_, key, _)| (key.span, key.text.clone()))
    }
}
