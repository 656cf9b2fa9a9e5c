//! Charts. A chart is a finding, the marks of its drawing, and the numbers behind them.
//!
//! The finding is one sentence, computed so that it holds in every case: with ties, without points, with one row.
//! Marks stand at [`Percent`] of the width, so that text keeps its size on every screen, and at fixed px from the top.
//! Like every view this is plain data; `charts.html` of the theme draws it. Each kind of chart has its own file:
//! `stacked` bars, `line`, `dots` and the `heat` table; `standing` says what the bars of a year's standing show, and `best`
//! and `words` serve several.

pub(super) mod best;
pub(super) mod dots;
pub(super) mod heat;
pub(super) mod line;
mod scale;
pub(super) mod stacked;
pub(super) mod standing;
pub(super) mod words;

pub use best::BestResult;
pub use dots::{DotPlot, DotRow, ScoreDot, Tick};
pub use heat::{HeatCell, HeatColumn, HeatRow, HeatTable, HeatYear};
pub use line::{LinePoint, LineStep, PointsInTime};
pub use scale::Percent;
pub use stacked::{Segment, StackKey, StackRow, StackedBars};
pub use standing::finding as standing_finding;
