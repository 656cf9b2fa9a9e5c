//! Quarters, the unit of time of the contest.

use std::fmt;

use jiff::civil::Date;

/// A quarter of a year: `2026Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// The quarter with this number, 1 to 4, of a year from 1949 to 9999.
    pub fn new(year: i16, number: i8) -> Option<Self> {
        ((1949..=9999).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// Reads `2026Q3`, `2026q3`, `2026年第三季度`, `2026年第3季度`, `2026年三季度`, in letters of any width, with
    /// spaces or a hyphen (`2026-Q3`) within.
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
        let year = text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
        let rest = text[4..].trim_start_matches('年').trim_start_matches('-');
        let number = match rest.strip_prefix(['Q', 'q']) {
            Some(number) => number,
            None => text[4..].strip_prefix('年')?.trim_start_matches('第').strip_suffix("季度")?,
        };
        let number = match number {
            "1" | "一" => 1,
            "2" | "二" => 2,
            "3" | "三" => 3,
            "4" | "四" => 4,
            _ => return None,
        };
        Self::new(year.parse().ok()?, number)
    }

    /// The quarter of a day.
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), number: (day.month() + 2) / 3 }
    }

    /// The quarter after this one; none after the last of the calendar.
    pub fn next(self) -> Option<Self> {
        Self::new(self.year, self.number + 1).or_else(|| Self::new(self.year + 1, 1))
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The number in the year, 1 to 4.
    pub const fn number(self) -> i8 {
        self.number
    }

    /// `第三季度`.
    pub const fn short_name(self) -> &'static str {
        match self.number {
            1 => "第一季度",
            2 => "第二季度",
            3 => "第三季度",
            _ => "第四季度",
        }
    }

    /// `三季`, as short as an axis needs.
    pub const fn shortest_name(self) -> &'static str {
        match self.number {
            1 => "一季",
            2 => "二季",
            3 => "三季",
            _ => "四季",
        }
    }

    /// `2026年第三季度`.
    pub fn name(self) -> String {
        format!("{}年{}", self.year, self.short_name())
    }

    /// The first day.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.number * 3 - 2, 1)
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        Date::constant(self.year, self.number * 3, 1).last_of_month()
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year, self.number)
    }
}

/// A full-width letter, digit or dash as the plain one.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
