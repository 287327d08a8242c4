using System.Text;
using System.Xml.Linq;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Tests.Exports;

public sealed class FormatOptionTests
{
    private static readonly CueSpeaker Ann = new("t1", "Ann", 1);
    private static readonly CueSpeaker Ben = new("t2", "Ben", 1);

    [Fact]
    public void Who_speaks_at_the_same_time_stands_on_lines_of_their_own_in_WebVtt_on_request()
    {
        var file = Write("vtt", Together(), new FormatOptions { PlacedApart = true });

        Assert.Contains("00:00:05.000 --> 00:00:06.550 line:-1\n<v Ann>", file, StringComparison.Ordinal);
        Assert.Contains(" line:-3\n<v Ben>", file, StringComparison.Ordinal);
        Assert.DoesNotContain("line:", Write("vtt", Together(), new FormatOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public void Name_that_ends_with_dashes_makes_no_arrow_in_WebVtt()
    {
        var file = Write("vtt", Document(Say(1, 1, "One.", Ann with { Label = "Ann--" })), new FormatOptions());

        var cue = Assert.Single(new WebVttReader().Read(Encoding.UTF8.GetBytes(file)).Cues);
        Assert.Equal(("Ann--", "One."), (cue.Speaker, cue.Lines[0]));
    }

    [Fact]
    public void Who_speaks_at_the_same_time_has_a_margin_in_Ass_and_a_region_in_Ttml()
    {
        var ass = Write("ass", Together(), new FormatOptions()).Split('\n')
            .Where(line => line.StartsWith("Dialogue:", StringComparison.Ordinal)).ToList();
        Assert.Contains(",Ann,Ann,0,0,50,,Nobody asked them.", ass[0], StringComparison.Ordinal);
        Assert.Contains(",Ben,Ben,0,0,190,,But I did!", ass[1], StringComparison.Ordinal);

        var ttml = XDocument.Parse(Write("ttml", Together(), new FormatOptions()));
        XNamespace tt = "http://www.w3.org/ns/ttml", styling = "http://www.w3.org/ns/ttml#styling";
        Assert.Equal(["place0", "place1"], ttml.Descendants(tt + "p").Select(p => p.Attribute("region")!.Value));
        Assert.Equal(["10% 80%", "10% 65%"], ttml.Descendants(tt + "region").Select(region => region.Attribute(styling + "origin")!.Value));
    }

    [Fact]
    public void Simultaneous_speech_shares_a_caption_in_Scc()
    {
        var read = new SccReader().Read(Encoding.UTF8.GetBytes(Write("scc", Together(), new FormatOptions())));

        Assert.Equal(
            [">> Nobody asked them.", ">> Nobody asked them.|>> But I did!"], read.Cues.Take(2).Select(cue => string.Join('|', cue.Lines)));
    }

    [Theory]
    [InlineData(SpeakerMarks.Names, "Ann: One.|Two.|Ben: Three.|Ann: Four.")]
    [InlineData(SpeakerMarks.Dashes, "One.|Two.|- Three.|- Four.")]
    [InlineData(SpeakerMarks.Chevrons, ">> One.|Two.|>> Three.|>> Four.")]
    [InlineData(SpeakerMarks.None, "One.|Two.|Three.|Four.")]
    public void Change_of_the_speaker_is_marked_as_asked(SpeakerMarks marks, string expected)
    {
        var document = Document(Say(1, 1, "One.", Ann), Say(2, 5, "Two.", Ann), Say(3, 9, "Three.", Ben), Say(4, 13, "Four.", Ann));
        foreach (var extension in new[] { "vtt", "srt", "ass", "ttml", "sbv", "scc" })
        {
            var read = CaptionReaders.Find(extension)!
                .Read(Encoding.UTF8.GetBytes(Write(extension, document, new FormatOptions { Speakers = marks })));
            Assert.Equal($"{extension} {expected}", $"{extension} {string.Join('|', read.Cues.Select(cue => cue.Lines[0]))}");
        }
    }

    [Fact]
    public void WebVtt_has_colors_by_class_and_a_note_of_where_it_is_from_on_request()
    {
        var file = Write(
            "vtt", Document(Say(1, 1, "One & two.", Ann), Say(2, 5, "Three.", Ben)) with
            {
                Session = new { id = "x", title = "A --> B", engine = "moonshine-base" }
            },
            new FormatOptions { Speakers = SpeakerMarks.Colors, Provenance = true });

        Assert.StartsWith(
            "WEBVTT\n\nNOTE\nCaptions made automatically by LiveCaptions\nTitle: A → B\nSession: x\nEngine: moonshine-base\nLanguage: en\n"
            + "Corrected by a person: 0 of 2 cues\n\n"
            + "STYLE\n::cue(.white) { color: #ffffff; }\n::cue(.yellow) { color: #ffff00; }\n\n1\n", file, StringComparison.Ordinal);
        Assert.Contains("\n<v Ann><c.white>One &amp; two.</c>\n", file, StringComparison.Ordinal);
        Assert.Contains("\n<v Ben><c.yellow>Three.</c>\n", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_speaker_has_a_style_in_Ass_also_two_of_one_name()
    {
        var ass = Write(
            "ass", Document(Say(1, 1, "One.", Ann with { Id = "s1" }), Say(2, 5, "Two.", Ann with { Id = "s2" }), Say(
                3, 9, "Three.", new CueSpeaker("s3", "Default", 1))),
            new FormatOptions());

        Assert.Equal(
            ["Default", "Ann", "Ann 2", "Default 2"],
            ass.Split('\n').Where(line => line.StartsWith("Style:", StringComparison.Ordinal))
                .Select(line => line["Style: ".Length..line.IndexOf(',', StringComparison.Ordinal)]));
        Assert.Equal(
            ["&H00FFFFFF", "&H00FFFFFF", "&H0000FFFF", "&H00FFFF00"],
            ass.Split('\n').Where(line => line.StartsWith("Style:", StringComparison.Ordinal)).Select(line => line.Split(',')[3]));
    }

    [Fact]
    public void Music_is_notes_in_formats_that_are_new_and_on_request_in_others()
    {
        var music = Finals.Cue(1, 1, [new CueWord("[music]", 1, 4, 1)]) with { Words = null };
        var said = Say(2, 6, "[sic]", Ann);

        Assert.Contains("♪ music ♪", Write("ass", Document(music, said), new FormatOptions()), StringComparison.Ordinal);
        Assert.Contains(
            "♪ music ♪", Write("vtt", Document(music, said), new FormatOptions { MusicNotes = true }), StringComparison.Ordinal);
        Assert.Contains("[sic]", Write("vtt", Document(music, said), new FormatOptions { MusicNotes = true }), StringComparison.Ordinal);
        Assert.Contains("[music]", Write("vtt", Document(music, said), new FormatOptions()), StringComparison.Ordinal);
    }

    [Fact]
    public void Ttml_is_of_the_text_profile_and_counts_frames_on_request()
    {
        XNamespace tt = "http://www.w3.org/ns/ttml", parameters = "http://www.w3.org/ns/ttml#parameter", metadata =
            "http://www.w3.org/ns/ttml#metadata";
        var root = XDocument.Parse(
            Write("ttml", Document(Say(1, 1, "One.", Ann)), new FormatOptions { FrameRate = FrameRate.Find("29.97") })).Root!;

        Assert.Equal("http://www.w3.org/ns/ttml/profile/imsc1/text", root.Attribute(parameters + "profile")!.Value);
        Assert.Equal(("30", "1000 1001"), (root.Attribute(parameters + "frameRate")!.Value,
            root.Attribute(parameters + "frameRateMultiplier")!.Value));
        Assert.Equal("en", root.Attribute(XNamespace.Xml + "lang")!.Value);
        var p = Assert.Single(root.Descendants(tt + "p"));
        Assert.Equal("00:00:01:00", p.Attribute("begin")!.Value);
        Assert.Equal("Ann", root.Descendants(metadata + "agent")
            .Single(agent => agent.Attribute(XNamespace.Xml + "id")!.Value == p.Attribute(metadata + "agent")!.Value).Value);
    }

    [Fact]
    public void Scc_has_odd_parity_doubled_codes_and_drop_frame_times_and_is_loaded_before_it_is_shown()
    {
        var lines = Write("scc", Document(Say(1, 10, "Hello world.", null)), new FormatOptions()).Split("\n\n");

        Assert.Equal("Scenarist_SCC V1.0", lines[0]);
        var load = lines[1].Split('\t');
        Assert.Equal("94ae 94ae 9420 9420 94f4 94f4 97a2 97a2 c8e5 ecec ef20 f7ef f2ec 64ae", load[1]);
        Assert.Equal("00:00:09;16", load[0]);
        Assert.Equal("00:00:10;00\t942f 942f", lines[2]);
        Assert.EndsWith("\t942c 942c\n", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Scc_is_whole_wherever_in_its_loading_the_caption_before_it_goes_away()
    {
        for (var gap = 0; gap < 80; gap++)
        {
            var end = 20_000 - (gap * 1001 / 30);
            var document = Document() with
            {
                Published =
                [
                    new PublishedCue(15_000, end, ["Before"], null),
                    new PublishedCue(20_000, 25_000, ["♪♪ Ü, ñ ♪", "♪♪♪ ÅÅ {x} as wide as screens {}"], null)
                ]
            };

            var read = new SccReader().Read(Encoding.UTF8.GetBytes(Write("scc", document, new FormatOptions()))).Cues;

            Assert.Equal(["Before", "♪♪ Ü, ñ ♪|♪♪♪ ÅÅ {x} as wide as screens {}"], read.Select(cue => string.Join('|', cue.Lines)));
            Assert.All([(read[0].End, end), (read[1].Start, 20_000)], time =>
                Assert.InRange(Math.Abs(time.Item1 - time.Item2), 0, gap is 1 ? 50 : 17));
        }
    }

    [Fact]
    public void Scc_says_which_letters_it_replaced_and_how_late_captions_are()
    {
        var losses = new List<string>();
        var document = Document(Say(1, 0, "Čaj 漢字 Straße… “zitiert” don’t", null)) with { Tell = losses.Add };

        var read = new SccReader().Read(Encoding.UTF8.GetBytes(Write("scc", document, new FormatOptions())));

        Assert.Equal("Caj ?? Straße... “zitiert” don't", string.Join(' ', read.Cues[0].Lines));
        Assert.Equal(2, losses.Count);
        Assert.StartsWith("scc: CEA-608 has no Č 字 漢; similar letters, or ?, stand for them", losses[0], StringComparison.Ordinal);
        Assert.Contains("1 captions come late", losses[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("speakers", "bold", "speakers is none, names, dashes, chevrons or colors; there is no speakers=bold.")]
    [InlineData("profile", "cinema", "profile is one of default, netflix, youtube, bbc; there is no profile=cinema.")]
    [InlineData("frameRate", "26", "frameRate is one of 23.976, 24, 25, 29.97, 30, 50, 59.94, 60; there is no frameRate=26.")]
    public void Option_that_there_is_not_is_told(string name, string value, string fault)
    {
        var (options, told) = FormatOptionText.Read(option => option == name ? value : null);

        Assert.Null(options);
        Assert.Equal(fault, told);
    }

    [Fact]
    public void Profile_sets_how_long_lines_are_and_one_of_ones_own_goes_before_one_of_that_name()
    {
        var document = Document(Say(1, 0, "The quick brown fox jumps over the lazy dog and goes on to the river where it drinks.", null));
        var own = new PublishingProfiles(new Dictionary<string, PublishingOptions> { ["BBC"] = new() { LineWidth = 20 } });

        Assert.InRange(Longest(new PublishingProfiles().Find("netflix")), 38, 42);
        Assert.InRange(Longest(new PublishingProfiles().Find("bbc")), 21, 37);
        Assert.InRange(Longest(own.Find("bbc")), 10, 20);

        int Longest(PublishingOptions? profile) => Write("srt", document, new FormatOptions { Profile = profile })
            .Split('\n')
            .Where(line => !line.Contains("-->", StringComparison.Ordinal))
            .Max(line => line.Trim().Length);
    }

    private static CaptionDocument Together() => Document(Say(1, 5, "Nobody asked them.", Ann), Say(2, 5.4, "But I did!", Ben));

    private static CaptionDocument Document(params Cue[] cues) =>
        new() { Session = new { id = "s" }, Duration = 60, Language = "en", Cues = cues };

    private static Cue Say(int number, double start, string text, CueSpeaker? speaker) =>
        Finals.Cue(
            number, start,
            [.. text.Split(' ').Select((word, i) => new CueWord(word, start + (i * 0.4), start + (i * 0.4) + 0.35, 1))], speaker);

    private static string Write(string extension, CaptionDocument document, FormatOptions options)
    {
        using var stream = new MemoryStream();
        CueFormats.Find(extension)!.Write(document with { Options = options }, stream);
        return CaptionFileReader.Utf8(stream.ToArray());
    }
}
