using LiveCaptions.Captions.Cues;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Captions of a session as a test wants them, without anybody speaking.</summary>
public static class SaidSession
{
    private const string Words =
        "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness";

    /// <summary>A final of about forty letters, three seconds long, every twentieth behind a pause.</summary>
    public static Cue Final(string sessionId, int number, string? text = null, string speaker = "Ann") => new()
    {
        SessionId = sessionId,
        Seq = number,
        Id = $"c{number}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = (3 * number) + (number / 20 * 4),
        End = (3 * number) + (number / 20 * 4) + 3,
        Text = text ?? $"{number}: {Words[..(20 + (number * 7 % 60))]}.",
        Speaker = new CueSpeaker(speaker == "Ann" ? "s1" : "s2", speaker, 0.9),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>The same with its words' times, every fifth of which the engine was not sure of.</summary>
    public static Cue Timed(string sessionId, int number, string? text = null)
    {
        var cue = Final(sessionId, number, text, number % 4 == 0 ? "Bob" : "Ann");
        var words = cue.Text.Split(' ');
        var length = (cue.End - cue.Start) / words.Length;
        return cue with
        {
            Words = [.. words.Select((word, i) =>
                new CueWord(word, cue.Start + (i * length), cue.Start + ((i + 1) * length), i % 5 == 4 ? 0.3 : 0.97))],
        };
    }

    public static Cue Interim(string sessionId, int number, int revision, string text) =>
        Final(sessionId, number, text) with { Seq = number + revision, Revision = revision, Kind = CueKind.Interim };
}
