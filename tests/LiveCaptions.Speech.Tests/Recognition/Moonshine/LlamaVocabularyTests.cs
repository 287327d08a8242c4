using System.Text;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class LlamaVocabularyTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Pieces_are_read_out_of_the_script()
    {
        var pieces = Enumerable.Range(0, 32_000).Select(i => $"▁{i}").ToArray();
        File.WriteAllText(_path, $"export const x = 1;\nconst llama_vocab_base64 = \"{Base64(pieces)}\";\n");
        Assert.Equal(pieces, LlamaVocabulary.Read(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no script")]
    [InlineData("llama_vocab_base64 = \"\"")]
    [InlineData("llama_vocab_base64 = \"YQpi\"")] // two pieces
    [InlineData("llama_vocab_base64 = \"YQ=b\"")] // no base64
    [InlineData("llama_vocab_base64 = \"YQpiY")] // cut
    public void File_without_a_vocabulary_is_refused_with_the_way_to_get_it(string script)
    {
        File.WriteAllText(_path, script);
        var error = Assert.Throws<InvalidDataException>(() => LlamaVocabulary.Read(_path));
        Assert.Contains(_path, error.Message, StringComparison.Ordinal);
        Assert.Contains("models pull moonshine-vocabulary", error.Message, StringComparison.Ordinal);
    }

    private static string Base64(string[] pieces) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join('\n', pieces)));
}
