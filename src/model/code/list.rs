//! All codes, a line each, with how grave they are.

use crate::model::Severity;

codes! {
    // 1xx: files and their bytes
    /// The bytes are in no encoding that is read with certainty.
    Undecodable = "LT101", Error;
    /// The file is GBK, GB18030 or UTF-16; read, but better converted.
    LegacyEncoding = "LT102", Warning;
    /// A control character that no text needs.
    ControlCharacter = "LT103", Error;
    /// The file or folder cannot be read.
    Unreadable = "LT104", Error;
    /// A symbolic link, device or name that is not safe to follow.
    UnsafeFile = "LT105", Error;
    /// The file is larger than the limit.
    FileTooLarge = "LT106", Error;
    /// A file that looks like an article or a table of settings, but is not read.
    Ignored = "LT107", Warning;
    /// Line ends of several kinds in one file.
    MixedLineEnds = "LT108", Note;
    // 2xx: the form of front matter and YAML
    /// No `---` at the head of the file.
    FrontMatterMissing = "LT201", Error;
    /// The second `---` is missing.
    FrontMatterUnclosed = "LT202", Error;
    /// The file is empty.
    EmptyFile = "LT203", Error;
    /// YAML that cannot be read, where no closer code fits.
    YamlSyntax = "LT204", Error;
    /// A quotation mark that is never closed.
    UnclosedQuote = "LT205", Error;
    /// A tab where YAML wants spaces.
    TabIndent = "LT206", Error;
    /// The same key twice, in either language.
    DuplicateKey = "LT207", Error;
    /// `：` where YAML wants `: `.
    FullWidthColon = "LT208", Error;
    /// No space after the colon.
    NoSpaceAfterColon = "LT209", Error;
    /// U+3000, a no-break space or a zero-width space where YAML wants a plain one.
    OddSpace = "LT210", Error;
    /// `，` or `、` where YAML wants `,`.
    FullWidthComma = "LT211", Error;
    /// `－` or `—` where YAML wants `- `.
    FullWidthDash = "LT212", Error;
    /// A second `: ` in a value without quotes.
    ColonInValue = "LT213", Error;
    /// The YAML is not a list of keys and values.
    NotAMapping = "LT214", Error;
    /// The YAML is nested too deeply or expands too far.
    YamlLimit = "LT215", Error;
    /// Text behind a space and `#`, which YAML takes for a remark.
    CutByHash = "LT216", Warning;
    // 3xx: keys and values, each by itself
    /// A needed key is missing.
    MissingKey = "LT301", Error;
    /// A key that does not exist.
    UnknownKey = "LT302", Error;
    /// A number where text belongs, a list where one value belongs …
    WrongType = "LT303", Error;
    /// A value outside its list.
    UnknownValue = "LT304", Error;
    /// Not a day of the calendar in the form 2026-07-05.
    InvalidDate = "LT305", Error;
    /// Not a number of the kind that belongs here.
    InvalidNumber = "LT306", Error;
    /// Not a name that an address can be made of.
    InvalidSlug = "LT307", Error;
    /// Not an address inside the site.
    InvalidAlias = "LT308", Error;
    /// Not an absolute http(s) address.
    InvalidUrl = "LT309", Error;
    /// Not the id of a competition.
    InvalidCompetitionId = "LT310", Error;
    /// More items than the limit allows.
    TooMany = "LT311", Error;
    /// The same value twice in a list.
    RepeatedValue = "LT312", Warning;
    /// A slash in the name of a unit.
    SlashInName = "LT313", Error;
    /// A whole text in Chinese quotation marks, which readers see.
    QuotedText = "LT314", Note;
    /// A page tag that every page of a government's site needs, which only the address of the site can give.
    NoSiteDomain = "LT315", Note;
    /// One item of a list that looks like several.
    SeveralInOne = "LT316", Note;
    /// A character within a value that nobody sees; left out to read on.
    UnseenCharacter = "LT317", Warning;
    // 4xx: the archive, its parts against each other
    /// No competition has this id.
    UnknownCompetition = "LT401", Error;
    /// No unit has this name.
    UnknownUnit = "LT402", Error;
    /// More than one unit has this name.
    AmbiguousUnit = "LT403", Error;
    /// No dimension has this name.
    UnknownDimension = "LT404", Error;
    /// The policy has no result of this name.
    UnknownResult = "LT405", Error;
    /// The bonus is not the one the policy gives.
    BonusMismatch = "LT406", Error;
    /// Case and competition name different results.
    ResultDisagreement = "LT407", Error;
    /// Case and competition name different ranks.
    RankDisagreement = "LT408", Error;
    /// Case and competition name different awards.
    AwardDisagreement = "LT409", Error;
    /// Two entries share a rank without `tie: true`.
    RankShared = "LT410", Error;
    /// The stages run backwards.
    StageOrder = "LT411", Error;
    /// Published before 领导小组评定 has ended.
    PublishedTooEarly = "LT412", Error;
    /// A score that is no number or outside the criteria.
    ScoreOutOfRange = "LT413", Error;
    /// The score sheet is not a well-formed table.
    ScoreSheetMalformed = "LT414", Error;
    /// A needed column or a judge's score is missing.
    ScoreMissing = "LT415", Error;
    /// An entry of the competition has no row in its score sheet.
    EntryWithoutScores = "LT416", Error;
    /// A case that a competition names, but nobody entered.
    CaseNotEntered = "LT417", Error;
    /// A 规定动作 whose theme is not its competition's.
    ThemeDisagreement = "LT418", Error;
    /// A theme of its own, without saying that it is a 自选动作.
    ThemeDiffers = "LT419", Warning;
    /// A grant below what the result brings.
    GrantTooSmall = "LT420", Error;
    /// The final ranks are not in the order of the scores.
    ScoreOrderDiffers = "LT421", Note;
    /// A township's competition with a case from elsewhere.
    UnitOutsideTownship = "LT422", Warning;
    /// The same competition twice in one case, or the same case twice in one table.
    DuplicateEntry = "LT423", Error;
    /// The competition has a list of results, but this case is not in it.
    EntryNotListed = "LT424", Warning;
    /// The case has neither a date nor a published competition.
    Undated = "LT425", Warning;
    /// A competition that no case was entered in.
    EmptyCompetition = "LT426", Note;
    /// Two cases of one title and one unit in one competition.
    SameTitle = "LT427", Warning;
    /// A row of a score sheet names another unit than its case.
    SheetUnitDiffers = "LT428", Warning;
    /// The points of the criteria do not add up to a hundred.
    CriteriaSum = "LT429", Warning;
    /// Results of the site that imply each other.
    ResultRing = "LT430", Error;
    /// A case with entries names one of their competitions beside them too.
    CompetitionRepeated = "LT431", Note;
    /// Two entries of one competition are both 擂主.
    ChampionShared = "LT432", Warning;
    // 5xx: the write-up
    /// A link to a file that does not exist.
    BrokenLink = "LT501", Error;
    /// A link to a heading that does not exist.
    BrokenAnchor = "LT502", Error;
    /// An image or attachment that does not exist.
    MissingFile = "LT503", Error;
    /// A path that differs from the file's name in case or width only.
    PathCase = "LT504", Error;
    /// A link that a browser would run; published without its address.
    UnsafeLink = "LT505", Warning;
    /// Raw HTML, shown as text.
    RawHtml = "LT506", Note;
    /// One of the expected sections is missing.
    MissingSection = "LT507", Warning;
    /// Markdown nested deeper than the limit.
    MarkdownLimit = "LT508", Error;
    /// A link to a page that is not published; shown as text.
    UnpublishedLink = "LT509", Warning;
    /// A path that leaves the archive.
    LinkOutside = "LT510", Error;
    /// A footnote mark without a note.
    FootnoteMissing = "LT511", Warning;
    /// A remark `<!--` without its end.
    CommentUnclosed = "LT512", Error;
    /// A file that a browser would run.
    UnsafeAttachment = "LT513", Error;
    /// An image or link that a space or a full-width mark makes plain text.
    UnreadLink = "LT514", Warning;
    /// A heading that lacks the space after `##`, or has full-width marks.
    UnreadHeading = "LT515", Warning;
    /// Lines of a table that became plain text.
    UnreadTable = "LT516", Warning;
    /// A row of a table with more or fewer cells than its head.
    TableRowLength = "LT517", Warning;
    /// One of the expected sections has nothing in it.
    EmptySection = "LT518", Warning;
    /// A picture whose file is damaged.
    PictureDamaged = "LT519", Error;
    /// A picture of a kind that browsers do not show.
    PictureKind = "LT520", Error;
    /// A picture of more pixels than the limit.
    PictureTooLarge = "LT521", Error;
    /// A photo that says where it was taken; published without.
    PicturePlace = "LT522", Note;
    /// A heading more than one level below the one it stands under.
    HeadingJump = "LT523", Warning;
    /// The number of a heading that is out of order.
    HeadingNumber = "LT524", Warning;
    /// A picture without words.
    PictureWithoutWords = "LT525", Warning;
    /// A case that no summary can be made for.
    NoSummary = "LT526", Note;
    /// A path longer than some systems hold.
    PathTooLong = "LT527", Warning;
    /// Two files whose names differ in case only.
    NamesCollide = "LT528", Warning;
    /// Another site says that it has no such page.
    OutsideGone = "LT529", Warning;
    /// Another site that could not be asked, or does not know itself.
    OutsideSilent = "LT530", Note;
    /// A line that looks like a heading and is none to Markdown.
    PlainHeading = "LT531", Note;
    /// Code that nothing ends, so that all that follows is code.
    CodeUnclosed = "LT532", Warning;
    /// A line that is meant to stand by itself and is joined to the one before.
    JoinedLines = "LT533", Note;
    /// A picture of another site, which becomes a link.
    PictureElsewhere = "LT534", Warning;
    /// A moving picture that is shown as its first frame.
    PictureStill = "LT535", Note;
    /// A drawing that is published without what browsers would run in it.
    DrawingTamed = "LT536", Warning;
    /// A paragraph that its indent makes code.
    TextAsCode = "LT537", Warning;
    /// Bold that a space beside its stars makes plain text.
    UnreadBold = "LT538", Warning;
    /// A section with the heading of another one.
    HeadingTwice = "LT539", Warning;
    // 6xx: the theme
    /// A template that cannot be read.
    TemplateSyntax = "LT601", Error;
    /// A template that fails on a page.
    TemplateFailed = "LT602", Error;
    /// A theme that does not exist.
    UnknownTheme = "LT603", Error;
    /// A value in `theme.yaml` that nothing takes.
    UnusedSetting = "LT604", Warning;
    // 7xx: addresses
    /// Two sources with one address.
    AddressTaken = "LT701", Error;
    /// An old address that a page of today has.
    AliasTaken = "LT702", Error;
    // 8xx: packages for platforms
    /// A title longer than a platform takes.
    PlatformTitle = "LT801", Warning;
    /// A title or digest that a platform takes, but shows cut in places.
    PlatformCut = "LT802", Note;
    /// An author longer than a platform takes.
    PlatformAuthor = "LT803", Warning;
    /// A digest longer than a platform takes.
    PlatformDigest = "LT804", Warning;
    /// An article longer than a platform takes, tags counted.
    PlatformContent = "LT805", Warning;
    /// A picture that a platform does not take.
    PlatformPicture = "LT806", Warning;
    /// An article whose cover is a plain ground.
    PlatformCover = "LT807", Note;
    /// Links that packages cannot have without the address of the site.
    PlatformLinks = "LT808", Note;
    // 9xx: what should not be published, and what reads wrongly
    /// The number of an identity card.
    PrivateIdentity = "LT901", Warning;
    /// A mobile telephone number.
    PrivateMobile = "LT902", Warning;
    /// The number of a bank card.
    PrivateCard = "LT903", Warning;
    /// The plate of a car.
    PrivatePlate = "LT904", Warning;
    /// Somebody's home with the number of the door.
    PrivateHome = "LT905", Warning;
    /// The coordinates of a place.
    PrivateCoordinates = "LT906", Warning;
    /// A word that is never right.
    WrongWord = "LT911", Warning;
    /// What a conversion left where it failed.
    Leftover = "LT912", Warning;
    /// A day that no calendar has.
    ImpossibleDay = "LT913", Warning;
    /// Two marks where one is meant.
    DoubledMark = "LT914", Note;
    /// A half-width mark between Han characters, a full-width one in a number, or a blank before a mark.
    NarrowMark = "LT915", Note;
    /// A bracket or quotation mark without its other half.
    UnmatchedMark = "LT916", Note;
    /// A character written twice.
    RepeatedCharacter = "LT917", Note;
    /// A range of which only the end has the sign.
    RangeWithoutUnit = "LT918", Note;
    /// A traditional character in a simplified text.
    MixedScript = "LT919", Note;
    /// A total that is not the sum of what stands before it.
    WrongTotal = "LT920", Warning;
}
