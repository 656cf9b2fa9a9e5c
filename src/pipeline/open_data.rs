//! The data as the page about it needs it.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::data::{DataSet, catalogue};
use crate::model::Route;
use crate::pages::{DataFileView, DataSetView, FieldView, Page, open_data, size_in_words};

/// The page about these files of `data/`; only what is among them is named.
pub(super) fn page<'a>(archive: &Archive, files: impl Iterator<Item = (&'a Route, &'a [u8])>) -> Page {
    let sizes: BTreeMap<&Route, usize> = files.map(|(route, bytes)| (route, bytes.len())).collect();
    let sets = catalogue(archive).into_iter().map(|set| view(set, &sizes));
    open_data(archive, sets.filter(|set| !set.files.is_empty()).collect())
}

fn view(set: DataSet, sizes: &BTreeMap<&Route, usize>) -> DataSetView {
    let columns = set.columns.iter().map(|c| FieldView { name: c.name, kind: Some(c.kind), about: c.about });
    let keys = set.keys.iter().map(|&(name, about)| FieldView { name, kind: None, about });
    let file = |file: crate::data::FileNote| {
        let size = size_in_words(*sizes.get(&file.route)?);
        let name = file.route.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        let (title, about, format, media_type) = (file.title, file.about, file.format, file.media_type);
        Some(DataFileView { url: file.route, file: name, title, about, format, media_type, size })
    };
    DataSetView {
        title: set.title.to_owned(),
        columns: columns.collect(),
        keys: keys.collect(),
        files: set.files.into_iter().filter_map(file).collect(),
    }
}
