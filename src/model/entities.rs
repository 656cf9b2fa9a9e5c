//! Names for texts that XML may give itself, as Illustrator does for the addresses of its formats: `<!ENTITY a "text">`.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many names there may be, and how long their texts.
const MOST_NAMES: usize = 100;
const LONGEST_TEXT: usize = 1000;

/// How many bytes all texts may add where they are meant.
const MOST_ADDED: usize = 1_000_000;

/// XML with each such text in the places of its name, and without the names, where all that its document type declares
/// are names for plain texts; all else as it is.
pub fn with_entities(xml: &str) -> Cow<'_, str> {
    expanded(xml).map_or(Cow::Borrowed(xml), Cow::Owned)
}

fn expanded(xml: &str) -> Option<String> {
    let start = xml.find("<!DOCTYPE")?;
    let open = start + declarations(&xml[start..])?;
    let (texts, rest) = texts(&xml[open + 1..])?;
    let mut parts = rest.split('&');
    let mut expanded = format!("{}{}", &xml[..open], parts.next()?);
    for part in parts {
        let known = part.split_once(';').and_then(|(name, after)| Some((texts.get(name)?, after)));
        match known {
            Some((text, after)) => {
                expanded.push_str(text);
                expanded.push_str(after);
            }
            None => {
                expanded.push('&');
                expanded.push_str(part);
            }
        }
        if expanded.len() > xml.len() + MOST_ADDED {
            return None;
        }
    }
    Some(expanded)
}

/// Where the declarations of a document type begin.
fn declarations(doctype: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in doctype.char_indices() {
        match (quote, c) {
            (None, '[') => return Some(at),
            (None, '>') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// The text of each name, and what follows the declarations; `None` where anything else is declared.
fn texts(declarations: &str) -> Option<(BTreeMap<&str, String>, &str)> {
    let mut texts = BTreeMap::new();
    let mut rest = declarations.trim_start();
    while !rest.starts_with(']') {
        let declared = rest.strip_prefix("<!ENTITY")?.strip_prefix(char::is_whitespace)?.trim_start();
        let (name, after) = declared.split_once(char::is_whitespace)?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (text, after) = after[1..].split_once(quote)?;
        let is_name = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
        let is_plain = text.len() <= LONGEST_TEXT && !text.contains(['<', '&', '%']);
        if !is_name || !is_plain || texts.len() == MOST_NAMES {
            return None;
        }
        // Of two of one name the first holds.
        texts.entry(name).or_insert_with(|| text.replace('"', "&quot;").replace('\'', "&apos;"));
        rest = after.trim_start().strip_prefix('>')?.trim_start();
    }
    Some((texts, &rest[1..]))
}
