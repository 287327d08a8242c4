using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class DraftReaderTests
{
    [Theory]
    [InlineData("1 2 3 4", "1 2 3 4", 5)] // one more pass for the end
    [InlineData("", "1 2 3", 4)]
    [InlineData("1 2 3 4 5 6", "1 9 3 4 5 6", 3)] // another word
    [InlineData("1 2 3 4 5 6", "1 3 4 5 6", 3)] // one less
    [InlineData("1 2 3 4 5 6", "1 2 9 3 4 5 6", 4)] // one more
    [InlineData("1 2 3 4", "7 8 9 10", 5)]
    public void Text_is_followed_in_few_passes_and_is_what_it_would_have_been(string draft, string text, int most)
    {
        var tokens = Numbers(text);
        var (said, passes) = (new List<int>(), 0);
        var reader = new DraftReader(Numbers(draft));
        while (said.Count < tokens.Length)
        {
            passes++;
            var ahead = reader.Ahead.ToArray();
            var followed = ahead.Zip(tokens.Skip(said.Count)).TakeWhile(pair => pair.First == pair.Second).Count();
            said.AddRange(ahead.Take(followed));
            reader.Follow(followed);
            if (said.Count < tokens.Length)
            {
                said.Add(tokens[said.Count]);
                reader.Differ(said[^1], followed > 0 || ahead.Length == 0);
            }
        }

        Assert.Equal(tokens, said);
        Assert.InRange(passes, 1, most);
    }

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
