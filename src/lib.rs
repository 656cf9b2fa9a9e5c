//! 擂台
pub mod archive;
pub mod domain;
pub mod model;
pub mod source;
