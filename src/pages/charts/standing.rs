//! What the bars of a year's standing say: who leads, and how far apart the townships are.

use super::words::{named, pending, so_far};
use crate::domain::{Bonus, Standing, StandingRow};

/// Who leads, and of which quarters the results are still to come.
pub fn finding(standing: &Standing) -> String {
    if standing.through.is_none() {
        return format!("{} 个乡镇（街道）参赛，结果还没有公布。", standing.rows.len());
    }
    let so_far = so_far(standing).map(|so_far| format!("{so_far}，")).unwrap_or_default();
    format!("{so_far}{}{}", leader(&standing.known_and_to_come().0), pending(&standing.pending))
}

/// One sentence on who leads; empty without rows. The rows come in the order of their points.
fn leader(rows: &[&StandingRow]) -> String {
    let Some(first) = rows.first() else { return String::new() };
    let name = |row: &StandingRow| row.township.name.clone();
    let leading = sharing(rows, first.bonus);
    match (rows, &rows[leading.len()..]) {
        ([one], _) if one.bonus.is_zero() => format!("只有{}参赛，没有加分。", name(one)),
        ([one], _) => format!("只有{}参赛，共加 {} 分。", name(one), one.bonus),
        _ if first.bonus.is_zero() => format!("{} 个乡镇（街道）参赛，都没有加分。", rows.len()),
        (_, []) => format!("{} 个乡镇（街道）积分相同，各 {} 分。", rows.len(), first.bonus),
        (_, [next, ..]) if leading.len() == 1 && next.bonus.is_zero() => {
            format!("只有{}加分，共 {} 分。", name(first), first.bonus)
        }
        (_, rest @ [next, ..]) if leading.len() == 1 => {
            let second = sharing(rest, next.bonus);
            let shared = if second.len() > 1 { "并列第二的" } else { "第二名" };
            let more = first.bonus.points() - next.bonus.points();
            let second = names(second);
            format!("{}以 {} 分居首，比{shared}{second}多 {} 分。", name(first), first.bonus, more.normalize())
        }
        _ => format!("{}并列第一，各 {} 分。", names(leading), first.bonus),
    }
}

/// One sentence on how far apart the townships are; empty where that says no more than [`finding`]: with one township,
/// or without points.
pub(in super::super) fn distribution(standing: &Standing) -> String {
    let (rows, _) = standing.known_and_to_come();
    let [first, .., last] = rows[..] else { return String::new() };
    let with_points = rows.iter().filter(|row| !row.bonus.is_zero()).count();
    let who = match with_points {
        0 => return String::new(),
        all if all == rows.len() => format!("{all} 个乡镇（街道）参赛，都有加分"),
        some => format!("{} 个乡镇（街道）参赛，{some} 个有加分", rows.len()),
    };
    let apart = (first.bonus.points() - last.bonus.points()).normalize();
    if apart.is_zero() {
        format!("{who}，分数相同。")
    } else {
        format!("{who}，最高与最低相差 {apart} 分。")
    }
}

/// The rows at the start that have these points.
fn sharing<'a, 'b>(rows: &'a [&'b StandingRow], bonus: Bonus) -> &'a [&'b StandingRow] {
    &rows[..rows.iter().take_while(|row| row.bonus == bonus).count()]
}

fn names(rows: &[&StandingRow]) -> String {
    named(&rows.iter().map(|row| row.township.name.as_str()).collect::<Vec<_>>(), "个")
}
