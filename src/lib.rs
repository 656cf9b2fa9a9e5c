//! 擂台
pub mod archive;
pub mod domain;
pub mod model;
pub mod pages;
pub mod source;
pub mod theme;
