using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class LineBreakerTests
{
    [Theory]
    [InlineData("Short enough for one line.", "Short enough for one line.")]
    [InlineData("It was the best of times, it was the worst of times.", "It was the best of times,|it was the worst of times.")]
    [InlineData("He walked slowly to the old house and never came back again.",
        "He walked slowly to the old house|and never came back again.")]
    [InlineData("She could not remember the name of the village in the hills.",
        "She could not remember the name|of the village in the hills.")]
    [InlineData("We finally met the famous Doctor John Smith yesterday evening.",
        "We finally met the famous|Doctor John Smith yesterday evening.")]
    [InlineData("  Odd \t spaces\nare  made   one. ", "Odd spaces are made one.")]
    [InlineData("", "")]
    public void Text_breaks_where_a_reader_expects_it(string text, string lines)
    {
        Assert.Equal(lines, string.Join('|', LineBreaker.Break(text)));
    }

    [Fact]
    public void Text_too_long_for_two_lines_takes_more()
    {
        var text = string.Join(' ', Enumerable.Repeat("seven77", 20));
        var lines = LineBreaker.Break(text);

        Assert.Equal(4, lines.Count);
        Assert.Equal(text, string.Join(' ', lines));
        Assert.All(lines, l => Assert.InRange(l.Length, 1, 42));
    }

    [Fact]
    public void Wide_characters_count_twice()
    {
        var lines = LineBreaker.Break("漢字漢字漢字漢字漢字漢 漢字漢字漢字漢字漢字漢");

        Assert.Equal(2, lines.Count);
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("e\u0301", 1)]
    [InlineData("漢字", 4)]
    [InlineData("한국어", 6)]
    [InlineData("\u200fשלום", 4)]
    [InlineData("😀", 2)]
    [InlineData("ｶﾅ", 2)]
    [InlineData("\u0378", 2)]
    public void Width_is_counted_in_columns(string text, int columns)
    {
        Assert.Equal(columns, DisplayWidth.Of(text));
    }
}
