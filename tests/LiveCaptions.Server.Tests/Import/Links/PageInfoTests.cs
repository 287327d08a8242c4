using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Tests.Import.Links;

public sealed class PageInfoTests
{
    [Fact]
    public void What_a_page_says_of_itself_is_cleaned()
    {
        var page = PageInfo.Parse("""
            {"title":"\u001b[2JA\r\n\u202etalk","language":"en\",URI=\"x","chapters":[{"start_time":1,"title":"On\u2028e\u0000"}],"subtitles":{"de":[],"live_chat":[],"x\n":[]}}
            """);

        Assert.Equal("[2JA talk", page.Title);
        Assert.Null(page.Language);
        Assert.Equal("On e", Assert.Single(page.Chapters!).Title);
        Assert.Equal(["de"], page.Captions!);
    }

    [Fact]
    public void Title_of_a_page_is_cut() => Assert.Equal(300, PageInfo.Parse($$"""{"title":"{{new string('x', 100_000)}}","language":"de-CH"}""").Title!.Length);

    [Theory]
    [InlineData("a\u202eb\u0000/c:d", "ab_c_d")]
    [InlineData("..\u200b/..", "_")]
    public void Name_of_a_file_is_made_of_what_is_seen(string name, string safe) => Assert.Equal(safe, FileNames.Safe(name));
}
