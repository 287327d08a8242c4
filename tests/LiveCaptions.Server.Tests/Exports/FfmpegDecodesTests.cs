using System.Diagnostics;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Line21;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Tests.Exports;

/// <summary>The files in a player that is not ours: ffmpeg.</summary>
public sealed class FfmpegDecodesTests
{
    private static readonly CaptionDocument Document = Spoken();

    [Fact]
    public async Task SubRip_has_the_same_text_and_times()
    {
        Assert.Equal(Laid(new PublishingOptions { NamesSimultaneous = true }), Lines(await DecodeAsync("srt", Document)));
    }

    [Fact]
    public async Task Ass_has_the_same_text_and_times_to_a_hundredth()
    {
        Assert.Equal(
            PublishingLayout.Arrange(Document.Cues, Document.Duration)
                .Select(cue => $"{(cue.Start + 5) / 10 * 10} {(cue.End + 5) / 10 * 10} {string.Join('|', cue.Lines)}"),
            Lines(await DecodeAsync("ass", Document)).Select(line => line.Replace("\\", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Scc_has_the_same_text_and_starts_to_a_frame()
    {
        var laid = PublishingLayout.Arrange(
            Document.Cues, Document.Duration, new PublishingOptions { LineWidth = 32, Speakers = SpeakerMarks.Chevrons });
        var decoded = (await DecodeAsync("scc", Document)).Cues;

        Assert.Equal(laid.Select(cue => string.Join('|', cue.Lines)), decoded.Select(cue =>
            string.Join('|', cue.Lines.Select(line => line.Replace("\\h", "", StringComparison.Ordinal).Replace('’', '\'')))));
        Assert.All(laid.Zip(decoded), pair => Assert.InRange(Math.Abs(pair.First.Start - OfTimeCode(pair.Second.Start)), 0, 34));
    }

    /// <summary>ffmpeg takes a drop-frame time code for a time, with frames of 33 ms.</summary>
    private static long OfTimeCode(long milliseconds)
    {
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        return DropFrame.MillisecondsOf(
            DropFrame.Parse($"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00};{Math.Min(29, rest / 33):00}")!.Value);
    }

    private static IEnumerable<string> Laid(PublishingOptions options) =>
        PublishingLayout.Arrange(Document.Cues, Document.Duration, options)
            .Select(cue => $"{cue.Start} {cue.End} {string.Join('|', cue.Lines)}");

    private static IEnumerable<string> Lines(CaptionFile file) =>
        file.Cues.Select(cue => $"{cue.Start} {cue.End} {string.Join('|', cue.Lines)}");

    /// <summary>
    /// Two minutes of two people, with letters that CEA-608 has in its further sets, markup, and a pause before the first word.
    /// </summary>
    private static CaptionDocument Spoken()
    {
        CueSpeaker ann = new("s1", "Ann", 1), ben = new("s2", "Ben", 1);
        string[] texts =
        [
            "Good evening, it's seven o'clock, señor.", "Here is the news: à la carte, ¿qué?",
            "A & B {braces} are no less than C.", "Thank you very much for all the fish you sent us."
        ];
        var cues = new List<Cue>();
        for (var i = 0; i < 40; i++)
        {
            var words = texts[i % texts.Length].Split(' ');
            cues.Add(Finals.Cue(
                i + 1,
                4 + (i * 3.217),
                [.. words.Select((word, w) => new CueWord(word, 4 + (i * 3.217) + (w * 0.25), 4.2 + (i * 3.217) + (w * 0.25), 1))],
                i % 3 == 0 ? ann : ben));
        }

        return new CaptionDocument { Session = new { id = "s" }, Duration = 140, Language = "en", Speakers = [ann, ben], Cues = cues };
    }

    private static async Task<CaptionFile> DecodeAsync(string extension, CaptionDocument document)
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-ffmpeg-");
        try
        {
            var path = Path.Combine(folder.FullName, $"talk.{extension}");
            await using (var file = File.Create(path))
            {
                CueFormats.Find(extension)!.Write(document, file);
            }

            using var ffmpeg = Process.Start(
                new ProcessStartInfo("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", "-i", path, "-f", "srt", "-"])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true
                })!;
            using var decoded = new MemoryStream();
            await ffmpeg.StandardOutput.BaseStream.CopyToAsync(decoded);
            await ffmpeg.WaitForExitAsync();
            Assert.Equal(0, ffmpeg.ExitCode);
            return new SubRipReader().Read(decoded.ToArray());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
