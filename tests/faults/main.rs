//! Bad input thrown at the program through its front door: what it says, where, and with which cure.

#[path = "../support/mod.rs"]
mod support;

mod addresses;
mod agreement;
mod encoding;
mod entries;
mod files;
mod front_matter;
mod limits;
mod links;
mod marks;
mod proofread;
mod sheets;
mod site;
mod texts;
mod together;
mod unpublished;
mod values;
mod write_up;
