//! What the HTML of a write-up may hold.

/// The elements of texts.
const ELEMENTS: &str = " a abbr b blockquote br code del details div em figcaption figure h1 h2 h3 h4 h5 h6 hr i img input \
                        ins kbd li mark ol p pre q rp rt ruby s section small span strong sub summary sup table tbody td th \
                        thead tr u ul ";

/// The elements that stand alone.
const ALONE: &str = " br hr img input ";

/// The attributes that neither run nor change how anything looks.
const ATTRIBUTES: &str = " alt aria-label aria-labelledby checked class decoding disabled height href id loading rel role scope \
                          sizes src srcset start tabindex title type width ";

/// Checks that nothing in it runs and that every element ends where it should, so that none reaches out of the
/// write-up into the page around it.
#[track_caller]
pub(crate) fn assert_harmless(html: &str) {
    let mut open = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        let name = tag.trim_start_matches('/');
        let (name, inside) = name.split_at(name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()));
        assert!(is_among(ELEMENTS, name), "<{name}> in {html}");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !is_among(ALONE, name) {
            open.push(name);
        }
        rest = after_attributes(inside, html);
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

/// Checks the attributes of a tag; gives what follows it.
fn after_attributes<'a>(tag: &'a str, html: &str) -> &'a str {
    let mut inside = tag.trim_start();
    loop {
        if let Some(rest) = inside.strip_prefix('>') {
            return rest;
        }
        let (name, rest) = inside.split_at(inside.find(['=', ' ', '>']).expect("a tag ends"));
        assert!(is_among(ATTRIBUTES, name), "{name} in {html}");
        inside = rest;
        if let Some(value) = rest.strip_prefix("=\"") {
            let (value, rest) = value.split_once('"').expect("a value ends");
            assert!(!matches!(name, "href" | "src") || is_address(value), "{value} in {html}");
            inside = rest;
        }
        inside = inside.trim_start();
    }
}

fn is_among(words: &str, word: &str) -> bool {
    !word.is_empty() && words.contains(&format!(" {word} "))
}

/// Whether an address is that of a page, a mailbox or a telephone.
fn is_address(address: &str) -> bool {
    let end = address.find([':', '/', '?', '#']).filter(|&at| address[at..].starts_with(':'));
    let scheme = end.map_or("", |end| &address[..end]).to_ascii_lowercase();
    matches!(scheme.as_str(), "" | "http" | "https" | "mailto" | "tel")
}
