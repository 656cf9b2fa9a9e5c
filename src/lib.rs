//! 擂台
pub mod archive;
pub mod data;
pub mod document;
pub mod domain;
pub mod markdown;
pub mod model;
pub mod publish;
pub mod source;
