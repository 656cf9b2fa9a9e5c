//! Headings, tables, lists, footnotes, figures, code.

use crate::{complaints, html, read};

#[test]
fn headings_have_readable_unique_ids() {
    let (markdown, ..) = read("# 一、主要 做法\n\n## A b-C\n\n## A b c\n\n## A b-C\n\n## ！\n\n## fn-1\n\n###### 深\n");
    let headings: Vec<_> = markdown.headings().iter().map(|h| (h.level, h.text.as_str(), h.id.as_str())).collect();
    assert_eq!(
        headings,
        [
            (2, "一、主要 做法", "一主要-做法"),
            (2, "A b-C", "a-b-c"),
            (2, "A b c", "a-b-c-2"),
            (2, "A b-C", "a-b-c-3"),
            (2, "！", "section-5"),
            (2, "fn-1", "section-fn-1"),
            (6, "深", "深"),
        ]
    );
}

#[test]
fn a_heading_spans_its_line_in_the_file() {
    let (markdown, _, source) = read("甲\n\n## 乙\n\n丙\n");
    assert_eq!(source.slice(markdown.headings()[0].span), "## 乙");
}

#[test]
fn tables_scroll_and_align_by_class() {
    assert_eq!(
        html("|甲|乙|丙|\n|:-|:-:|-:|\n|1|2|3|\n|4|\n"),
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"表格\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">甲</th><th scope=\"col\" class=\"center\">乙</th><th scope=\"col\" class=\"num\">丙</th></tr>\n\
         </thead>\n<tbody>\n<tr><td>1</td><td class=\"center\">2</td><td class=\"num\">3</td></tr>\n\
         <tr><td>4</td><td class=\"center\"></td><td class=\"num\"></td></tr>\n</tbody>\n</table>\n</div>\n"
    );
    assert!(html("|甲|\n|-|\n").ends_with("</thead>\n</table>\n</div>\n"));
}

#[test]
fn columns_of_numbers_stand_at_the_end_unless_something_else_is_written() {
    let classes = |table: &str| {
        let html = html(table);
        html.split("<t")
            .skip(1)
            .filter(|tag| tag.starts_with("d>") || tag.starts_with("d "))
            .map(|tag| tag.contains("num"))
            .collect::<Vec<_>>()
    };
    let row = "|年|户|产值|比重|备注|\n|-|-|-|-|:-|\n|2025|12户|1,200.5|+3%|1|\n|2026|9户|–|约4%|2|\n";
    assert_eq!(
        classes(row),
        [false, true, true, true, false, false, true, true, true, false],
        "the first names the rows"
    );
    assert_eq!(classes("|甲|乙|丙|\n|-|-|-|\n|a|12户|3|\n|b|12人|三|\n"), [false; 6]);
}

#[test]
fn lists_nest_and_tasks_have_boxes() {
    assert_eq!(
        html("3. 甲\n   - 乙\n4. 丙\n"),
        "<ol start=\"3\">\n<li>甲\n<ul>\n<li>乙</li>\n</ul>\n</li>\n<li>丙</li>\n</ol>\n"
    );
    assert_eq!(
        html("- [x] 甲\n- [ ] 乙\n"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 甲</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"未完成\"> 乙</li>\n</ul>\n"
    );
    assert!(html("- [x] 甲\n\n- 乙\n").starts_with("<ul>\n<li class=\"task\">\n<p><input"));
}

#[test]
fn footnotes_are_numbered_by_their_first_mark() {
    assert_eq!(
        html("甲[^b]乙[^a]丙[^b]\n\n[^a]: 一\n[^b]: 二\n"),
        "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>\
         乙<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup>\
         丙<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"fn-title\">\n<h2 id=\"fn-title\">注释</h2>\n<ol>\n\
         <li id=\"fn-1\">\n<p>二 <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"返回正文第 1 处引用\">↩</a> \
         <a href=\"#fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"返回正文第 2 处引用\">↩</a></p>\n</li>\n\
         <li id=\"fn-2\">\n<p>一 <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"返回正文第 1 处引用\">↩</a></p>\n</li>\n\
         </ol>\n</section>\n"
    );
}

#[test]
fn a_footnote_without_its_other_half_is_reported() {
    assert_eq!(html("甲[^1]乙"), "<p>甲[^1]乙</p>\n");
    let found = complaints("甲[^1]乙 `[^2]`\n\n[^3]: 丙\n\n[^4]：丁\n");
    let found: Vec<_> = found.iter().map(|(code, place, _)| (*code, place.as_str())).collect();
    assert_eq!(found, [("LT511", "[^1]"), ("LT511", "[^4]"), ("LT511", "[^3]: 丙")]);
}

#[test]
fn images_alone_are_figures_and_each_leads_to_its_file() {
    assert_eq!(
        html("![甲](a.png)\n![乙](b.png \"丙\")\n"),
        "<figure><a href=\"a.png\" class=\"picture\"><img src=\"a.png\" alt=\"甲\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></a><figcaption>甲</figcaption></figure>\n\
         <figure><a href=\"b.png\" class=\"picture\"><img src=\"b.png\" alt=\"乙\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></a><figcaption>丙</figcaption></figure>\n"
    );
    assert_eq!(
        html("见![\"甲\"](a.png \"丙\")"),
        "<p>见<a href=\"a.png\" class=\"picture\"><img src=\"a.png\" alt=\"&quot;甲&quot;\" width=\"4\" height=\"3\" title=\"丙\" loading=\"lazy\" decoding=\"async\"></a></p>\n"
    );
}

#[test]
fn code_blocks_can_be_scrolled_and_name_their_language() {
    assert_eq!(
        html("```yaml 例\na: <b>\n```\n\n    c\n"),
        "<pre tabindex=\"0\"><code class=\"language-yaml\">a: &lt;b&gt;\n</code></pre>\n<pre tabindex=\"0\"><code>c\n</code></pre>\n"
    );
}

#[test]
fn quotes_rules_and_entities() {
    assert_eq!(html("> 甲 &amp; &lt;\n\n---\n"), "<blockquote>\n<p>甲 &amp; &lt;</p>\n</blockquote>\n<hr>\n");
}

#[test]
fn lines_join_without_a_space_between_han() {
    assert_eq!(html("甲\n乙，\n**丙**\n丁"), "<p>甲乙，<strong>丙</strong>丁</p>\n");
    assert_eq!(
        html("甲\n“乙”\n丙[^1]\n丁\n\n[^1]: 注").lines().next().map(|line| line.contains("甲“乙”丙<sup")),
        Some(true)
    );
    assert_eq!(html("甲\nabc\n“d”\n“e”"), "<p>甲\nabc\n“d”\n“e”</p>\n");
    assert_eq!(html("甲\\\n乙  \n丙"), "<p>甲<br>\n乙<br>\n丙</p>\n");
}

#[test]
fn typed_indents_are_left_to_the_style_sheet() {
    assert_eq!(html("　　甲　乙"), "<p>甲　乙</p>\n");
}
