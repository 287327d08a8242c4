using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Sessions.Editing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Api;

/// <summary>A caption file that somebody sends: as the body, or as a part of a form.</summary>
internal static class CaptionUpload
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int FormOverhead = 64 * 1024;
    private const int MaxParts = 8;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/vtt"] = "vtt", ["application/x-subrip"] = "srt", ["text/srt"] = "srt",
        ["application/srt"] = "srt", ["text/x-ssa"] = "ass", ["text/x-ass"] = "ass",
        ["application/ttml+xml"] = "ttml", ["text/x-scc"] = "scc", ["text/x-sbv"] = "sbv",
    };

    /// <param name="format">As the query says; null where it does not.</param>
    /// <exception cref="EditRefusedException">It is too large, of no format that is read, or not what it says.</exception>
    public static async Task<CaptionFile> ReadAsync(HttpRequest request, string? format, CancellationToken cancellationToken)
    {
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MaxBytes + FormOverhead;
        try
        {
            var (bytes, type, name) = request.HasFormContentType
                ? await ReadFormAsync(request, cancellationToken)
                : await ReadBodyAsync(request, cancellationToken);
            var reader = ReaderOf(format, type, name);
            return reader.Read(bytes);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge();
        }
        catch (CaptionReadException e)
        {
            throw new EditRefusedException(400, "captions_invalid", e.Message);
        }
        catch (InvalidDataException)
        {
            throw new EditRefusedException(
                400, "form_invalid", "The form cannot be read: send the file as a part called \"file\", or as the body.");
        }
    }

    private static ICaptionReader ReaderOf(string? format, string? type, string? name)
    {
        if (format is not null)
        {
            return CaptionReaders.Find(format) ?? throw Unknown($"There is no format '{CaptionText.Shown(format)}' that is read.");
        }

        var ending = name is null ? "" : Path.GetExtension(name).TrimStart('.');
        return (type is not null && Types.TryGetValue(type, out var known) ? CaptionReaders.Find(known) : null)
            ?? CaptionReaders.Find(ending)
            ?? throw Unknown("Neither the content type nor the file's name says what format it is.");
    }

    private static EditRefusedException Unknown(string what) =>
        new(415, "format_unknown", $"{what} Say it with format=: {CaptionReaders.Names}.");

    private static async Task<(byte[] Bytes, string? Type, string? Name)> ReadBodyAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var name = ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
            ? NameOf(disposition)
            : null;
        return (await ReadAsync(request.Body, cancellationToken), MediaTypeOf(request.ContentType), name);
    }

    private static async Task<(byte[] Bytes, string? Type, string? Name)> ReadFormAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        var reader = new MultipartReader(boundary is { Length: > 0 } ? boundary : throw new InvalidDataException(), request.Body);
        try
        {
            for (var count = 0; count < MaxParts && await reader.ReadNextSectionAsync(cancellationToken) is { } part; count++)
            {
                if (ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                    && HeaderUtilities.RemoveQuotes(disposition.Name) == "file")
                {
                    return (await ReadAsync(part.Body, cancellationToken), MediaTypeOf(part.ContentType), NameOf(disposition));
                }
            }
        }
        catch (IOException e) when (e.Message.StartsWith("Unexpected end of Stream", StringComparison.Ordinal))
        {
            throw new InvalidDataException(e.Message, e);
        }

        throw new InvalidDataException("There is no part of that name.");
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (all.Length + read > MaxBytes)
            {
                throw TooLarge();
            }

            await all.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return all.ToArray();
    }

    private static string? MediaTypeOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.MediaType.Value : null;

    private static string? NameOf(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value;

    private static EditRefusedException TooLarge() =>
        new(413, "file_too_large", $"Caption files of up to {MaxBytes / 1024 / 1024} MB are taken.");
}
