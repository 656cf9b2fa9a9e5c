//! 擂台
pub mod model;
pub mod publish;
