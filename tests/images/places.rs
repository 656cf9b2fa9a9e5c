//! Which source files say where they were taken, whether anybody sees them or not.

use std::io::Write as _;

use image::ImageFormat;

use crate::photos::{SECRETS, encoded, exif, photo, quarters};
use crate::privacy::chunk;
use crate::support::{Archive, expect, expect_none};

/// The files that `check` names for their places.
fn named(archive: &Archive) -> Vec<String> {
    let run = archive.check();
    assert_eq!(run.code, Some(0), "{:#?}", run.diagnostics);
    let found = run.diagnostics.iter().filter(|d| d["code"] == "LT522");
    found.map(|d| d["file"].as_str().unwrap().to_owned()).collect()
}

/// What `check` names of files beside the case that nobody refers to.
fn named_of(files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let with =
        |archive: Archive, (name, bytes): &(&str, Vec<u8>)| archive.with_bytes(&format!("content/{name}"), bytes);
    let found = named(&files.iter().fold(Archive::valid(), with));
    found.iter().map(|name| name.strip_prefix("content/").unwrap().to_owned()).collect()
}

fn png_with(chunks: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let bytes = encoded(&quarters(20, 10), ImageFormat::Png);
    let (start, end) = bytes.split_at(bytes.len() - 12);
    let chunks = chunks.iter().flat_map(|(name, data)| chunk(name, data));
    [start, &chunks.collect::<Vec<u8>>(), end].concat()
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// A photo whose place stands in its EXIF alone.
fn in_numbers() -> Vec<u8> {
    let mut photo = photo(&quarters(60, 40), 1);
    let at = photo.windows(11).position(|part| part == b"GPSLatitude").unwrap();
    photo[at] = b'-';
    photo
}

/// A JPEG with a part of this marker.
fn jpeg_with(marker: u8, data: &[u8]) -> Vec<u8> {
    let jpeg = encoded(&quarters(20, 10), ImageFormat::Jpeg);
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}

/// A photo with EXIF in two parts, the place in the second.
fn later_part() -> Vec<u8> {
    let empty = [b"Exif\0\0II*\0\x08\0\0\0".as_slice(), &[0; 6]].concat();
    let mut photo = jpeg_with(0xe1, &[b"Exif\0\0".as_slice(), &exif(1)].concat());
    let length = u16::try_from(empty.len() + 2).unwrap().to_be_bytes();
    photo.splice(2..2, [&[0xff, 0xe1], &length[..], &empty].concat());
    photo
}

/// Notes of an agency with these numbers, each with its text.
fn notes(datasets: &[(u8, &str)]) -> Vec<u8> {
    let mut data = Vec::new();
    for (number, text) in datasets {
        data.extend([0x1c, 2, *number]);
        data.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
        data.extend(text.as_bytes());
    }
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    jpeg_with(0xed, &[b"Photoshop 3.0\08BIM\x04\x04\0\0", &length[..], &data].concat())
}

fn xmp(words: &str) -> Vec<u8> {
    jpeg_with(0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><d {words}/></x:xmpmeta>").as_bytes())
}

#[test]
fn a_place_is_named_whoever_uses_the_file_and_where_nobody_does() {
    let case = |lines: &str, picture: &str| {
        let head = "unit: 湖东街道/青禾社区\ndimension: 乡村治理\ncompetition: 2026Q3\nresult: 参赛";
        let sections = crate::support::SECTIONS;
        format!("---\ntitle: {picture}的案例\n{head}\n{lines}\n---\n\n一段话。\n\n{sections}\n![图]({picture}.jpg)\n")
    };
    let names = ["a-draft", "b-withdrawn", "c-later", "d-expired", "e-nobody's"];
    let archive = Archive::valid()
        .with_bytes("content/cases/a-draft.md", case("draft: true", names[0]).as_bytes())
        .with_bytes(
            "content/cases/b-withdrawn.md",
            case("withdrawn: {date: 2026-10-01, reason: 重复}", names[1]).as_bytes(),
        )
        .with_bytes("content/cases/c-later.md", case("date: 2027-01-01", names[2]).as_bytes())
        .with_bytes("content/cases/d-expired.md", case("expires: 2026-10-01", names[3]).as_bytes());
    let with = |archive: Archive, name: &&str| {
        archive.with_bytes(&format!("content/cases/{name}.jpg"), &photo(&quarters(30, 20), 1))
    };
    let archive = names.iter().fold(archive, with);
    assert_eq!(named(&archive), names.map(|name| format!("content/cases/{name}.jpg")));
}

#[test]
fn a_place_is_found_wherever_programs_write_it() {
    let mut hex = format!("{:02x?}", [b"Exif\0\0".as_slice(), &exif(1)].concat());
    hex.retain(|c| c.is_ascii_hexdigit());
    let raw = format!("\nexif\n    {}\n{hex}\n", hex.len() / 2);
    let mut riff = encoded(&quarters(20, 10), ImageFormat::WebP);
    riff.extend([b"EXIF".as_slice(), &u32::try_from(exif(1).len()).unwrap().to_le_bytes(), &exif(1)].concat());
    let size = u32::try_from(riff.len() - 8).unwrap().to_le_bytes();
    riff[4..8].copy_from_slice(&size);
    let files = [
        ("a-behind.png", png_with(&[("eXIf", exif(1))])),
        ("b-digits.png", png_with(&[("zTXt", [b"Raw profile type exif\0\0", &deflated(raw.as_bytes())[..]].concat())])),
        (
            "c-packed.png",
            png_with(&[(
                "iTXt",
                [b"XML:com.adobe.xmp\0\x01\0\0\0", &deflated(b"<x exif:GPSLatitude='1'/>")[..]].concat(),
            )]),
        ),
        ("d.webp", riff),
        ("e.tif", exif(1)),
        ("f-city.jpg", notes(&[(5, "会场"), (90, "XX市")])),
        ("g-village.jpg", notes(&[(92, "青禾社区")])),
        ("h-city.jpg", xmp("photoshop:City='XX市'")),
        ("i-location.jpg", xmp("Iptc4xmpCore:Location='青禾社区'")),
        ("j-cut.jpg", photo(&quarters(60, 40), 1)[..600].to_vec()),
        ("k-text.jpg", photo(&quarters(60, 40), 1)),
        ("l.mpo", photo(&quarters(60, 40), 1)),
        ("m.jpg.bak", photo(&quarters(60, 40), 1)),
        ("n", photo(&quarters(60, 40), 1)),
        ("o-second.jpg", [encoded(&quarters(20, 10), ImageFormat::Jpeg), in_numbers()].concat()),
        ("p-seen.jpg", xmp("exif:GPSDestLatitude='30,1N'")),
        ("q-drone.jpg", xmp("drone-dji:GpsLatitude=\"30.1\"")),
        ("r-drone.jpg", xmp("drone-dji:Latitude=\"+30.1\"")),
        ("s-later-part.jpg", later_part()),
        (
            "t-moving.jpg",
            [encoded(&quarters(20, 10), ImageFormat::Jpeg), b"\0\0\0\x18ftypmp42\xa9xyz+30.1".to_vec()].concat(),
        ),
    ];
    assert_eq!(named_of(&files), files.map(|(name, _)| name.to_owned()));
}

#[test]
fn what_holds_no_place_is_not_named() {
    let files = [
        ("a.jpg", encoded(&quarters(20, 10), ImageFormat::Jpeg)),
        ("b.jpg", notes(&[(5, "会场"), (120, "说明")])),
        ("c.jpg", xmp("photoshop:City='' dc:title='会场'")),
        ("d.png", png_with(&[("tEXt", format!("Comment\0{}", SECRETS[1]).into_bytes())])),
        ("e.jpg", Vec::new()),
        ("f.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()),
    ];
    assert_eq!(named_of(&files), <[&str; 0]>::default());
}

fn zipped(files: &[(&str, Vec<u8>)], comment: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.set_comment(comment).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_photo_with_a_place_inside_an_attachment_is_named_at_the_link() {
    let document = |photo: Vec<u8>| {
        let files = [("word/document.xml", b"<w/>".to_vec()), ("word/media/image1.jpeg", photo)];
        Archive::valid().with_markdown("[附件](a.docx)").with_bytes("content/cases/a.docx", &zipped(&files, ""))
    };
    let archive = document(photo(&quarters(60, 40), 1));
    expect(
        &archive,
        &["content/cases/a.md:23:6 LT522 note"],
        &["「a.docx」", "「word/media/image1.jpeg」", "原样发布"],
    );
    expect_none(&document(encoded(&quarters(60, 40), ImageFormat::Jpeg)));
}

#[test]
fn a_photo_with_a_place_inside_older_documents_and_zips_in_zips_is_named_at_the_link() {
    type Document<'a> = &'a dyn Fn(&[u8]) -> Vec<u8>;
    let line = ["content/cases/a.md:23:6 LT522 note"];
    let old = |photo: &[u8]| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[0; 900][..], photo, &[0; 90]].concat();
    let pdf = |photo: &[u8]| {
        let head = b"%PDF-1.7\n1 0 obj<</Filter/DCTDecode>>stream\n";
        [&head[..], photo, b"\nendstream endobj\n%%EOF"].concat()
    };
    let inside = |photo: &[u8], name: &str| zipped(&[("a.txt", b"a".to_vec()), (name, photo.to_vec())], "");
    let made: [(&str, Document<'_>, &str); 6] = [
        ("a.doc", &old, "里有照片记着拍摄的地点"),
        ("a.wps", &old, "里有照片记着拍摄的地点"),
        ("a.pdf", &pdf, "里有照片记着拍摄的地点"),
        ("a.zip", &|photo| inside(&inside(photo, "p.jpg"), "现场.zip"), "「现场.zip」记着拍摄的地点"),
        ("a.zip", &|photo| inside(&inside(photo, "word/media/p.jpg"), "表.docx"), "「表.docx」记着拍摄的地点"),
        ("a.zip", &|photo| inside(&old(photo), "旧.DOC"), "「旧.DOC」记着拍摄的地点"),
    ];
    let (with, without) = (in_numbers(), encoded(&quarters(60, 40), ImageFormat::Jpeg));
    for (name, document, words) in made {
        expect(&attached(name, &document(&with)), &line, &[words]);
        expect_none(&attached(name, &document(&without)));
    }
    let locked = zipped(&[("a.zip", b"PK\x03\x04 no end".to_vec())], "");
    expect(&attached("a.zip", &locked), &line, &["不能全看"]);
}

#[test]
fn all_that_is_packed_in_an_attachment_is_looked_into_up_to_one_limit() {
    let photos = |count| {
        let names: Vec<String> = (0..count).map(|number| format!("{number}.jpg")).collect();
        zipped(&names.iter().map(|name| (name.as_str(), vec![0; 9])).collect::<Vec<_>>(), "")
    };
    let documents = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("{number}.docx")).collect();
        attached("a.zip", &zipped(&names.iter().map(|name| (name.as_str(), photos(200))).collect::<Vec<_>>(), ""))
    };
    expect_none(&documents(4));
    expect(&documents(6), &["content/cases/a.md:23:6 LT522 note"], &["不能全看"]);
}

/// The valid archive with this attachment.
fn attached(name: &str, bytes: &[u8]) -> Archive {
    Archive::valid().with_markdown(&format!("[附件]({name})")).with_bytes(&format!("content/cases/{name}"), bytes)
}

#[test]
fn a_zip_with_a_comment_is_looked_into_and_one_that_cannot_be_is_told_of() {
    let line = ["content/cases/a.md:23:6 LT522 note"];
    for comment in ["由某压缩软件制作", &"注".repeat(20_000)] {
        let zip = |photo: Vec<u8>| attached("a.zip", &zipped(&[("p.jpg", photo)], comment));
        expect(&zip(photo(&quarters(60, 40), 1)), &line, &["「p.jpg」"]);
        expect_none(&zip(encoded(&quarters(60, 40), ImageFormat::Jpeg)));
    }
    let mut secret = zipped(&[("p.jpg", encoded(&quarters(60, 40), ImageFormat::Jpeg))], "");
    // The flag of a password, before the file and in the list of all.
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = secret.windows(4).position(|part| part == mark).unwrap();
        secret[at + flags] |= 1;
    }
    let rar = b"Rar!\x1a\x07\x01\0 no more than the beginning";
    for (name, bytes) in [("a.zip", &secret[..]), ("a.zip", b"PK\x03\x04 no end"), ("a.rar", rar)] {
        expect(&attached(name, bytes), &line, &["不能全看", "没有密码的 zip"]);
    }
}

#[test]
fn films_and_drafts_of_pictures_that_say_where_they_were_taken_are_named_at_the_link() {
    let part = |name: &[u8], data: &[u8]| [&u32::try_from(data.len() + 8).unwrap().to_be_bytes(), name, data].concat();
    let film = |notes: &[u8]| {
        let parts = [part(b"ftyp", b"isom\0\0\x02\0"), part(b"mdat", &[0; 99]), part(b"moov", &part(b"udta", notes))];
        parts.concat()
    };
    let draft = |exif: &[u8]| {
        let length = u32::try_from(exif.len()).unwrap().to_be_bytes();
        [b"8BPS\0\x01\0\0\0\0\0\0\0\x03 8BIM\x04\x22\0\0", &length[..], exif].concat()
    };
    let apple = part(b"keys", b"com.apple.quicktime.location.ISO6709");
    for (name, bytes) in [
        ("a.mp4", film(&part(b"\xa9xyz", b"\0\x12\x15\xc7+30.2556+104.0850/"))),
        ("a.mp4", film(&part(b"loci", &[0; 20]))),
        ("a.mov", film(&apple)[16..].to_vec()),
        ("a.psd", draft(&exif(1))),
    ] {
        expect(&attached(name, &bytes), &["content/cases/a.md:23:6 LT522 note"], &["记着拍摄的地点，会原样发布"]);
    }
    for (name, bytes) in [("a.mp4", film(b"")), ("a.psd", draft(b"II*\0"))] {
        expect_none(&attached(name, &bytes));
    }
}

#[test]
fn a_picture_of_a_theme_that_says_where_it_was_taken_is_named() {
    let archive = Archive::valid().with_bytes("themes/leitai/static/banner.jpg", &photo(&quarters(60, 40), 1));
    expect(&archive, &["themes/leitai/static/banner.jpg:1:1 LT522 note"], &["外观", "会原样发布"]);
}

#[test]
fn a_telephone_that_does_not_know_where_it_is_tells_no_place() {
    let mut nowhere = in_numbers();
    let degrees = [30_u32, 1, 15, 1, 20, 1].map(u32::to_le_bytes).concat();
    let at = nowhere.windows(degrees.len()).position(|part| part == degrees).unwrap();
    for numbers in [[0_u32, 1, 0, 1, 0, 1], [0; 6]] {
        nowhere[at..at + degrees.len()].copy_from_slice(&numbers.map(u32::to_le_bytes).concat());
        assert_eq!(named_of(&[("a.jpg", nowhere.clone())]), <[&str; 0]>::default());
    }
}
