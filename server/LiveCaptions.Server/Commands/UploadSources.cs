using System.Globalization;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Publishing.Uploads;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Commands;

/// <summary>What <c>upload</c> is given: sessions, files, a list or a folder of files.</summary>
internal static partial class UploadSources
{
    private const int MaxFile = 20 * 1024 * 1024;
    private static readonly string[] Columns = ["source", "video", "language", "name", "channel", "draft", "offset", "priority"];

    /// <returns>What goes, with the source that each is of.</returns>
    /// <exception cref="UsageException">That makes no sense.</exception>
    public static IReadOnlyList<(string Source, UploadRequest Request)> Plan(
        IReadOnlyList<string> sources, UploadRequest asked, string? list, string? folder)
    {
        if ((sources.Count > 0 ? 1 : 0) + (list is null ? 0 : 1) + (folder is null ? 0 : 1) != 1)
        {
            throw new UsageException("Name sessions or files with --video, or a --list, or a --folder.");
        }

        if (list is not null)
        {
            return FromList(list, asked);
        }

        if (folder is not null)
        {
            return FromFolder(folder, asked);
        }

        return asked.VideoId is null
            ? throw new UsageException("--video names the video that the captions are of.")
            : [.. sources.Select(source => (source, asked))];
    }

    /// <returns>What is to be queued, or a sentence that says what is not right.</returns>
    public static async Task<(UploadRequest? Request, string? Language, byte[]? Content, string? Fault)> ReadAsync(
        string source, UploadRequest request, SessionStore sessions, CancellationToken cancellationToken)
    {
        if (UploadRequestRules.FindFault(request) is { } fault)
        {
            return (null, null, null, fault.Detail);
        }

        var video = YouTubeVideoId.Find(request.VideoId);
        if (!File.Exists(source))
        {
            return await sessions.FindAsync(source) is not { } session ? (null, null, null, "there is no such file, and no such session")
                : (request.Language ?? session.Language) is { } spoken
                    ? (request with { VideoId = video, SessionId = source }, spoken, null, null)
                : (null, null, null, "--language has to say what language it is in");
        }

        var (content, language, why) = await ReadFileAsync(source, cancellationToken);
        if (why is not null)
        {
            return (null, null, null, why);
        }

        return (request.Language ?? language) is { } tag
            ? (request with { VideoId = video, FileName = CaptionText.Clean(Path.GetFileName(source)) }, tag, content, null)
            : (null, null, null, "--language has to say what language it is in");
    }

    private static async Task<(byte[]? Content, string? Language, string? Fault)> ReadFileAsync(
        string path, CancellationToken cancellationToken)
    {
        if (CaptionReaders.Find(Path.GetExtension(path).TrimStart('.')) is not { } reader)
        {
            return (null, null, $"it is none of the formats that are read, by its ending: {CaptionReaders.Names}");
        }

        if (new FileInfo(path).Length > MaxFile)
        {
            return (null, null, "it is too large for captions");
        }

        try
        {
            var content = await File.ReadAllBytesAsync(path, cancellationToken);
            return (content, reader.Read(content).Language, null);
        }
        catch (Exception exception) when (exception is CaptionReadException or IOException or UnauthorizedAccessException)
        {
            return (null, null, exception.Message);
        }
    }

    private static List<(string Source, UploadRequest Request)> FromFolder(string folder, UploadRequest asked)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}.");
        }

        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
            .Where(path => CaptionReaders.Find(Path.GetExtension(path).TrimStart('.')) is not null)
            .Select(path => (path, FromName(Path.GetFileName(path), asked)))];
    }

    private static UploadRequest FromName(string name, UploadRequest asked)
    {
        var match = NameForm().Match(name);
        return !match.Success ? asked : asked with
        {
            VideoId = match.Groups["id"].Value,
            Language = match.Groups["language"] is { Success: true, Value: var language } ? language : asked.Language,
        };
    }

    private static List<(string Source, UploadRequest Request)> FromList(string path, UploadRequest asked)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no file {path}.");
        }

        var rows = CsvLines.Read(File.ReadAllText(path));
        if (rows.Count == 0 || rows[0].FirstOrDefault(cell => !Columns.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase)) is { }
            || !rows[0].Contains("source", StringComparer.OrdinalIgnoreCase))
        {
            throw new UsageException($"{path}: its first line names the columns, of {string.Join(",", Columns)}; source there has to be.");
        }

        var names = rows[0].ConvertAll(cell => cell.Trim().ToLowerInvariant());
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return [.. rows.Skip(1).Select((row, i) => FromLine(i + 2, column =>
            names.IndexOf(column) is >= 0 and var at && at < row.Count && row[at].Trim() is { Length: > 0 } cell ? cell : null))];

        (string, UploadRequest) FromLine(int line, Func<string, string?> cell)
        {
            var source = cell("source") ?? throw new UsageException($"{path}: line {line} has no source.");
            var file = Path.Combine(folder, source);
            return (File.Exists(file) ? file : source, asked with
            {
                VideoId = cell("video") ?? asked.VideoId,
                Language = cell("language") ?? asked.Language,
                Name = cell("name") ?? asked.Name,
                Channel = cell("channel") ?? asked.Channel,
                Draft = cell("draft") is { } draft ? draft is "true" or "yes" or "1" : asked.Draft,
                Offset = cell("offset") is { } offset ? Number(offset, line) : asked.Offset,
                Priority = cell("priority") is { } priority ? (int)Number(priority, line) : asked.Priority,
            });
        }

        double Number(string text, int line) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : throw new UsageException($"{path}: line {line}: '{text}' is no number.");
    }

    // dQw4w9WgXcQ.en.vtt, or as yt-dlp names files: Title [dQw4w9WgXcQ].en.vtt
    [GeneratedRegex(@"\A(?:.*\[)?(?<id>[A-Za-z0-9_-]{11})\]?(?:\.(?<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.[A-Za-z]+\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NameForm();
}
