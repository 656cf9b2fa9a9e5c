//! Bold and strike in Chinese text.

use crate::{html, read};

fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(html(body), format!("<p>{expected}</p>\n"), "for {body}");
    }
}

#[test]
fn bold_ends_after_a_mark_and_before_a_letter() {
    check(&[
        ("**强调：**后文", "<strong>强调：</strong>后文"),
        ("**（一）标题。**正文", "<strong>（一）标题。</strong>正文"),
        ("**时间：**2026年", "<strong>时间：</strong>2026年"),
        ("**增长68%**以上", "<strong>增长68%</strong>以上"),
        ("**(一)**正文", "<strong>(一)</strong>正文"),
        (
            "**“引用”**后，**《书》**后、**「甲」**后",
            "<strong>“引用”</strong>后，<strong>《书》</strong>后、<strong>「甲」</strong>后",
        ),
        ("**甲；**乙**丙！**丁**戊？**己", "<strong>甲；</strong>乙<strong>丙！</strong>丁<strong>戊？</strong>己"),
        ("**甲、**乙**‘丙’**丁", "<strong>甲、</strong>乙<strong>‘丙’</strong>丁"),
        ("**[甲](b.md)**乙", "<strong><a href=\"b.md\">甲</a></strong>乙"),
        ("**`a`**乙", "<strong><code>a</code></strong>乙"),
        ("**甲：**𠀀乙", "<strong>甲：</strong>𠀀乙"),
        ("**(甲)**𠀀乙", "<strong>(甲)</strong>𠀀乙"),
        ("**阿·**卜", "<strong>阿·</strong>卜"),
    ]);
}

#[test]
fn bold_starts_after_a_letter_and_before_a_mark() {
    check(&[
        ("前文**“引用”**后文", "前文<strong>“引用”</strong>后文"),
        ("前文**(引用)**后文", "前文<strong>(引用)</strong>后文"),
        ("前文**《书》**。", "前文<strong>《书》</strong>。"),
        ("𠀀**「甲」**𠀀", "𠀀<strong>「甲」</strong>𠀀"),
        ("𠀀**(甲)**𠀀", "𠀀<strong>(甲)</strong>𠀀"),
        ("甲**~~乙~~**丙", "甲<strong><del>乙</del></strong>丙"),
        ("前文***“引用”***后文", "前文<em><strong>“引用”</strong></em>后文"),
    ]);
}

#[test]
fn bold_that_commonmark_reads_stays_as_it_is() {
    check(&[
        ("*斜*", "<em>斜</em>"),
        ("a**b**c", "a<strong>b</strong>c"),
        ("**粗体**，后", "<strong>粗体</strong>，后"),
        ("**甲**，**乙**、**丙**", "<strong>甲</strong>，<strong>乙</strong>、<strong>丙</strong>"),
        ("“**乙**”", "“<strong>乙</strong>”"),
        ("一是：**重点**。", "一是：<strong>重点</strong>。"),
        ("2*3*4", "2*3*4"),
        ("5*（3+2）*4", "5*（3+2）*4"),
        ("***甲***", "<em><strong>甲</strong></em>"),
        ("**外，*内*，外**", "<strong>外，<em>内</em>，外</strong>"),
        ("*外**内：**外*", "<em>外<strong>内：</strong>外</em>"),
        ("** 甲：**乙", "** 甲：**乙"),
        ("**甲\n乙：**丙", "<strong>甲乙：</strong>丙"),
        ("__甲__，_乙_", "<strong>甲</strong>，<em>乙</em>"),
    ]);
}

#[test]
fn escaped_asterisks_are_asterisks() {
    check(&[
        ("\\*\\*强调：\\*\\*后文", "**强调：**后文"),
        ("**甲\\***乙", "<strong>甲*</strong>乙"),
        ("\\\\**甲：**乙", "\\<strong>甲：</strong>乙"),
    ]);
}

#[test]
fn bold_works_in_tables_lists_and_headings() {
    assert_eq!(html("- **甲：**乙\n"), "<ul>\n<li><strong>甲：</strong>乙</li>\n</ul>\n");
    assert_eq!(
        html("## **甲：**乙"),
        "<h2 id=\"甲乙\"><strong>甲：</strong>乙<a class=\"anchor\" href=\"#甲乙\" \
         aria-label=\"本节链接\">#</a></h2>\n"
    );
    assert!(html("|**甲：**乙|\n|-|\n|前**“丙”**后|\n").contains(
        "<tr><th scope=\"col\"><strong>甲：</strong>乙</th></tr>\n</thead>\n<tbody>\n<tr><td>前<strong>“丙”</strong>后</td>"
    ));
}

#[test]
fn a_single_tilde_never_strikes() {
    check(&[
        ("63%~68%，3~5，约~3~。", "63%~68%，3~5，约~3~。"),
        ("~~甲~~，~~乙。~~丙", "<del>甲</del>，<del>乙。</del>丙"),
        ("**3%~5%**的", "<strong>3%~5%</strong>的"),
    ]);
}

#[test]
fn code_and_addresses_keep_their_own_characters() {
    check(&[
        ("`**甲：**乙`、**丙：**丁", "<code>**甲：**乙</code>、<strong>丙：</strong>丁"),
        ("[甲](b~c.md)，3~5", "<a href=\"b~c.md\">甲</a>，3~5"),
        ("<https://a.cn/~li>", "<a class=\"address\" href=\"https://a.cn/~li\" rel=\"noopener\">https://a.cn/~li</a>"),
        ("[甲](<b**：c.md> \"d**：e\")**己：**庚", "<a href=\"b**%EF%BC%9Ac.md\">甲</a><strong>己：</strong>庚"),
        ("`` a**：\nb ``", "<code>a**： b</code>"),
    ]);
    assert_eq!(html("```\n**甲：**乙 3~5\n```\n"), "<pre tabindex=\"0\"><code>**甲：**乙 3~5\n</code></pre>\n");
    assert_eq!(read("![**甲：**乙](a.png)").0.plain_text(), "甲：乙");
}
