using LiveCaptions.Server.Basics;
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
    public void Title_of_a_page_is_cut() =>
        Assert.Equal(300, PageInfo.Parse($$"""{"title":"{{new string('x', 100_000)}}","language":"de-CH"}""").Title!.Length);

    [Theory]
    [InlineData("talk.mp3", "talk")]
    [InlineData("Dr. Smith interview", "Dr. Smith interview")]
    [InlineData("Dr. Smith interview.mp4", "Dr. Smith interview")]
    [InlineData("Dr. Smith", "Dr. Smith")]
    [InlineData("2026-11-29 18.30", "2026-11-29 18.30")]
    [InlineData("Lecture 3.1", "Lecture 3.1")]
    [InlineData("v2.final", "v2.final")]
    [InlineData("v2.final.OPUS", "v2.final")]
    [InlineData(".mp3", ".mp3")]
    [InlineData("talk.", "talk")]
    [InlineData("", "")]
    public void Name_loses_an_ending_that_is_one(string name, string without) => Assert.Equal(without, FileNames.WithoutEnding(name));

    [Fact]
    public void Endings_of_sound_and_films_are_known()
    {
        string[] endings =
        [
            "3g2", "3ga", "3gp", "aac", "aif", "aiff", "amr", "ape", "asf", "au", "avi", "caf", "flac", "flv",
            "m2ts", "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "mts", "mxf",
            "oga", "ogg", "ogv", "opus", "ts", "vob", "wav", "webm", "wma", "wmv", "wv", "m3u8",
        ];
        Assert.All(endings, ending => Assert.Equal("Dr. Smith", FileNames.WithoutEnding($"Dr. Smith.{ending}")));
    }

    [Theory]
    [InlineData("a\u202eb\u0000/c:d", "ab_c_d")]
    [InlineData("..\u200b/..", "_")]
    public void Name_of_a_file_is_made_of_what_is_seen(string name, string safe) => Assert.Equal(safe, FileNames.Safe(name));
}
