using System.Text;
using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Written WebVTT in the parser of a browser.</summary>
public sealed class CaptionFileTests
{
    private const string Parse = """
        async (file) => {
            const video = document.body.appendChild(document.createElement("video"));
            const track = video.appendChild(document.createElement("track"));
            const loaded = new Promise((resolve, reject) => { track.onload = resolve; track.onerror = () => reject(new Error("no track")); });
            track.src = URL.createObjectURL(new Blob([file], { type: "text/vtt" }));
            track.track.mode = "hidden";
            await loaded;
            return [...track.track.cues].map((cue) => ({
                start: Math.round(cue.startTime * 1000), end: Math.round(cue.endTime * 1000), line: String(cue.line),
                text: cue.getCueAsHTML().textContent, voice: cue.getCueAsHTML().querySelector("span[title]")?.title ?? "",
            }));
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chromium_has_the_cues_of_a_written_WebVtt(bool withAll)
    {
        CueSpeaker ann = new("t1", "Ann & Co", 1), ben = new("t2", "בן", 1);
        var document = new CaptionDocument
        {
            Session = new { id = "s", title = "A --> B" },
            Language = "en",
            Duration = 60,
            Cues =
            [
                Say(1, 1, "Mr. Smith said: a --> b, <i> & &amp;", ann), Say(2, 5, "Nobody asked them.", ann),
                Say(3, 5.4, "「漢字かな交じり文」 שלום", ben), Say(4, 20, "The end.", null)
            ],
            Options = withAll
                ? new FormatOptions { Speakers = SpeakerMarks.Colors, PlacedApart = true, Provenance = true }
                : new FormatOptions(),
        };
        using var file = new MemoryStream();
        new WebVttFormat().Write(document, file);
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync("about:blank");

        var read = (await page.EvaluateAsync<JsonElement>(Parse, Encoding.UTF8.GetString(file.ToArray()))).EnumerateArray().ToList();

        Assert.Equal(
            PublishingLayout.Arrange(document.Cues, document.Duration)
                .Select(cue => (cue.Start, cue.End, string.Join('\n', cue.Lines), cue.Speaker?.Label ?? "")),
            read.Select(cue => (cue.GetProperty("start").GetInt64(), cue.GetProperty("end").GetInt64(),
                cue.GetProperty("text").GetString()!, cue.GetProperty("voice").GetString()!)));
        Assert.Equal(
            withAll ? ["auto", "-1", "-3", "auto"] : ["auto", "auto", "auto", "auto"],
            read.Select(cue => cue.GetProperty("line").GetString()!));
        Assert.Empty(chromium.Complaints);
    }

    private static Cue Say(int number, double start, string text, CueSpeaker? speaker) => new()
    {
        SessionId = "s", Seq = number, Id = $"c{number}", Revision = 1, Kind = CueKind.Final, Start = start,
        End = start + 2, Text = text, Speaker = speaker, CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
