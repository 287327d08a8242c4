using System.Text.Json;
using CsCheck;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Live.Hls;

namespace LiveCaptions.Server.Tests.Exports;

public sealed class CueFormatTests
{
    [Theory]
    [InlineData("vtt", "text/vtt; charset=utf-8")]
    [InlineData("srt", "application/x-subrip; charset=utf-8")]
    [InlineData("txt", "text/plain; charset=utf-8")]
    [InlineData("JSON", "application/json")]
    [InlineData("rttm", "text/plain; charset=utf-8")]
    [InlineData("ass", "text/x-ssa; charset=utf-8")]
    [InlineData("scc", "text/x-scc; charset=utf-8")]
    [InlineData("ttml", "application/ttml+xml; charset=utf-8")]
    [InlineData("sbv", "text/plain; charset=utf-8")]
    public void Format_is_found_by_its_extension(string extension, string contentType)
    {
        Assert.Equal(contentType, CueFormats.Find(extension)?.ContentType);
    }

    [Fact]
    public void Unknown_extension_has_no_format()
    {
        Assert.Null(CueFormats.Find("doc"));
    }

    [Fact]
    public void Extensions_are_unique()
    {
        Assert.Equal(CueFormats.All.Count, CueFormats.All.Select(f => f.Extension).Distinct().Count());
    }

    [Theory]
    [InlineData("vtt", "WEBVTT\n\n")]
    [InlineData("srt", "")]
    [InlineData("txt", "")]
    [InlineData("json", """{"session":{"id":"s"},"speakers":[],"cues":[]}""")]
    [InlineData("rttm", "")]
    [InlineData("sbv", "")]
    [InlineData("scc", "Scenarist_SCC V1.0\n")]
    public void Empty_transcript_gives_a_valid_file(string extension, string expected)
    {
        Assert.Equal(expected, Write(extension, new CaptionDocument { Session = new { id = "s" }, Duration = 5, Cues = [] }));
    }

    [Fact]
    public void WebVtt_reads_back_to_the_same_cues()
    {
        Finals.Documents.Sample(document =>
            Assert.Equal(Expected(document, voices: true), CaptionFileReader.WebVtt(Write("vtt", document))));
    }

    [Fact]
    public void SubRip_reads_back_to_the_same_cues()
    {
        Finals.Documents.Sample(document =>
            Assert.Equal(Expected(document, voices: false), CaptionFileReader.SubRip(Write("srt", document))));
    }

    [Fact]
    public void Segment_of_hls_holds_its_header_and_whole_cues()
    {
        Finals.Documents.Sample(document =>
        {
            using var stream = new MemoryStream();
            HlsSegment.Write(0, document.Cues, offset: 0, stream);
            var blocks = CaptionFileReader.Utf8(stream.ToArray()).TrimEnd('\n').Split("\n\n").Select(block => block.Split('\n')).ToList();
            Assert.Equal("WEBVTT", blocks[0][0]);
            Assert.All(blocks.Skip(1), block =>
            {
                Assert.Matches(@"^c\d+\z", block[0]);
                Assert.Matches(@"^[\d:.]+ --> [\d:.]+\z", block[1]);
                Assert.All(block.Skip(2), line => Assert.DoesNotContain("-->", line, StringComparison.Ordinal));
            });
        });
    }

    [Fact]
    public void Json_reads_back_to_the_same_cues()
    {
        Finals.Documents.Where(d => !d.Cues.Any(c => c.Text.Contains('\ud800', StringComparison.Ordinal))).Sample(document =>
        {
            using var json = JsonDocument.Parse(Write("json", document));
            var cues = json.RootElement.GetProperty("cues").Deserialize<List<Cue>>(CaptionJson.Options)!;

            Assert.Equal(document.Cues.Select(Flat), cues.Select(Flat));
        });

        static string Flat(Cue cue) => cue with { Words = null } + string.Join(' ', cue.Words!);
    }

    [Theory]
    [InlineData("vtt")]
    [InlineData("srt")]
    [InlineData("txt")]
    [InlineData("json")]
    [InlineData("rttm")]
    [InlineData("ass")]
    [InlineData("scc")]
    [InlineData("ttml")]
    [InlineData("sbv")]
    public void File_is_as_the_golden_one(string extension)
    {
        var path = Path.Combine(Repository.Fixtures, "Exports", $"golden.{extension}");

        Assert.Equal(File.ReadAllText(path), Write(extension, Golden()));
    }

    [Fact]
    public void Stream_stays_open()
    {
        foreach (var format in CueFormats.All)
        {
            using var stream = new MemoryStream();
            format.Write(Golden(), stream);
            Assert.True(stream.CanWrite, format.Extension);
        }
    }

    /// <summary>Two speakers, a pause, right-to-left and wide text, text that looks like markup, a corrected cue, hours.</summary>
    private static CaptionDocument Golden()
    {
        CueSpeaker anna = new("s1", "Anna & Co <live>", 0.9), ben = new("s2", "בן", 0.8);
        return new CaptionDocument
        {
            Session = new { id = "s", title = "Gölden" },
            Language = "en",
            Duration = 3700,
            Speakers = [anna, ben],
            Cues =
            [
                Say(1, 0.5, "It was the best of times, it was the worst of times,", anna),
                Say(2, 5, "it was the age of wisdom. Mr. Smith said: a --> b, <i> & &amp; {\\an8}", anna),
                Say(3, 13, "שלום עולם, שלום לכולם.", ben) with { Edited = true, Revision = 3 },
                Say(4, 20, "「漢字かな交じり文」 e\u0301te\u0301 👍🏽", ben),
                Say(5, 3690, "The end.", null),
            ],
        };
    }

    private static Cue Say(int number, double start, string text, CueSpeaker? speaker)
    {
        var words = text.Split(' ')
            .Select((w, i) => new CueWord(w, Math.Round(start + (i * 0.35), 3), Math.Round(start + (i * 0.35) + 0.3, 3), 0.97)).ToList();
        return Finals.Cue(number, start, words, speaker);
    }

    private static IEnumerable<ReadCue> Expected(CaptionDocument document, bool voices) =>
        PublishingLayout.Arrange(document.Cues, document.Duration)
            .Select(c => new ReadCue(
                c.Start, c.End, string.Join('\n', c.Lines), voices && c.Speaker is { } speaker ? CaptionText.Clean(speaker.Label) : null));

    private static string Write(string extension, CaptionDocument document)
    {
        using var stream = new MemoryStream();
        CueFormats.Find(extension)!.Write(document, stream);
        return CaptionFileReader.Utf8(stream.ToArray());
    }
}
