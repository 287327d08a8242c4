using System.Text;
using CsCheck;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Tests.Reading;

public sealed class CaptionReaderTests
{
    [Fact]
    public void WebVtt_has_voices_entities_and_comments_and_what_is_no_cue_is_passed_over()
    {
        var file = Read("vtt", "WEBVTT - talk\nKind: captions\n\nNOTE\nnothing\n\nSTYLE\n::cue { color: red }\n\n1\n"
            + "00:01.000 --> 00:02.500 line:0 align:start\n<v.loud Ann><i>Fish &amp; chips</i>,\nplease.\n\n"
            + "00:03.000 --> 00:04\nno such times\n\n00:05.000 --> 00:06.000\n<v Ann>Two?<v Ben>Two!");

        Assert.Equal(["1000-2500 Ann: Fish & chips,|please.", "5000-6000 : Ann: Two?Ben: Two!"], Lines(file));
        Assert.Equal(["line 15: these are no times such as 00:01.000 --> 00:02.500; the cue is left out"], file.Faults);
    }

    [Fact]
    public void SubRip_of_any_line_ends_without_numbers_with_styling_and_empty_lines_is_read()
    {
        var file = Read("srt", "\ufeff1\r\n00:00:01,5 --> 00:00:02,000 X1:1\r\n{\\an8}<i>One</i>\r\n\r\n"
            + "<font color=\"#fff\">more</font> a --> b\r\n\r\n00:00:03.000 --> 00:00:04.000\r\n1984\r\n2\r\n0:0:5,0 --> 0:0:6,0\r\nx < y");

        Assert.Equal(["1500-2000 : One|more a --> b", "3000-4000 : 1984", "5000-6000 : x < y"], Lines(file));
        Assert.Empty(file.Faults);
    }

    [Fact]
    public void SubRip_that_is_no_UTF_8_is_read_as_Windows_had_it_and_that_is_told()
    {
        var file = Read("srt", [.. "1\n00:00:01,000 --> 00:00:02,000\nGr"u8, 0xFC, 0xDF, .. "e"u8]);

        Assert.Equal(["1000-2000 : Grüße"], Lines(file));
        Assert.Contains("Windows-1252", Assert.Single(file.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Ass_is_read_by_its_own_field_names_without_overrides_drawings_and_comments()
    {
        var file = Read("ass", """
            [Script Info]
            Language: de
            [Events]
            Format: Start, End, Actor, Style, Text
            Comment: 0:00:00.00,0:00:01.00,,,not this
            Dialogue: 0:00:01.00,0:00:02.55,Ann,Default,{\i1}One{\i0}, \{two\}\Nthree\hfour
            Dialogue: 0:00:03.00,0:00:04.00,,Default,{\p1}m 0 0 l 10 10{\p0}shown
            Dialogue: nonsense
            """);

        Assert.Equal(["1000-2550 Ann: One, {two}|three\u00a0four", "3000-4000 : shown"], Lines(file));
        Assert.Equal("de", file.Language);
        Assert.StartsWith("line 8: ", Assert.Single(file.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Ass_whose_events_have_more_fields_than_any_program_writes_is_refused()
    {
        var fault = Assert.Throws<CaptionReadException>(() =>
            Read("ass", $"[Events]\nFormat: Start, End, Text{new string(',', 48)}\nDialogue: 0:00:01.00,0:00:02.00,One"));

        Assert.Equal("line 2: Format names more than 50 fields; events have about ten", fault.Message);
    }

    [Fact]
    public void Sbv_is_read()
    {
        Assert.Equal(["1000-2500 : One|two", "3661000-3662000 : three"], Lines(
            Read("sbv", "0:00:01.000,0:00:02.500\nOne\ntwo\n\n1:01:01.000,1:01:02.000\nthree\n")));
    }

    [Fact]
    public void Ttml_is_read_by_its_rates_and_containers_and_agents()
    {
        var file = Read("ttml", """
            <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="fr" ttp:frameRate="25" ttp:tickRate="1000">
              <head><ttm:agent xml:id="a1" type="person"><ttm:name type="full">Zoé</ttm:name></ttm:agent></head>
              <body><div begin="10s">
                <p begin="00:00:01:05" end="2500ms" ttm:agent="a1">Un
                  <span>deux</span><br/>trois<ttm:desc>hidden</ttm:desc></p>
                <p><span begin="5000t" dur="1s">quatre</span> <span begin="7s" end="8s">cinq</span></p>
                <p begin="9s">no end</p>
              </div></body>
            </tt>
            """);

        Assert.Equal(["11200-12500 Zoé: Un deux|trois", "15000-16000 : quatre", "17000-18000 : cinq"], Lines(file));
        Assert.Equal("fr", file.Language);
        Assert.Equal(["line 7: this text has no end and is left out; give it end or dur"], file.Faults);
    }

    [Fact]
    public void Scc_is_what_a_decoder_shows_popped_on_and_rolled_up()
    {
        var file = Read(
            "scc", "Scenarist_SCC V1.0\n\n00:00:01;00\t94ae 94ae 9420 9420 9470 9470 c8e9 9137 9137 c180 9220 9220\n\n"
                + "00:00:02;00\t942f 942f\n\n00:00:03;00\t942c 942c\n\n"
                + "00:00:04;00\t9425 9425 94ad 94ad 9470 9470 4f6e e580\n\n00:00:06;00\t94ad 94ad 54f7 ef80\n\n00:00:07;00\t942c 942c\n");

        Assert.Equal(["2002-3003 : Hi♪Á", "4204-6006 : One", "6073-7007 : Two"], Lines(file));
        Assert.Empty(file.Faults);
    }

    [Theory]
    [InlineData("vtt", "<html>", "line 1: this is no WebVTT file: the first line is not WEBVTT")]
    [InlineData("srt", "\n\nhello", "line 3: this is no SubRip file: there is no line of times such as 00:00:01,000 --> 00:00:02,500")]
    [InlineData("ass", "hello", "line 1: this is no ASS file: there is no section such as [Events]")]
    [InlineData("sbv", "hello",
        "there is no cue in this SBV file: line 1: this is no line of times such as 0:00:01.000,0:00:02.500; what follows is left out")]
    [InlineData("ttml", "<html></html>", "line 1: this is no TTML file: its first element is not tt")]
    [InlineData("scc", "hello", "line 1: this is no SCC file: the first line is not Scenarist_SCC V1.0")]
    [InlineData("srt", "1\n00:00:02,000 --> 00:00:01,000\nx",
        "there is no cue in this SubRip file: line 2: the cue does not end after it starts and is left out; correct its times")]
    public void What_is_no_such_file_is_refused_in_a_line_that_says_where_and_what_is_right(string extension, string text, string message)
    {
        Assert.Equal(message, Assert.Throws<CaptionReadException>(() => Read(extension, text)).Message);
    }

    [Fact]
    public void A_document_type_is_no_way_to_have_other_files_read()
    {
        var fault = Assert.Throws<CaptionReadException>(() =>
            Read("ttml", "<!DOCTYPE tt [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><tt xmlns=\"http://www.w3.org/ns/ttml\">&x;</tt>"));

        Assert.StartsWith("line 1: ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_is_read_is_refused()
    {
        var large = new byte[33 * 1024 * 1024];
        Assert.All(CaptionReaders.All, reader =>
            Assert.Contains("split it", Assert.Throws<CaptionReadException>(() => reader.Read(large)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var pieces = Gen.OneOf(
            Gen.OneOf(
                "WEBVTT\n\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:02.000",
                "0:00:01.000,0:00:02.500\n", "[Events]\n", "Dialogue: 0,0:00:01.00,0:00:02.00,,,0,0,0,,{\\p1}",
                "Scenarist_SCC V1.0\n", "00:00:01;00\t9425 942f 942c 94ad 9470 1321 4142",
                "<tt xmlns='http://www.w3.org/ns/ttml'>", "<p begin='1s' end='2s'>",
                "</p>", "<v Ann>", "<ruby><rt>", "&not&#0;&#x110000;", "\\N{", "\n\n")
                    .Select(Encoding.UTF8.GetBytes),
            Gen.Byte.Array[0, 12]);
        pieces.Array[0, 12].Select(parts => parts.SelectMany(part => part).ToArray()).Sample(bytes =>
        {
            foreach (var reader in CaptionReaders.All)
            {
                try
                {
                    var file = reader.Read(bytes);
                    Assert.All(file.Cues, cue => Assert.True(cue.Start >= 0 && cue.End > cue.Start && cue.Lines.Count > 0));
                }
                catch (CaptionReadException e)
                {
                    Assert.DoesNotContain('\n', e.Message);
                }
            }
        });
    }

    private static CaptionFile Read(string extension, string text) => Read(extension, Encoding.UTF8.GetBytes(text));

    private static CaptionFile Read(string extension, byte[] file) => CaptionReaders.Find(extension)!.Read(file);

    private static IEnumerable<string> Lines(CaptionFile file) =>
        file.Cues.Select(cue => $"{cue.Start}-{cue.End} {cue.Speaker}: {string.Join('|', cue.Lines)}");
}
