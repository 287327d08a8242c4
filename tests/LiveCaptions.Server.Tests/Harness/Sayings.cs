using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>English that the fake engine hears: each text of a test has word numbers of its own.</summary>
internal sealed class Sayings
{
    private readonly List<string> _words = [];

    /// <summary>Writes what <see cref="Say"/> and <see cref="Begin"/> said.</summary>
    public FakeRecognizer Recognizer(
        Func<Speech.Recognition.SpeechFrame, CancellationToken, Task>? beforeFrame = null,
        Func<IReadOnlyList<Speech.Recognition.Word>, Speech.Recognition.RecognizerStreamOptions, int>? endsAt = null) =>
        new()
        {
            EndsAt = endsAt ?? ((_, _) => 0),
            NameOf = word => _words[word - 1],
            BeforeFrame = beforeFrame ?? ((_, _) => Task.CompletedTask)
        };

    /// <summary>The text, then a pause that ends the utterance.</summary>
    public short[] Say(string text) => FakeSpeech.Say(Numbers(text));

    /// <summary>The text; the utterance stays open.</summary>
    public short[] Begin(string text) => FakeSpeech.Begin(Numbers(text));

    private int[] Numbers(string text) => [.. text.Split(' ').Select(word =>
    {
        _words.Add(word);
        return _words.Count;
    })];
}
