//! Which day it is: as told, else from `SOURCE_DATE_EPOCH`, else from the clock, in Beijing's time everywhere.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use jiff::{Timestamp, tz};

/// The day; the error is a Chinese sentence.
pub(super) fn today(told: Option<&str>) -> Result<Date, String> {
    if let Some(text) = told {
        return text.parse().map_err(|_| format!("--today 后面的「{text}」不是日期，请写成 2026-07-05"));
    }
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.trim().parse().map_err(|_| format!("环境变量 SOURCE_DATE_EPOCH 的「{text}」不是秒数"))?,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs().cast_signed()),
    };
    let moment = Timestamp::from_second(seconds).map_err(|_| "时间超出了日历".to_owned())?;
    // The contest's days are China's, whatever the machine's time zone.
    Ok(tz::offset(8).to_datetime(moment).date())
}
