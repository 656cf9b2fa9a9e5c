//! Floor 1: the files of an archive, from bytes to text and from YAML to values with places.
//!
//! [`Sources`] holds the bytes; [`decode()`] makes text of them; [`front_matter`] finds the YAML at a
//! file's head; `slips` finds the mistakes that Chinese writers make before YAML can misreport
//! them; [`yaml`] reads what is left into a [`yaml::Node`]; [`table`] reads CSV. [`place()`] says where the program
//! may write in an archive and [`read_back`] and [`write_whole`] do so, [`reason()`] and [`cure()`] what is to be done where the system does not let it.

mod decode;
pub mod front_matter;
mod mend;
mod place;
mod reason;
mod slips;
mod sources;
mod system_font;
pub mod table;
pub mod yaml;

pub use decode::{decode, decode_text};
pub use mend::mend;
pub use place::{allow_size, place, read_back, write_whole};
pub use reason::{cure, reason};
pub use sources::{FOLDERS, SITE, Sources};
pub use system_font::system_font;
