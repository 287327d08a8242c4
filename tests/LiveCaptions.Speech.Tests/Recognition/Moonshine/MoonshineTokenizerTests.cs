using System.Text;
using CsCheck;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class MoonshineTokenizerTests
{
    private const int FirstPiece = 259;
    private static readonly string[] Pieces = ["▁It", "▁was", "n", "'t", ",", "▁", "▁▁", "Grö", "ße"];
    private static readonly MoonshineTokenizer Tokenizer = new([.. Enumerable.Repeat("<unused>", FirstPiece), .. Pieces]);

    [Fact]
    public void Words_begin_at_spaces_and_tell_their_tokens() =>
        Assert.Equal(
            [("It", 0..1), ("wasn't,", 1..5)],
            Tokenizer.Words([Piece("▁It"), Piece("▁was"), Piece("n"), Piece("'t"), Piece(",")]));

    [Fact]
    public void First_word_needs_no_space() =>
        Assert.Equal(["Größe", "It"], Texts(Piece("Grö"), Piece("ße"), Piece("▁It")));

    [Fact]
    public void Characters_may_be_spelled_byte_by_byte() => Gen.OneOf("é", "日本語", "🙂", "naïve").Sample(text =>
    {
        int[] tokens = [Piece("▁"), .. Encoding.UTF8.GetBytes(text).Select(b => b + 3), Piece("▁was")];
        Assert.Equal([text, "was"], Texts(tokens));
    });

    [Fact]
    public void Broken_bytes_give_a_replacement_and_no_failure() =>
        Assert.Equal(["\ufffdn"], Texts(0xc3 + 3, Piece("n")));

    [Fact]
    public void Of_two_neighbours_the_pair_that_comes_first_in_the_vocabulary_is_one()
    {
        string[] pieces = ["an", "na", "▁b", "ana", "▁", "a", "b", "n"];
        var tokenizer = new MoonshineTokenizer([.. Enumerable.Repeat("<unused>", FirstPiece), .. pieces]);
        Assert.Equal(["▁b", "an", "ana"], tokenizer.Encode("banana").Select(token => pieces[token - FirstPiece]));
    }

    [Fact]
    public void What_is_encoded_spells_the_text() => Gen.OneOf("Größe", "It was", "naïve 🙂", "n't, It").Sample(text =>
        Assert.Equal(text, string.Join(' ', Tokenizer.Words(Tokenizer.Encode(text)).Select(word => word.Text))));

    [Fact]
    public void Spaces_alone_are_no_word() =>
        Assert.Equal([("It", 2..3)], Tokenizer.Words([Piece("▁"), Piece("▁▁"), Piece("▁It"), Piece("▁")]));

    [Fact]
    public void Control_tokens_are_no_text() =>
        Assert.Equal(["It"], Texts(1, Piece("▁It"), 2, 0));

    [Fact]
    public void No_tokens_are_no_words() => Assert.Empty(Tokenizer.Words([]));

    private static int Piece(string piece) => FirstPiece + Array.IndexOf(Pieces, piece);

    private static string[] Texts(params int[] tokens) => [.. Tokenizer.Words(tokens).Select(w => w.Text)];
}
