using System.Globalization;
using LiveCaptions.Media;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// Fetches what a page shows through yt-dlp, as a child process: its data first, then the sound in the first format there is. It connects through
/// <see cref="GuardedProxy"/>, since a page can name any address.
/// </summary>
internal sealed class YtDlp(string program, AddressPolicy policy, RetryPolicy retry, long maxBytes)
{
    /// <summary>Sound alone where there is such, else everything; without a wish where a site knows neither.</summary>
    private static readonly string?[] Formats = ["bestaudio/best", "worst*[acodec!=none]/best*", null];

    /// <summary>What yt-dlp says when nothing will help; all else may be the network.</summary>
    private static readonly string[] Permanent =
    [
        "Unsupported URL", "is not a valid URL", "Video unavailable", "Private video", "HTTP Error 404", "HTTP Error 410", "members-only", "removed",
        "Sign in", "DRM", "not available in your country", "No video formats found", "There is no video", "larger than max-filesize",
    ];

    /// <exception cref="MediaReadException">It cannot be had; the message is yt-dlp's.</exception>
    /// <exception cref="ToolMissingException">yt-dlp is not installed.</exception>
    public async Task<FetchedMedia> FetchAsync(Uri url, string stem, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        await using var proxy = policy.AllowsPrivate ? null : GuardedProxy.Start(policy);
        string[] common = ["--ignore-config", "--no-playlist", "--no-warnings", "--socket-timeout", "20", .. proxy is null ? (string[])[] : ["--proxy", proxy.Address]];
        PageInfo? info = null;
        await retry.RunAsync(
            async () => info = PageInfo.Parse(await RunAsync([.. common, "--dump-single-json", "--", url.AbsoluteUri], line: null, cancellationToken)),
            () => false,
            cancellationToken);
        if (info!.IsLive)
        {
            throw new MediaReadException("It is live now. Import it when it is over.");
        }

        var file = await DownloadAsync(url, common, stem, progress, cancellationToken);
        return new FetchedMedia(file, FileNames.Safe(info.Title ?? info.Id ?? url.Host), info.Title, info.Language, info.Chapters, info.Captions);
    }

    private async Task<string> DownloadAsync(Uri url, string[] common, string stem, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        var (format, share, progressed) = (0, 0.0, false);
        await retry.RunAsync(
            async () =>
            {
                progressed = false;
                while (!await TryFormatAsync())
                {
                    format++;
                }
            },
            () => progressed,
            cancellationToken);
        return Directory.EnumerateFiles(Path.GetDirectoryName(stem)!, $"{Path.GetFileName(stem)}.media.*")
            .FirstOrDefault(path => !path.EndsWith(".part", StringComparison.Ordinal) && !path.EndsWith(".ytdl", StringComparison.Ordinal))
            ?? throw new MediaReadException($"yt-dlp fetched nothing: is it larger than the {maxBytes >> 20} MB that are taken here?");

        async Task<bool> TryFormatAsync()
        {
            try
            {
                await RunAsync(
                    [
                        .. common, "--newline", "--progress", "--no-simulate", "--continue", "--retries", "3", "--max-filesize", maxBytes.ToString(CultureInfo.InvariantCulture),
                        "--progress-template", "download:%(progress._percent_str)s", .. Formats[format] is { } wish ? (string[])["-f", wish] : [],
                        "-o", $"{stem.Replace("%", "%%", StringComparison.Ordinal)}.media.%(ext)s", "--", url.AbsoluteUri,
                    ],
                    Hear,
                    cancellationToken);
                return true;
            }
            catch (MediaReadException e) when (format < Formats.Length - 1 && e.Message.Contains("Requested format is not available", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        void Hear(string line)
        {
            if (line.TrimEnd().EndsWith('%') && double.TryParse(line.AsSpan().Trim().TrimEnd('%'), CultureInfo.InvariantCulture, out var percent))
            {
                progressed |= percent / 100 > share;
                share = percent / 100;
                progress.Report(share);
            }
        }
    }

    private async Task<string> RunAsync(string[] arguments, Action<string>? line, CancellationToken cancellationToken)
    {
        await using var child = ToolProcess.Start(program, "yt-dlp", arguments);
        var (code, output, error) = await child.RunAsync(line, cancellationToken);
        if (code == 0)
        {
            return output;
        }

        var reason = (error ?? $"yt-dlp ended with code {code}").Replace("ERROR: ", "", StringComparison.Ordinal).TrimEnd('.');
        var isPermanent = reason.Contains("Requested format is not available", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(Permanent, mark => reason.Contains(mark, StringComparison.OrdinalIgnoreCase));
        throw isPermanent ? new MediaReadException($"yt-dlp: {reason}.") : new TransientFetchException($"yt-dlp: {reason}.");
    }
}
