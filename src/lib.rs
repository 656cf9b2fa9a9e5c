//! 擂台: the site generator of a district's case archive. This page is the map.
//!
//! ```text
//! content/ ──load──▶ Sources ──parse──▶ Documents ──resolve──▶ Archive ──compose──▶ [Page] ──render──▶ Bundle ──▶ output/
//! ```
//!
//! | value | is | never |
//! | --- | --- | --- |
//! | [`Sources`](source::Sources) | the bytes of every file by validated path, from disk or memory | parsed |
//! | [`Documents`](document::Documents) | each file by itself: typed front matter with places, Markdown parsed | aware of other files |
//! | [`Archive`](archive::Archive) | cases, competitions, units, standings, checked against each other | aware of HTML |
//! | [`Page`](pages::Page) | a route, the name of a template, the data it shows | aware of the disk |
//! | [`Bundle`](model::Bundle) | route → bytes: the site as a value, whole or what a [`Sink`](model::Sink) left of it | changed after it is made |
//!
//! While somebody writes, a [`Workspace`](pipeline::Workspace) keeps what was read of each file, and a
//! [`LiveSite`](pipeline::LiveSite) makes each file of the bundle when it is asked for: the same bytes (`tests/edits.rs`).
//!
//! Input and output happen at the two ends only; a [`Publication`](publish::Publication) takes pages as they are made, so
//! that they need not be held. Parsing never fails: a writer's mistake is a
//! [`Diagnostic`](model::Diagnostic) with a place and a cure, `Result` is for the machine's failures, a panic is a bug.
//! One thing is made apart: SVG for packages is drawn by a process of its own, which may take too much.
//! A page is a pure function of the archive, so it can be made at any time, alone or with all others.
//!
//! Modules stand on floors and use lower floors only (`tests/house.rs` keeps it so):
//!
//! | floor | module | holds |
//! | --- | --- | --- |
//! | 0 | [`model`] | paths, spans, diagnostics and their codes, routes, pictures, what files are, the bundle |
//! | 1 | [`source`] | reading files, encodings, front matter, YAML with places |
//! | 1 | [`markdown`] | Markdown to links, headings, text and HTML |
//! | 1 | [`domain`] | cases, competitions, units, the bonus rules: pure and exact |
//! | 2 | [`document`] | one file as a typed record |
//! | 3 | [`archive`] | records resolved against each other; the addresses of the site |
//! | 4 | [`pages`] | the archive as pages with plain data |
//! | 4 | [`data`] | the archive as JSON, CSV and sitemap |
//! | 4 | [`feeds`] | the newest cases for feed readers |
//! | 4 | [`images`] | pictures upright, in several widths, with nothing in them but what they show |
//! | 4 | [`platforms`] | cases as packages for other platforms |
//! | 4 | [`proofread`] | what should not be published, and what reads wrongly |
//! | 4 | [`search`] | the archive as an index that browsers search |
//! | 5 | [`theme`] | templates and static files; pages to HTML |
//! | 6 | [`pipeline`] | the stages in their order |
//! | 6 | [`outside`] | whether other sites still have what is linked to |
//! | 6 | [`publish`] | a site becomes a folder, all at once |
//! | 6 | [`serve`] | a bundle over HTTP, and what changes in its sources |
//! | 7 | [`cli`] | the program as people run it |
//!
//! Where to start: the rules of the contest are in [`domain`]; what a key of front matter may be is in [`document`];
//! what files must agree on is in [`archive`]; how a page looks is in `themes/leitai/`.

pub mod archive;
pub mod cli;
pub mod data;
pub mod document;
pub mod domain;
pub mod feeds;
pub mod images;
pub mod markdown;
pub mod model;
pub mod outside;
pub mod pages;
pub mod pipeline;
pub mod platforms;
pub mod proofread;
pub mod publish;
pub mod search;
pub mod serve;
pub mod source;
pub mod theme;
