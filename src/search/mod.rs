//! Floor 4: the search, an index that browsers read in small pieces. Enter at [`files`].
#![doc = include_str!("format.md")]

mod bits;
mod documents;
mod exceptions;
mod facets;
mod fold;
mod occurrences;
mod pack;
mod shards;
mod store;
mod suggest;
mod terms;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Archive;
use crate::document::Documents;
use crate::model::{Route, han};

use occurrences::Text;
use pack::{Before, SearchFile};
use shards::Sizes;

/// What a client reads first, as the format has it.
#[derive(Serialize)]
struct Manifest {
    format: u32,
    id: String,
    documents: usize,
    per_store: usize,
    common: bool,
    split: bool,
    single: String,
    pairs: String,
    buckets: usize,
}

/// All files of the search of an archive; none where `site.yaml` turns it off.
pub fn files(archive: &Archive, documents: &Documents) -> Vec<(Route, Vec<u8>)> {
    if !archive.site.search {
        return Vec::new();
    }
    let documents = documents::collect(archive, documents);
    let common = store::common(&documents, &archive.site.policy);
    let (store, texts) = store::store(&documents, &archive.site.policy, &common);
    let text = Text::new(&texts);
    drop(texts);
    // What is one thread's work is done beside that of many.
    let (mut files, blocks) = rayon::join(|| facets::facets(archive, &documents), || terms::blocks(&text));
    let ([single, pairs], suggestions) = rayon::join(
        || shards::cut(&blocks, Sizes::new(documents.len())),
        || suggest::suggestions(archive, &documents, &blocks),
    );
    drop(blocks);
    let names = |files: &[SearchFile]| files.iter().map(|file| &file.name[1..]).collect::<Vec<_>>().join(" ");
    let mut manifest = Manifest {
        format: 2,
        id: String::new(),
        documents: documents.len(),
        per_store: store::documents_per_file(documents.len()),
        common: !common.bytes.is_empty(),
        split: is_large(documents.len()),
        single: names(&single),
        pairs: names(&pairs),
        buckets: suggestions.len(),
    };
    files.extend(single.into_iter().chain(pairs).chain(store).chain(suggestions));
    files.push(SearchFile::packed("fold".to_owned(), &han::TRADITIONAL.lines().collect::<Vec<_>>()));
    if manifest.common {
        files.push(SearchFile::deflated("common".to_owned(), &common.bytes, &Before::default()));
    }
    manifest.id = fingerprint(&files);
    files.push(SearchFile::packed("manifest".to_owned(), &manifest));
    files.into_iter().map(|file| (file.route(), file.bytes)).collect()
}

/// Whether an archive has so many documents that its files are larger and its facets apart.
const fn is_large(documents: usize) -> bool {
    documents > 20_000
}

/// Changes whenever any of the files does.
fn fingerprint(files: &[SearchFile]) -> String {
    let hashes: Vec<blake3::Hash> = files.par_iter().map(|file| blake3::hash(&file.bytes)).collect();
    let mut hasher = blake3::Hasher::new();
    for (file, hash) in files.iter().zip(&hashes) {
        hasher.update(file.name.as_bytes()).update(hash.as_bytes());
    }
    hasher.finalize().to_hex()[..8].to_owned()
}
