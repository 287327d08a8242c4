using System.Globalization;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// Fetches what a page shows through yt-dlp, as a child process: its data first, then the sound in the first format there is. It connects
/// through <see cref="GuardedProxy"/> only, since a page can name any address.
/// </summary>
internal sealed class YtDlp(FetchOptions options, RetryPolicy retry, TimeProvider time)
{
    /// <summary>The program, as the settings name it.</summary>
    public static string Named => Environment.GetEnvironmentVariable("LIVECAPTIONS_Import__YtDlp") is { Length: > 0 } set ? set : "yt-dlp";

    private bool _asBrowser;

    /// <exception cref="MediaReadException">It cannot be had; the message is yt-dlp's.</exception>
    /// <exception cref="ToolMissingException">yt-dlp is not installed.</exception>
    public async Task<FetchedMedia> FetchAsync(Uri url, string stem, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        await using var proxy = options.Policy.AllowsPrivate ? null : GuardedProxy.Start(options.Policy);
        using var guard = proxy is null ? null : new PythonGuard(new Uri(proxy.Address));
        var call = new YtDlpCall(options, time, stem, guard?.Environment ?? ChildEnvironment.OurProxies());
        try
        {
            return await FetchAsync(url, stem, proxy?.Address, call, progress, cancellationToken);
        }
        catch (MediaReadException e) when (YtDlpCall.IsItsOwn(e))
        {
            var version = await call.VersionAsync(cancellationToken) ?? "";
            throw YtDlpVersion.FindFault(version, time.GetUtcNow()) is { } fault
                ? new MediaReadException($"{e.Message} yt-dlp {version} {fault}.", e)
                : e;
        }
    }

    private async Task<FetchedMedia> FetchAsync(
        Uri url, string stem, string? proxy, YtDlpCall call, IProgress<double?> progress, CancellationToken cancellationToken)
    {
        PageInfo? info = null;
        await retry.RunAsync(
            async () => info = PageInfo.Parse(await RunAsync(asBrowser => YtDlpArguments.Look(url, proxy, asBrowser), line: null)),
            () => false,
            cancellationToken);
        if (info!.IsLive)
        {
            throw new MediaReadException("It is live now. Import it when it is over.");
        }

        await DownloadAsync(
            (format, line) => RunAsync(asBrowser => YtDlpArguments.Download(url, proxy, format, stem, options.MaxBytes, asBrowser), line),
            progress, cancellationToken);
        return new FetchedMedia(
            FileOf(stem), FileNames.Safe(info.Title ?? info.Id ?? url.Host), info.Title, info.Language, info.Chapters, info.Captions);

        async Task<string> RunAsync(Func<bool, string[]> arguments, Action<string>? line)
        {
            try
            {
                return await call.RunAsync(arguments(_asBrowser), line, cancellationToken);
            }
            catch (Exception e) when (proxy is null && !_asBrowser && YtDlpCall.IsRefusal(e))
            {
                // What passes for a browser is a library that no guard sees: only who may reach everything anyway goes so.
                _asBrowser = await call.KnowsBrowsersAsync(cancellationToken);
                if (!_asBrowser)
                {
                    throw;
                }
            }

            return await call.RunAsync(arguments(true), line, cancellationToken);
        }
    }

    /// <param name="fetch">Tries one format, and tells what is said on the way.</param>
    private async Task DownloadAsync(
        Func<string, Action<string>, Task> fetch, IProgress<double?> progress, CancellationToken cancellationToken)
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

        async Task<bool> TryFormatAsync()
        {
            try
            {
                await fetch(YtDlpArguments.Formats[format], Hear);
                return true;
            }
            catch (MediaReadException e) when (format < YtDlpArguments.Formats.Count - 1 && YtDlpCall.IsNoSuchFormat(e))
            {
                return false;
            }
        }

        void Hear(string line)
        {
            if (line.TrimEnd().EndsWith('%')
                && double.TryParse(line.AsSpan().Trim().TrimEnd('%'), CultureInfo.InvariantCulture, out var percent))
            {
                progressed |= percent / 100 > share;
                share = percent / 100;
                progress.Report(share);
            }
        }
    }

    private string FileOf(string stem) => Directory.EnumerateFiles(Path.GetDirectoryName(stem)!, $"{Path.GetFileName(stem)}.media.*")
        .FirstOrDefault(path => !path.EndsWith(".part", StringComparison.Ordinal) && !path.EndsWith(".ytdl", StringComparison.Ordinal))
        ?? throw new MediaReadException($"yt-dlp fetched nothing. Perhaps it is larger than the {options.MaxBytes >> 20} MB that are taken "
            + "here (LIVECAPTIONS_Import__MaxMegabytes sets it)?");
}
