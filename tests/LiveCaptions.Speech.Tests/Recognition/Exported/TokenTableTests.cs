using LiveCaptions.Speech.Recognition.Exported;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

public sealed class TokenTableTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Tokens_become_words_at_the_marks_and_carry_their_mean_probability()
    {
        var words = Words(["<blk>", "▁Grü", "ße", "▁", "an", "<unk>"], 1, 2, 3, 4, 5);
        Assert.Equal(["Grüße", "an"], words.Select(word => word.Word.Text));
        Assert.Equal([2, 3], words.Select(word => word.Tokens));
        Assert.Equal([100 + 640, 100 + (3 * 640)], words.Select(word => word.Word.Start));
        Assert.All(words, word => Assert.Equal(0.5f, word.Word.Confidence, 1e-4));
    }

    [Fact]
    public void Bytes_of_a_character_are_put_together() =>
        Assert.Equal(["né"], Words(["▁n", "<0xC3>", "<0xA9>"], 0, 1, 2).Select(word => word.Word.Text));

    [Fact]
    public void What_would_all_be_shouted_is_written_small() =>
        Assert.Equal(["hello", "world"], Words(["<blk>", "▁HELLO", "▁WOR", "LD"], 1, 2, 3).Select(word => word.Word.Text));

    [Fact]
    public void Tokens_without_text_are_no_words() => Assert.Empty(Words(["<blk>", "<unk>"], 1, 1));

    private List<(LiveCaptions.Speech.Recognition.Word Word, int Tokens)> Words(string[] table, params int[] said)
    {
        File.WriteAllLines(_path, table.Select((token, i) => $"{token} {i}"));
        TokenNode? last = null;
        foreach (var (i, id) in said.Index())
        {
            last = new TokenNode(last, id, i + 1, MathF.Log(0.5f));
        }

        return new TokenWords(TokenTable.Read(_path), 640).Of(TokenNode.Behind(last, 0), 100);
    }
}
