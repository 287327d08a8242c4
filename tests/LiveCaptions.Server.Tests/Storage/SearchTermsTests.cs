using LiveCaptions.Server.Storage.Searching;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("best", "It was the Best of bestsellers.", "Best|best")]
    [InlineData("best of", "It was the best of often.", "best|of|of")]
    [InlineData("don't", "Don't do, don and t", "Don't")]
    [InlineData("muller", "Müller, Mu\u0308ller", "Müller|Mu\u0308ller")]
    [InlineData("ZURCHER zizek", "Zürcher Žižek", "Zürcher|Žižek")]
    [InlineData("<b>", "a <b>bold</b> move", "b|b|b")]
    [InlineData("b bo", "bold", "bo")]
    [InlineData("你好", "你好世界", "你好")]
    [InlineData("nothing", "It was", "")]
    public void Places_of_the_words_are_told_in_the_text_as_it_is(string query, string text, string found)
    {
        var places = SearchTerms.Parse(query)!.Find(text);

        Assert.Equal(found, string.Join('|', places.Select(range => text.Substring(range.Start, range.Length))));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("?! --")]
    [InlineData("1 2 3 4 5 6 7 8 9 10 11")]
    public void Nothing_and_too_much_are_no_search(string query) => Assert.Null(SearchTerms.Parse(query));
}
