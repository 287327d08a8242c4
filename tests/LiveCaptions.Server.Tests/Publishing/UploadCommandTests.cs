using System.Text.Json;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class UploadCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-upload-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_of_a_folder_go_to_the_videos_that_their_names_say()
    {
        Put("video000001.en.vtt");
        Put("A talk [video000002].de-CH.vtt");
        Put("notes.txt");
        Put("talk.vtt");

        var (code, error) = await RunAsync("upload", "--folder", _folder.FullName);

        Assert.Equal(3, code);
        Assert.Contains("talk.vtt: videoId is", error, StringComparison.Ordinal);
        Assert.Equal(["video000001 en", "video000002 de-CH"], await QueuedAsync());
    }

    [Fact]
    public async Task List_says_for_each_source_where_it_goes_and_the_command_line_says_the_rest()
    {
        Put("a.vtt");
        Put("b.vtt");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "list.csv"),
            "source;video;language;name\r\na.vtt;https://youtu.be/video000001;;\"One; two\"\r\nb.vtt;video000002;fr;\r\n");

        Assert.Equal(
            (0, ""), await RunAsync("upload", "--list", Path.Combine(_folder.FullName, "list.csv"), "--language", "en", "--draft"));

        Assert.Equal(["video000001 en", "video000002 fr"], await QueuedAsync());
        var uploads = await UploadsAsync();
        Assert.Equal(["One; two", ""], uploads.Select(upload => upload.GetProperty("name").GetString()));
        Assert.All(uploads, upload => Assert.True(upload.GetProperty("draft").GetBoolean()));
    }

    [Theory]
    [InlineData(2, "Name sessions or files", "upload")]
    [InlineData(2, "--video names the video", "upload", "a.vtt")]
    [InlineData(3, "no such session", "upload", "nothing", "--video", "video000001", "--language", "en")]
    [InlineData(2, "no folder", "upload", "--folder", "/nowhere")]
    public async Task What_makes_no_sense_is_told_in_a_line(int code, string line, params string[] arguments)
    {
        var (seen, error) = await RunAsync(arguments);

        Assert.Equal(code, seen);
        Assert.Contains(line, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_of_a_file_is_one_visible_line_in_the_queue()
    {
        Put("a\nb\u001b[2J.vtt");

        await RunAsync("upload", Path.Combine(_folder.FullName, "a\nb\u001b[2J.vtt"), "--video", "video000001", "--language", "en");

        Assert.DoesNotContain((await UploadsAsync()).Single().GetProperty("file").GetString()!, char.IsControl);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("\t=1+1", "'\t=1+1")]
    [InlineData("\r=1+1", "\"'\r=1+1\"")]
    public void What_a_spreadsheet_would_take_for_a_formula_is_none_in_the_table(string name, string cell) =>
        Assert.Contains(
            $"video000001,en,{cell},false,", UploadReport.Csv(
                [UploadView.Of(new UploadRow { Id = "1", VideoId = "video000001", Language = "en", Name = name }, goesAt: null)]),
            StringComparison.Ordinal);

    private void Put(string name) => File.WriteAllText(Path.Combine(_folder.FullName, name), YouTubeDesk.Vtt);

    private async Task<List<JsonElement>> UploadsAsync()
    {
        using var output = new StringWriter();
        Assert.Equal(
            0, await CommandRun.RunAsync(RootCommandBuilder.Build(), ["uploads", "--json", "--data", Data], output, TextWriter.Null));
        return [.. JsonDocument.Parse(output.ToString()).RootElement.EnumerateArray()];
    }

    private async Task<IEnumerable<string>> QueuedAsync() =>
        (await UploadsAsync())
            .Select(upload => $"{upload.GetProperty("videoId").GetString()} {upload.GetProperty("language").GetString()}");

    private async Task<(int Code, string Error)> RunAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        return (await CommandRun.RunAsync(RootCommandBuilder.Build(), [.. arguments, "--data", Data], TextWriter.Null, error),
            error.ToString());
    }
}
