using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Import;

/// <summary>A multipart form with one file, which goes to disk as it comes, and fields beside it.</summary>
internal sealed class UploadForm(UploadFile file)
{
    private const int MaxField = 64 * 1024;
    private const int MaxSections = 32;
    private const int MaxName = 200;

    private readonly List<(string Name, string Text)> _fields = [];
    private string? _fileName;

    /// <summary>The file as it was sent.</summary>
    public ImportSource Source => new(_fileName!, file.Name);

    /// <exception cref="ImportRefusedException">It is no such form, or too large.</exception>
    public async Task ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        await file.RefusingAsync(() => ReadSectionsAsync(request, cancellationToken), Broken, cancellationToken);
        if (_fileName is null)
        {
            throw new ImportRefusedException(400, "file_missing", "The form has no file in a part called \"file\".");
        }
    }

    /// <summary>All that was given under a name, whatever the case of its letters.</summary>
    public IReadOnlyList<string> Fields(string name) =>
        [.. _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Text)];

    private async Task ReadSectionsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw Broken("It has no boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body);
        for (var count = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; count++)
        {
            if (count == MaxSections || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw Broken("It has too many parts, or parts without a name.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (name != "file")
            {
                _fields.Add((name, await ReadFieldAsync(section.Body, cancellationToken)));
            }
            else if (_fileName is null)
            {
                _fileName = NameOf(disposition);
                await file.KeepAsync(section.Body, head: default, cancellationToken);
            }
            else
            {
                throw Broken("It has more than one file. Import them one by one.");
            }
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var text = new byte[MaxField];
        var length = await body.ReadAtLeastAsync(text, MaxField, throwOnEndOfStream: false, cancellationToken);
        return length < MaxField ? Encoding.UTF8.GetString(text, 0, length) : throw Broken("A field is too long.");
    }

    // Browsers of old send whole paths, and anybody can send anything: it is a name to be shown, never a place.
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var given = disposition.FileNameStar is { HasValue: true } decoded
            ? decoded.Value!
            : Unescape(HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "");
        return CaptionText.Cut(CaptionText.Clean(given.Split('/', '\\')[^1]), MaxName) is { Length: > 0 } name ? name : "upload";
    }

    // Browsers write three characters so, and no others, not even the percent sign (HTML, "multipart/form-data encoding algorithm");
    // curl has put a backslash before quotes and backslashes.
    private static string Unescape(string name) => name
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace(@"\\", @"\", StringComparison.Ordinal)
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal);

    /// <exception cref="ImportRefusedException">A field is not what it should be.</exception>
    public ImportRequest ToRequest() => new()
    {
        Title = Field("title"),
        Language = Field("language"),
        Engine = Field("engine"),
        Engines = Field("engines")?.Split(',', StringSplitOptions.TrimEntries),
        Diarization = Flag("diarization"),
        Emotion = Flag("emotion"),
        Sounds = Flag("sounds"),
        MaxSpeakers = Number("maxSpeakers"),
        ExpectedSpeakers = Number("expectedSpeakers"),
        Profiles = Flag("profiles"),
        Keyterms = Field("keyterms")?.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Formatting = Json<FormattingSettings>("formatting"),
        Public = Flag("public"),
        Track = Number("track"),
        SplitChannels = Flag("splitChannels"),
        Speakers = Field("speakers"),
    };

    private string? Field(string name) => Fields(name) is [.., { Length: > 0 } text] ? text : null;

    private int? Number(string name) => Field(name) is { } text
        ? int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Broken($"{name} is no number.")
        : null;

    private T? Json<T>(string name)
    {
        try
        {
            return Field(name) is { } text ? JsonSerializer.Deserialize<T>(text, CaptionJson.Options) : default;
        }
        catch (JsonException)
        {
            throw Broken($"{name} is no JSON as it should be.");
        }
    }

    private bool? Flag(string name) => Field(name) switch
    {
        null => null,
        "true" or "on" or "1" => true,
        "false" or "off" or "0" => false,
        _ => throw Broken($"{name} is true or false."),
    };

    private static ImportRefusedException Broken(string why) => new(400, "form_invalid", $"The form cannot be read. {why}");
}
