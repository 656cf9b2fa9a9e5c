//! Floor 4: what should not be published, and what reads wrongly; enter at [`proofread`].
//!
//! Precise rather than clever: a false alarm costs the writer more than a mistake that a reader would forgive. Texts are
//! looked at as they are written, so every place is exact.

mod attachments;
mod char_set;
mod columns;
mod dates;
mod finder;
mod globe;
mod homes;
mod leftovers;
mod marks;
mod numbers;
mod pairs;
mod places;
mod privacy;
mod prose;
mod ranges;
mod script;
mod signs;
mod spots;
mod totals;
mod twice;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use crate::archive::{Site, check_write_up};
use crate::document::{Article, Documents};
use crate::model::characters::is_unseen;
use crate::model::{Code, Diagnostic, Diagnostics, Place, SourcePath, SourceText, Span};
use crate::source::Sources;

use spots::{PrivateSpots, Spots};
use words::Words;

/// Something found in a text.
#[derive(Debug)]
struct Finding {
    code: Code,
    span: Span,
    message: String,
    help: String,
}

impl Finding {
    fn new(code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, span, message: message.into(), help: help.into() }
    }
}

/// So far is looked from where something begins or ends, in characters.
const FAR: usize = 120;

/// The end of a text, as far as it is looked at from what follows it.
fn end_of(text: &str) -> &str {
    &text[text.char_indices().rev().nth(FAR).map_or(0, |(at, _)| at)..]
}

/// The beginning of a text, as far as it is looked at from what stands before it.
fn start_of(text: &str) -> &str {
    &text[..text.char_indices().nth(FAR).map_or(text.len(), |(at, _)| at)]
}

/// Reports private numbers and addresses in every text and name that is published, and slips of writing and of order in
/// the articles.
pub fn proofread(diagnostics: &mut Diagnostics, sources: &Sources, site: &Site, documents: &Documents) {
    Proofs::default().proofread(diagnostics, sources, site, documents);
}

/// A text with stars in place of what is private in it, but for the first characters of each find.
pub fn without_private(text: &str) -> Cow<'_, str> {
    // What binds a number to a name, an address or a slip of the keyboard hides nothing here.
    let apart = without_hyphens(&text.replace(['_', '.', '+', '@', '#', '/', '=', '?', '&'], ","));
    let bare = apart.replace(|c: char| c.is_ascii_alphabetic(), ",");
    let mut forms = vec![text, &apart, &bare];
    forms.dedup();
    let found = forms.into_iter().flat_map(|text| privacy::find(PrivateSpots::of(text), &[]));
    let mut spans: Vec<Span> = found.map(|finding| finding.span).collect();
    if spans.is_empty() {
        return Cow::Borrowed(text);
    }
    spans.sort();
    let (mut hidden, mut rest) = (String::with_capacity(text.len()), 0);
    for span in spans {
        let start = span.start.max(rest);
        hidden.push_str(&text[rest..start]);
        let found = text[start..span.end.max(start)].chars().enumerate();
        hidden.extend(found.map(|(at, c)| if at >= SHOWN && c.is_alphanumeric() { '*' } else { c }));
        rest = span.end.max(start);
    }
    hidden.push_str(&text[rest..]);
    Cow::Owned(hidden)
}

/// A text with commas in place of the hyphens beside letters: those of `zhang-san-13800138000`, but not of `138-0013-8000`.
fn without_hyphens(text: &str) -> String {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let is_beside = |at: usize| is_letter(text[..at].chars().next_back()) || is_letter(text[at + 1..].chars().next());
    text.char_indices().map(|(at, c)| if c == '-' && is_beside(at) { ',' } else { c }).collect()
}

/// How many articles a thread takes at once; it cannot hand over what it has taken.
const AT_ONCE: usize = 16;

/// How many characters of what is private are shown, so that a reader finds it.
const SHOWN: usize = 3;

/// What was found in each article, and in each file that one links to, kept while an archive is read again and again. It depends on the article,
/// on `words.yaml` and `site.yaml`: forget what changed of these.
#[derive(Debug, Default)]
pub struct Proofs {
    /// What is looked for, and what is wrong with the file that says so.
    words: Option<(Words, Diagnostics)>,
    kept: BTreeMap<SourcePath, Diagnostics>,
}

impl Proofs {
    /// Forgets a file.
    pub fn forget(&mut self, path: &SourcePath) {
        self.kept.remove(path);
    }

    /// [`proofread`], looking only at files that are not known yet.
    pub fn proofread(&mut self, diagnostics: &mut Diagnostics, sources: &Sources, site: &Site, documents: &Documents) {
        let (words, of_words) = self.words.get_or_insert_with(|| {
            let mut own = Diagnostics::default();
            (Words::read(&mut own, sources, &site.limits), own)
        });
        diagnostics.append(of_words.clone());
        let public = privacy::public(site);
        let attachments = attachments::linked(sources, documents);
        let is_there = |path: &SourcePath| sources.contains(path) && path.extension() == "md";
        self.kept.retain(|path, _| attachments.contains(path) || is_there(path));
        let new = documents.written().filter(|article| !self.kept.contains_key(&article.source.path));
        let new: Vec<&Article> = new.collect();
        let look = |article: &&Article| {
            let mut found = of_article(words, &public, article);
            check_write_up(&mut found, article, &site.sections);
            (article.source.path.clone(), found)
        };
        let found: Vec<_> = new.par_iter().with_max_len(AT_ONCE).map(look).collect();
        self.kept.extend(found);
        for path in attachments {
            self.kept.entry(path).or_insert_with_key(|path| attachments::find(sources, path, &public));
        }
        for found in self.kept.values() {
            diagnostics.append(found.clone());
        }
        for sheet in documents.sheets.values() {
            let rows = columns::by_commas(&sheet.source);
            diagnostics
                .append(report(&sheet.source, columns::find(PrivateSpots::of(&sheet.source.text), rows, &public)));
        }
    }
}

fn of_article(words: &Words, public: &[String], article: &Article) -> Diagnostics {
    let source = &article.source;
    let is_text = |finding: &Finding| finding.span.start >= article.body.start || !is_name(source, finding.span);
    let Spots { private, words: of_words, unusual } = words.spots(&source.text);
    let of_words = words.find(&source.text, of_words).filter(is_text);
    let mut leftovers = leftovers::find(&source.text, &unusual);
    // In front matter what nobody sees is a slip of its own.
    leftovers.retain(|left| left.span.start >= article.body.start || !source.slice(left.span).starts_with(is_unseen));
    // What was read wrongly has no marks and is of no script.
    let is_left = |finding: &Finding| {
        let next = leftovers.partition_point(|left| left.span.end <= finding.span.start);
        leftovers.get(next).is_some_and(|left| left.span.start <= finding.span.start)
    };
    let is_mixed = script::is_mixed(&source.text, &unusual);
    let of_texts: Vec<Finding> = texts(article, is_mixed).into_iter().filter(|finding| !is_left(finding)).collect();
    let private = columns::find(private, columns::by_marks(&source.text, '|'), public);
    let found = private.chain(of_words).chain(of_texts);
    let mut diagnostics = report(source, found.chain(leftovers));
    attachments::find_in_name(&mut diagnostics, &source.path, public);
    diagnostics
}

/// The slips of the sentences in front matter and body; `is_mixed` says whether they have characters of two scripts.
fn texts(article: &Article, is_mixed: bool) -> Vec<Finding> {
    let in_script = |text| if is_mixed { script::find(text) } else { Vec::new() };
    let mut found = Vec::new();
    for (start, text) in texts_in_front(article) {
        // A half-width colon or quotation mark may be a slip of YAML's, which is reported as that.
        let is_sign = |f: &Finding| f.code == Code::NarrowMark && text[f.span.start..].starts_with([':', '"', '\'']);
        let of_text = dates::find(text).chain(marks::find(text)).chain(in_script(text));
        found.extend(of_text.filter(|finding| !is_sign(finding)).map(|finding| shifted(finding, start)));
    }
    let body = article.source.slice(article.body);
    let of_body = dates::find(body).chain(marks::find(body)).chain(in_script(body)).chain(totals::find(body));
    found.extend(of_body.map(|finding| shifted(finding, article.body.start)));
    found
}

/// The texts of front matter that are written like a body, each with its first byte.
fn texts_in_front(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    const KEYS: [&str; 10] = ["title", "标题", "summary", "摘要", "theme", "主题", "award", "奖项", "source", "来源"];
    let mut start = 0;
    let lines = article.source.text[..article.body.start].split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    lines.filter_map(|(start, line)| {
        let (_, value) = line.split_once([':', '：']).filter(|(key, _)| KEYS.contains(&key.trim()))?;
        let text = value.trim_matches([' ', '"', '\'', '\n']);
        Some((start + line.len() - value.len() + value.find(text)?, text))
    })
}

/// Whether a place in front matter is behind a key of names that are looked up, where a wrong one is an error already.
fn is_name(source: &SourceText, span: Span) -> bool {
    const KEYS: [&str; 14] = [
        "dimension",
        "维度",
        "dimensions",
        "competition",
        "场次",
        "result",
        "结果",
        "unit",
        "单位",
        "track",
        "申报方式",
        "format",
        "formats",
        "比武形式",
    ];
    let line = end_of(&source.text[..span.start]).rsplit('\n').next().unwrap_or_default();
    let key = line.split([':', '：']).next().unwrap_or_default().trim();
    KEYS.contains(&key)
}

/// Where a word stands in a text; faster than the standard library with what is no ASCII.
fn mentions<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text.as_bytes(), word)
}

fn shifted(finding: Finding, offset: usize) -> Finding {
    Finding { span: finding.span.shifted(offset), ..finding }
}

fn report(source: &Arc<SourceText>, found: impl IntoIterator<Item = Finding>) -> Diagnostics {
    let diagnostic = |finding: Finding| {
        Diagnostic::new(finding.code, Place::new(source, finding.span), finding.message, finding.help)
    };
    Diagnostics::first_of_each(found.into_iter().map(diagnostic))
}
