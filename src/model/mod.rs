//! Floor 0: the values every other part speaks in, with no knowledge of contests, Markdown or disks.

pub mod bundle;
pub mod characters;
pub mod code;
pub mod diagnostic;
pub mod drawing;
pub mod edit;
pub mod entities;
pub mod han;
pub mod limits;
pub mod memory;
pub mod nature;
pub mod nearest;
pub mod path;
pub mod picture;
pub mod route;
pub mod span;
pub mod xml;

pub use bundle::{Bundle, NoSink, Sink};
pub use characters::is_control;
pub use code::Code;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use edit::Edit;
pub use limits::Limits;
pub use nature::Nature;
pub use nearest::{nearest, nearest_name};
pub use path::{PathFault, SourcePath};
pub use picture::{PIXELS, Picture, PictureVersion};
pub use route::Route;
pub use span::{Place, Position, SourceText, Span, Written};
