//! 擂台
pub mod archive;
pub mod domain;
pub mod document;
pub mod markdown;
pub mod model;
pub mod source;
