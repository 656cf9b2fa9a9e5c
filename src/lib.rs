//! 擂台
pub mod archive;
pub mod document;
pub mod domain;
pub mod markdown;
pub mod model;
pub mod pages;
pub mod publish;
pub mod source;
pub mod theme;
