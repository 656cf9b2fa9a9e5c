//! 擂台
pub mod markdown;
pub mod model;
