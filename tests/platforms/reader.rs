//! Reads an article back: tags, attributes and texts, as a platform's editor would.

/// An element or a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    /// Empty for a text.
    pub(crate) tag: String,
    /// The attributes, entities resolved.
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// Of a text.
    pub(crate) text: String,
}

/// The only element of an article.
pub(crate) fn read(html: &str) -> Node {
    let mut open = vec![Node::default()];
    let mut rest = html;
    while !rest.is_empty() {
        let end = if rest.starts_with('<') {
            rest.find('>').expect("a tag ends") + 1
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        if let Some(name) = part.strip_prefix("</") {
            let done = open.pop().unwrap();
            assert_eq!(format!("{}>", done.tag), name, "tags are balanced");
            open.last_mut().unwrap().children.push(done);
        } else if part.starts_with('<') {
            let node = element(part);
            if ["br", "img", "hr"].contains(&node.tag.as_str()) {
                open.last_mut().unwrap().children.push(node);
            } else {
                open.push(node);
            }
        } else {
            open.last_mut().unwrap().children.push(Node { text: plain(part), ..Node::default() });
        }
    }
    assert_eq!(open.len(), 1, "tags are closed");
    let mut children = open.pop().unwrap().children;
    assert_eq!(children.len(), 1, "an article is one element");
    children.pop().unwrap()
}

fn element(tag: &str) -> Node {
    let inner = &tag[1..tag.len() - 1];
    let (name, mut rest) = inner.split_once(' ').unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    while let Some((key, after)) = rest.split_once("=\"") {
        let (value, after) = after.split_once('"').unwrap();
        attributes.push((key.to_owned(), plain(value)));
        rest = after.trim_start();
    }
    assert!(rest.is_empty(), "an attribute without quotes: {tag}");
    Node { tag: name.to_owned(), attributes, ..Node::default() }
}

fn plain(text: &str) -> String {
    assert!(!text.contains(['<', '>']), "{text}");
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

impl Node {
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// This and all below, each with the elements it lies in, the outermost first.
    pub(crate) fn walk<'a>(&'a self, above: &mut Vec<&'a Node>, see: &mut dyn FnMut(&'a Node, &[&'a Node])) {
        see(self, above);
        above.push(self);
        self.children.iter().for_each(|child| child.walk(above, see));
        above.pop();
    }

    /// All texts, one after the other.
    pub(crate) fn whole_text(&self) -> String {
        let mut all = String::new();
        self.walk(&mut Vec::new(), &mut |node, _| all.push_str(&node.text));
        all
    }

    /// The writer's own words: without the marks of the exporter, the references and the closing block.
    pub(crate) fn words(&self) -> String {
        let blocks = &self.children[..self.children.len() - 1];
        let end = blocks.iter().position(|block| block.whole_text() == "参考链接").unwrap_or(blocks.len());
        let mut words = String::new();
        for block in blocks[..end].iter().filter(|block| block.whole_text() != "注释") {
            block.walk(&mut Vec::new(), &mut |node, _| {
                if !is_mark(node.text.trim()) {
                    words.push_str(&node.text);
                }
            });
        }
        squeezed(&words)
    }
}

/// Whether a text is one that the exporter puts in: `•`, `3.`, `☐`, `[1]`, `［图01］`.
pub(crate) fn is_mark(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let within =
        |open: &str, close: &str| text.strip_prefix(open).and_then(|t| t.strip_suffix(close)).is_some_and(digits);
    matches!(text, "•" | "☐" | "☑") || within("", ".") || within("[", "]") || within("［图", "］")
}

/// Without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
