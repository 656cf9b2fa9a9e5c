//! 擂台
pub mod model;
