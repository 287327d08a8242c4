using System.Globalization;
using CsCheck;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Line21;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Tests.Exports;

namespace LiveCaptions.Server.Tests.Reading;

/// <summary>What is written is read back to the same cues.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<CaptionDocument> Documents = Gen.OneOf(Finals.Documents, Finals.TwoTracks);

    [Fact]
    public void WebVtt_keeps_times_lines_and_speakers() =>
        Documents.Sample(document => Assert.Equal(Laid(document), Read("vtt", document)));

    [Fact]
    public void WebVtt_in_color_with_places_and_a_note_keeps_them_too() => Documents.Sample(document =>
    {
        var asked = document with { Options = new FormatOptions { Speakers = SpeakerMarks.Colors, PlacedApart = true, Provenance = true } };
        Assert.Equal(Laid(document), Read("vtt", asked));
    });

    [Fact]
    public void SubRip_keeps_times_and_lines() =>
        Documents.Sample(document => Assert.Equal(WithoutSpeakers(document), Read("srt", document)));

    [Fact]
    public void SubRip_in_color_keeps_them_too() => Documents.Sample(document =>
    {
        var asked = document with { Options = new FormatOptions { Speakers = SpeakerMarks.Colors } };
        Assert.Equal(Laid(document).Select(line => line[..line.LastIndexOf('(')] + "()"), Read("srt", asked));
    });

    [Fact]
    public void Sbv_keeps_times_and_lines() => Documents.Sample(document => Assert.Equal(WithoutSpeakers(document), Read("sbv", document)));

    [Fact]
    public void Ass_keeps_lines_and_speakers_and_times_to_a_hundredth() => Documents.Sample(document =>
        Assert.Equal(Laid(document, milliseconds => (milliseconds + 5) / 10 * 10, least: 10), Read("ass", document)));

    [Fact]
    public void Ttml_keeps_times_lines_and_speakers() => Documents.Sample(document => Assert.Equal(Laid(document), Read("ttml", document)));

    [Theory]
    [InlineData("25", 20)]
    [InlineData("29.97", 17)]
    [InlineData("23.976", 21)]
    public void Ttml_in_frames_keeps_times_to_half_a_frame(string rate, int halfFrame) => Documents.Sample(
        document =>
        {
            var asked = document with { Options = new FormatOptions { FrameRate = FrameRate.Find(rate) } };
            var (laid, read) = (PublishingLayout.Arrange(document.Cues, document.Duration), Cues("ttml", asked));
            Assert.Equal(laid.Count, read.Count);
            Assert.All(laid.Zip(read), pair => Assert.InRange(Math.Abs(pair.First.Start - pair.Second.Start), 0, halfFrame));
        },
        iter: 20);

    [Fact]
    public void Scc_keeps_text_in_its_letters_and_times_to_half_a_frame_or_says_what_came_late() => Finals.Sayable.Sample(document =>
    {
        var losses = new List<string>();
        var later = Later(document, seconds: 10) with { Tell = losses.Add };
        var (expected, read) = (Line21Cues(later), Cues("scc", later));

        Assert.Equal(expected.Select(cue => string.Join('\n', cue.Lines)), read.Select(cue => string.Join('\n', cue.Lines)));
        if (!losses.Any(loss => loss.Contains("late", StringComparison.Ordinal)))
        {
            Assert.All(expected.Zip(read), pair => Assert.InRange(Math.Abs(pair.First.Start - pair.Second.Start), 0, 17));
        }
    });

    [Theory]
    [InlineData("vtt")]
    [InlineData("ttml")]
    [InlineData("ass")]
    [InlineData("srt")]
    [InlineData("sbv")]
    public void What_was_read_is_written_as_it_was(string extension) => Finals.Documents.Sample(document =>
    {
        var read = Cues(extension, document);
        var again = Cues(extension, new CaptionFile { Cues = read }.ToDocument("again"));
        Assert.Equal(read.Select(Line), again.Select(Line));
    });

    private static CaptionDocument Later(CaptionDocument document, double seconds) => document with
    {
        Duration = document.Duration + seconds,
        Cues = [.. document.Cues.Select(cue => cue with
        {
            Start = cue.Start + seconds,
            End = cue.End + seconds,
            Words = [.. cue.Words!.Select(word => word with { Start = word.Start + seconds, End = word.End + seconds })]
        })],
    };

    /// <summary>The layout in the letters of CEA-608, with a screen's width and marks of who speaks.</summary>
    private static IReadOnlyList<PublishedCue> Line21Cues(CaptionDocument document)
    {
        static string Of(string text) => Line21Text.Of(CaptionText.Clean(text), new HashSet<string>());
        var finals = document.Cues
            .Select(cue => cue with { Text = Of(cue.Text), Words = [.. cue.Words!.Select(word => word with { Text = Of(word.Text) })] })
            .ToList();
        return PublishingLayout.Arrange(
            finals, document.Duration, new PublishingOptions { LineWidth = 32, Speakers = SpeakerMarks.Chevrons });
    }

    private static IEnumerable<string> WithoutSpeakers(CaptionDocument document) =>
        PublishingLayout.Arrange(document.Cues, document.Duration, new PublishingOptions { NamesSimultaneous = true })
            .Select(cue => Line(new FileCue(cue.Start, cue.End, cue.Lines)));

    private static IEnumerable<string> Laid(CaptionDocument document, Func<long, long>? time = null, long least = 0) =>
        PublishingLayout.Arrange(document.Cues, document.Duration).Select(cue => Line(new FileCue(
            time?.Invoke(cue.Start) ?? cue.Start,
            Math.Max(time?.Invoke(cue.End) ?? cue.End, (time?.Invoke(cue.Start) ?? cue.Start) + least),
            cue.Lines,
            cue.Speaker is { } speaker ? CaptionText.Clean(speaker.Label) : null)));

    private static IEnumerable<string> Read(string extension, CaptionDocument document) => Cues(extension, document).Select(Line);

    private static IReadOnlyList<FileCue> Cues(string extension, CaptionDocument document)
    {
        using var file = new MemoryStream();
        CueFormats.Find(extension)!.Write(document, file);
        var read = CaptionReaders.Find(extension)!.Read(file.ToArray());
        Assert.Empty(read.Faults);
        return read.Cues;
    }

    private static string Line(FileCue cue) =>
        string.Create(CultureInfo.InvariantCulture, $"{cue.Start} {cue.End} {string.Join('|', cue.Lines)} ({cue.Speaker})");
}
