using LiveCaptions.Server.Commands;

namespace LiveCaptions.Server.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-convert-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task File_is_written_in_the_format_of_the_ending_with_its_times_and_lines()
    {
        Put("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Ann>One\ntwo\n\n00:02.600 --> 00:02.700\n<v Ben>Three");

        Assert.Equal((0, ""), await RunAsync("talk.vtt", "talk.srt"));
        Assert.Equal("1\n00:00:01,000 --> 00:00:02,500\nOne\ntwo\n\n2\n00:00:02,600 --> 00:00:02,700\nThree\n", Read("talk.srt"));
        Assert.Equal((0, ""), await RunAsync("talk.vtt", "talk.sbv", "--speaker-marks", "names"));
        Assert.Equal("0:00:01.000,0:00:02.500\nAnn: One\ntwo\n\n0:00:02.600,0:00:02.700\nBen: Three\n", Read("talk.sbv"));
        Assert.Equal((0, ""), await RunAsync("talk.vtt", "talk.txt"));
        Assert.Equal("[Ann] One two\n\n[Ben] Three\n", Read("talk.txt"));
    }

    [Theory]
    [InlineData("ass")]
    [InlineData("ttml")]
    [InlineData("vtt")]
    public async Task There_and_back_is_the_same(string extension)
    {
        const string Talk =
            "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n<v Ann>One &amp; {two}\nthree\n\n2\n00:00:02.600 --> 00:00:02.700\nFour\n";
        Put("talk.vtt", Talk);

        Assert.Equal((0, ""), await RunAsync("talk.vtt", $"there.{extension}"));
        Assert.Equal((0, ""), await RunAsync($"there.{extension}", "back.vtt"));
        Assert.Equal(Talk, Read("back.vtt"));
    }

    [Fact]
    public async Task What_is_left_out_is_told_and_the_rest_is_done()
    {
        Put("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:0x,000 --> 00:00:04,000\nTwo\n");

        Assert.Equal(
            (0, "livecaptions convert: talk.srt: line 6: these are no times such as 00:00:01,000 --> 00:00:02,500; the cue is left out\n"),
            await RunAsync("talk.srt", "talk.vtt"));
        Assert.Equal("WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nOne\n", Read("talk.vtt"));
    }

    [Fact]
    public async Task What_a_format_cannot_carry_is_told()
    {
        Put("talk.srt", "1\n00:00:05,000 --> 00:00:08,000\nŽivot\n");

        var (code, error) = await RunAsync("talk.srt", "talk.scc");

        Assert.Equal((0, "livecaptions convert: scc: CEA-608 has no Ž; similar letters, or ?, stand for them\n"), (code, error));
    }

    [Theory]
    [InlineData("none.vtt", "x.srt", 3, "none.vtt: there is no such file")]
    [InlineData("bad.vtt", "x.srt", 3, "bad.vtt: line 1: this is no WebVTT file: the first line is not WEBVTT")]
    [InlineData("bad.doc", "x.srt", 2, "bad.doc is none of the formats that are read, by its ending: vtt, srt, ass, sbv, ttml, scc.")]
    [InlineData("bad.vtt", "x.doc", 2,
        "x.doc is none of the formats that are written, by its ending: vtt, srt, ass, scc, ttml, sbv, txt, json, rttm.")]
    public async Task What_cannot_be_done_is_said_in_a_line_and_writes_nothing(string input, string output, int code, string message)
    {
        Put("bad.vtt", "no captions");

        var (got, error) = await RunAsync(input, output);

        Assert.Equal(
            (code, $"livecaptions convert: {message}\n"), (got, error.Replace(_folder.FullName + "/", "", StringComparison.Ordinal)));
        Assert.Equal(["bad.vtt"], _folder.EnumerateFiles().Select(file => file.Name));
    }

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.FullName, name));

    private async Task<(int Code, string Error)> RunAsync(string input, string output, params string[] options)
    {
        using var error = new StringWriter();
        var code = await CommandRun.RunAsync(
            RootCommandBuilder.Build(),
            ["convert", Path.Combine(_folder.FullName, input), Path.Combine(_folder.FullName, output), .. options], TextWriter.Null, error);
        return (code, error.ToString().Replace(_folder.FullName + "/", "", StringComparison.Ordinal));
    }
}
