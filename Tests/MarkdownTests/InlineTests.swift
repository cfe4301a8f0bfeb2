import Testing

@Suite struct InlineTests {
    @Test(arguments: [
        ("plain", "hello there", "hello there"),
        ("bold", "a **b** c", "a <b>b</b> c"),
        ("italic with a star", "a *b* c", "a <i>b</i> c"),
        ("italic with an underscore", "a _b_ c", "a <i>b</i> c"),
        ("bold italic", "***a***", "<b><i>a</i></b>"),
        ("bold closed first", "***a** b*", "<i><b>a</b> b</i>"),
        ("italic closed first", "***a* b**", "<b><i>a</i> b</b>"),
        ("italic opened first", "*a **b***", "<i>a <b>b</b></i>"),
        ("bold opened first", "**a *b***", "<b>a <i>b</i></b>"),
        ("underline", "__a__", "<u>a</u>"),
        ("underline italic", "___a___", "<u><i>a</i></u>"),
        ("strikethrough", "~~a~~", "<s>a</s>"),
        ("spoiler", "||a||", "<spoiler>a</spoiler>"),
        ("two spoilers side by side", "||a||||b||", "<spoiler>a</spoiler><spoiler>b</spoiler>"),
        ("all at once", "**__~~||*a*||~~__**", "<b><u><s><spoiler><i>a</i></spoiler></s></u></b>"),
        ("bold across lines", "**a\nb**", "<b>a<br>b</b>"),
        ("crossed styles keep the first", "**a __b** c__", "<b>a __b</b> c__"),
        ("an opener that is never closed", "*a **b**", "*a <b>b</b>"),
        ("an inner opener that is never closed", "**a *b** c", "<b>a *b</b> c"),
        ("a later opener of the same kind wins", "*a *b*", "*a <i>b</i>"),
        ("a dead opener under a live one", "*a **b *c* d**", "*a <b>b <i>c</i> d</b>"),
        ("two stars do not close one", "*a**", "*a**"),
        ("multiplication", "2 * 3 * 4", "2 * 3 * 4"),
        ("snake case", "a_b_c and snake_case_name", "a_b_c and snake_case_name"),
        ("underscores inside a word underline", "a__b__c", "a<u>b</u>c"),
        ("a star inside a word", "un*frigging*real", "un<i>frigging</i>real"),
        ("a lone bar", "a | b", "a | b"),
        ("a lone tilde", "~5 km", "~5 km"),
        ("a long run of stars", "a ****b**** c", "a ****b**** c"),
        ("a rule of underscores", "________", "________"),
        ("empty spoiler", "||||", "||||"),
        ("empty bold", "a ** ** b", "a <b> </b> b"),
        ("only markers", "** __ ~~ ||", "** __ ~~ ||"),
        ("line break", "a\nb", "a<br>b"),
        ("carriage returns", "a\r\nb", "a<br>b"),
    ])
    func styles(label: String, source: String, expected: String) {
        #expect(markup(source) == "<p>\(expected)</p>", "\(label)")
    }

    @Test(arguments: [
        ("code", "a `b` c", "a <code>b</code> c"),
        ("code with a tick inside", "``a`b``", "<code>a`b</code>"),
        ("code hides markup", "`**a** <@1>`", "<code>**a** <@1></code>"),
        ("unmatched tick", "it`s **a**", "it`s <b>a</b>"),
        ("unmatched longer run", "``a` b", "``a` b"),
        ("three ticks inside a line", "a ```b``` c", "a <code>b</code> c"),
        ("code inside bold", "**a `b` c**", "<b>a <code>b</code> c</b>"),
        ("a mark inside code closes nothing", "**a `**` b**", "<b>a <code>**</code> b</b>"),
        ("escaped stars", "\\*a\\*", "*a*"),
        ("escaped star inside italics", "*a\\*b*", "<i>a*b</i>"),
        ("escaped backslash", "a\\\\b", "a\\b"),
        ("escaped tick", "\\`a`", "`a`"),
        ("a backslash before a letter stays", "C:\\new", "C:\\new"),
        ("a backslash at the end stays", "a\\", "a\\"),
        ("a shrug", "¯\\_(ツ)_/¯", "¯_(ツ)_/¯"),
    ])
    func `code and escapes`(label: String, source: String, expected: String) {
        #expect(markup(source) == "<p>\(expected)</p>", "\(label)")
    }

    @Test(arguments: [
        ("user", "<@123>", "<user 123>"),
        ("user, old form", "<@!123>", "<user 123>"),
        ("role", "<@&123>", "<role 123>"),
        ("channel", "<#123>", "<channel 123>"),
        ("command", "</music play:12>", "<command music play 12>"),
        ("emoji", "<:blob:12>", "<emoji blob 12>"),
        ("animated emoji", "<a:blob_2:12>", "<emoji blob_2 12 animated>"),
        ("time", "<t:1700000000>", "<time 1700000000>"),
        ("relative time", "<t:-5:R>", "<time -5 R>"),
        ("time with an unknown style", "<t:5:x>", "<t:5:x>"),
        ("time beyond numbers", "<t:99999999999999999999>", "<t:99999999999999999999>"),
        ("time with a plus", "<t:+5>", "<t:+5>"),
        ("mention without id", "<@>", "<@>"),
        ("mention of a word", "<@everyone>", "<@everyone>"),
        ("id too long", "<@123456789012345678901>", "<@123456789012345678901>"),
        ("unclosed mention", "<@123", "<@123"),
        ("emoji with a blank", "<:a b:1>", "<:a b:1>"),
        ("tags of a web page are text", "<b>a</b>", "<b>a</b>"),
        ("a script is text", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("less than", "1 < 2 > 1", "1 < 2 > 1"),
        ("a heart", "<3", "<3"),
    ])
    func `angle brackets`(label: String, source: String, expected: String) {
        #expect(markup(source) == "<p>\(expected)</p>", "\(label)")
    }
}
