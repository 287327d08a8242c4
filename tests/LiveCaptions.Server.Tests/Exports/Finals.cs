using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Tests.Exports;

/// <summary>Stored finals for the exports: hand-made and random.</summary>
internal static class Finals
{
    private static readonly CueSpeaker[] Speakers =
    [
        new("s1", "Speaker 1", 0.9), new("s2", "Zoë <&--> \"Z\"", 0.8),
        new("s3", "Eve\r\n\r\n9\n00:00:01.000 --> 00:00:09.000\n<v \u202eMallory>\u2028\u001b[2J", 0.7)
    ];

    private static readonly Gen<string> OddWord = Gen.OneOf(
        "<&-->", "-->", "a&amp;b", "<i>", "</v>", "{\\an8}", "&", "R&D", "\u202bשלום\u202c",
        "العربية،", "漢字漢字", "e\u0301le\u0300ve", "👨‍👩‍👧", "NOTE", "STYLE", "WEBVTT",
        "1", "\u200f", "a\u00a0b", "line\nbreak", "tab\there", "\ud800", "\ufeffbom", "\0nul", "::cue{}", "…", "a\u2028\u2029b",
        "\u202eevil\u2066", "\u001b[31m", "x\r\n\r\n2\n00:00:00.000 --> 00:00:01.000\ny", "\u0085\u000b", "\u200b", "<v Eve>");

    private static readonly Gen<string> Word = Gen.Frequency(
        (12, Gen.OneOf("I", "a", "the", "it", "was", "and", "of", "times,", "end.", "Really?", "international", "Mr.", "Smith")),
        (4, Gen.String[Gen.Char['a', 'z'], 1, 12]),
        (1, Gen.String[Gen.Char['a', 'z'], 40, 140]),
        (1, Gen.String[Gen.Char['\u4e00', '\u4eff'], 1, 60]),
        (2, OddWord));

    /// <summary>Words with the milliseconds each takes and the pause after it: slow, hurried (down to nothing) or torn apart.</summary>
    private static readonly Gen<(string Word, int Length, int Pause, int Speaker)[]> Row =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).SelectMany((pace, voices) =>
            Gen.Select(
                Word,
                pace switch { 0 => Gen.Int[250, 600], 1 => Gen.Int[60, 250], 2 => Gen.Int[0, 40], _ => Gen.Int[0, 9000] },
                Gen.Frequency((9, Gen.Int[0, 60]), (1, Gen.Int[0, 900]), (pace == 2 ? 0 : 1, Gen.Int[500, 6000])),
                Gen.Frequency((8, Gen.Int[0, 0]), (1, Gen.Int[0, voices]))).Array[0, 160]);

    /// <summary>Documents of 1 to 12 words per cue; the media ends with the last word or up to 3 s later.</summary>
    public static Gen<CaptionDocument> Documents { get; } =
        Gen.Select(Row, Gen.Int[1, 12], Gen.Int[0, 3000], (row, perCue, tail) => Document(row, perCue, tail));

    /// <summary>The same, no faster than it can be read: nothing but that says more in less time.</summary>
    public static Gen<CaptionDocument> Sayable { get; } = SayableIn(millisecondsPerColumn: 62);

    /// <summary>
    /// Two tracks with names, which have to be read, too, each random, that speak at the same time or one after the other.
    /// </summary>
    public static Gen<CaptionDocument> TwoTracks { get; } = Gen.Select(
        SayableIn(95), SayableIn(95), Gen.Int[0, 20_000], (one, other, offset) =>
        {
            var cues = OfTrack(one, new CueSpeaker("t1", "Ann", 1), 0).Concat(
                OfTrack(other, new CueSpeaker("t2", "Benjamin Bartholomew", 1), offset / 1000.0));
            return one with
            {
                Duration = Math.Max(one.Duration, other.Duration + (offset / 1000.0)),
                Cues = [.. cues.OrderBy(cue => cue.Start)]
            };
        });

    /// <summary>A document of plain text at a steady pace; each string one final.</summary>
    public static CaptionDocument Of(double secondsPerCharacter, params string[] texts)
    {
        var row = texts.SelectMany(t => t.Split(' '))
            .Select(w => (w, (int)(w.Length * secondsPerCharacter * 1000), (int)(secondsPerCharacter * 1000), 0)).ToArray();
        return Document(row, 10, 1000);
    }

    public static Cue Cue(int number, double start, IReadOnlyList<CueWord> words, CueSpeaker? speaker = null) => new()
    {
        SessionId = "s",
        Seq = number,
        Id = $"c{number}",
        Revision = 2,
        Kind = CueKind.Final,
        Start = start,
        End = words[^1].End,
        Text = string.Join(' ', words.Select(w => w.Text)),
        Words = words,
        Speaker = speaker,
        Language = "en",
        Latency = 0.75,
        CreatedAt = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero),
    };

    private static Gen<CaptionDocument> SayableIn(int millisecondsPerColumn) =>
        Gen.Select(Row, Gen.Int[1, 12], Gen.Int[0, 3000], (row, perCue, tail) =>
            Document(
                [.. row.Select((said, i) =>
                    Slow(said, millisecondsPerColumn, isLastOfTurn: i + 1 < row.Length && row[i + 1].Speaker != said.Speaker))],
                perCue, tail));

    private static (string Word, int Length, int Pause, int Speaker) Slow(
        (string Word, int Length, int Pause, int Speaker) said, int millisecondsPerColumn, bool isLastOfTurn) =>
        said with
        {
            Length = Math.Max(said.Length, millisecondsPerColumn * (DisplayWidth.Of(CaptionText.Clean(said.Word)) + 1)),
            Pause = isLastOfTurn ? Math.Max(said.Pause, 900) : said.Pause
        };

    private static IEnumerable<Cue> OfTrack(CaptionDocument document, CueSpeaker speaker, double offset) =>
        document.Cues.Select(cue => cue with
        {
            Start = cue.Start + offset,
            End = cue.End + offset,
            Speaker = speaker,
            Words = [.. cue.Words!.Select(word => word with { Start = word.Start + offset, End = word.End + offset })],
        });

    private static CaptionDocument Document((string Word, int Length, int Pause, int Speaker)[] row, int perCue, int tail)
    {
        var cues = new List<Cue>();
        var at = 0;
        var words = new List<CueWord>();
        for (var i = 0; i < row.Length; i++)
        {
            words.Add(new CueWord(row[i].Word, at / 1000.0, (at + row[i].Length) / 1000.0, 0.9));
            at += row[i].Length;
            if (words.Count == perCue || i + 1 == row.Length || row[i + 1].Speaker != row[i].Speaker)
            {
                cues.Add(Cue(cues.Count + 1, words[0].Start, words, row[i].Speaker == 0 ? null : Speakers[row[i].Speaker - 1]));
                words = [];
            }

            at += row[i].Pause;
        }

        return new CaptionDocument
        {
            Session = new { id = "s", title = "Test" },
            Duration = (at + tail) / 1000.0,
            Language = "en",
            Speakers = Speakers,
            Cues = cues
        };
    }
}
