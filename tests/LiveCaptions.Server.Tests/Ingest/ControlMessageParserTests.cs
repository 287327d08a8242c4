using System.Text;
using CsCheck;
using LiveCaptions.Server.Ingest.WebSockets;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class ControlMessageParserTests
{
    private static readonly Dictionary<string, ControlMessage> Good = new()
    {
        ["finalize"] = ControlMessage.Finalize,
        ["keep-alive"] = ControlMessage.KeepAlive,
        ["close"] = ControlMessage.Close,
        ["spaces"] = ControlMessage.Close,
        ["more-members"] = ControlMessage.Close,
        ["twice"] = ControlMessage.Close,
        ["escaped"] = ControlMessage.Close,
    };

    public static TheoryData<string> Corpus => [.. Directory.EnumerateFiles(CorpusFolder).Select(f => Path.GetFileName(f)).Order()];

    private static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "Corpus", "control-message");

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Corpus_is_read_or_refused(string name)
    {
        var known = ControlMessageParser.TryParse(File.ReadAllBytes(Path.Combine(CorpusFolder, name)), out var message);

        Assert.Equal(Good.ContainsKey(name), known);
        Assert.Equal(Good.GetValueOrDefault(name), known ? message : default);
    }

    [Fact]
    public void Cut_message_is_refused_wherever_it_is_cut()
    {
        var whole = """{"more":[1,2,{"x":"y"}],"type":"close"}"""u8;
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.False(ControlMessageParser.TryParse(whole[..length], out _));
        }
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ControlMessageParser.TryParse(bytes, out _) == ControlMessageParser.TryParse(bytes, out _));

    [Fact]
    public void Any_string_but_the_three_is_refused() => Gen.String.Sample(type =>
    {
        var json = System.Text.Json.JsonSerializer.Serialize(new { type });
        return ControlMessageParser.TryParse(Encoding.UTF8.GetBytes(json), out _) == type is "finalize" or "keepAlive" or "close";
    });
}
