using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Tests.Sessions;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("en-US")]
    [InlineData("zh-Hant-TW")]
    [InlineData("zh-yue")]
    [InlineData("es-419")]
    [InlineData("de-1996")]
    [InlineData("sl-rozaj-biske")]
    [InlineData("en-a-bbb-x-a-ccc")]
    public void Tags_are_taken(string tag) => Assert.True(LanguageTag.IsOne(tag));

    [Theory]
    [InlineData("")]
    [InlineData("e")]
    [InlineData("en_US")]
    [InlineData("en-")]
    [InlineData("en\n")]
    [InlineData("en-US\n#EXT-X-MEDIA")]
    [InlineData("en\",URI=\"x")]
    [InlineData("en-\u0130S")]
    [InlineData("en-x-" + "aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa")]
    public void What_is_none_is_not_taken(string tag)
    {
        Assert.False(LanguageTag.IsOne(tag));
        Assert.Null(LanguageTag.Match(tag, ["en"]));
    }

    [Fact]
    public void A_megabyte_is_refused_at_once() => Assert.Null(LanguageTag.Match($"en-{new string('a', 900_000)}", ["en"]));
}
