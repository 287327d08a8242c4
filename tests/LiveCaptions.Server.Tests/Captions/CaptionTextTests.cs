using System.Globalization;
using System.Text;
using CsCheck;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CaptionTextTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.OneOf(
            "\u001b", "\r\n", "\u202e", "\u2067", "\u2028", "\ud800", "\u200b", "\u200d",
            "\u200f", "\ufeff", "a", "ab", " ").Array[0, 12].Select(string.Concat));

    [Theory]
    [InlineData("\u001b[2J\u001b]0;title\u0007name", "[2J]0;titlename")]
    [InlineData("line\r\nbreak\u2028and\u2029more\u0085end", "line break and more end")]
    [InlineData("invoice\u202efdp.exe", "invoicefdp.exe")]
    [InlineData("\u2066a\u2067b\u2068c\u2069", "abc")]
    [InlineData("A\u200bn\u2060n\ufeff\u00ad\u3164", "Ann")]
    [InlineData("tag\U000e0041\U000e0042", "tag")]
    [InlineData("  two   spaces  ", "two spaces")]
    public void What_is_not_seen_but_does_something_goes(string text, string clean) => Assert.Equal(clean, CaptionText.Clean(text));

    [Fact]
    public void Half_a_letter_is_a_letter_that_stands_for_it() => Assert.Equal("half \ufffd", CaptionText.Clean("half \ud83d"));

    [Theory]
    [InlineData("می\u200cخواهم")]
    [InlineData("क्\u200dष")]
    [InlineData("👨\u200d👩\u200d👧")]
    [InlineData("\u200fשלום!\u200f")]
    [InlineData("5\u00a0000\u202f€")]
    public void What_scripts_need_stays(string text) => Assert.Equal(text, CaptionText.Clean(text));

    [Theory]
    [InlineData("\u200d\u200c\u200e")]
    [InlineData("\u200b \u00a0 \u202e")]
    [InlineData("\r\n")]
    public void What_shows_nothing_is_nothing(string text) => Assert.Empty(CaptionText.Clean(text));

    [Fact]
    public void Cleaned_text_is_one_line_of_whole_letters_and_stays_as_it_is() => AnyText.Sample(text =>
    {
        var clean = CaptionText.Clean(text);
        Assert.DoesNotContain(clean.EnumerateRunes(), rune =>
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || rune.Value is (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069));
        Assert.Equal(clean, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clean)));
        Assert.Equal(clean, CaptionText.Clean(clean));
        Assert.True(clean.Length <= text.Length);
    });

    [Fact]
    public void Nothing_is_cut_in_the_middle_of_a_letter()
    {
        Assert.Equal("a", CaptionText.Cut("a😀", 2));
        Assert.Equal("a😀", CaptionText.Cut("a😀b", 3));
        Assert.Equal(61, CaptionText.Shown(new string('x', 8_000)).Length);
    }
}
