using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Server.Import.Links;

/// <summary>Calls yt-dlp for one address, within limits.</summary>
/// <param name="stem">What the paths of the files it writes begin with.</param>
/// <param name="environment">Variables of the child.</param>
internal sealed class YtDlpCall(FetchOptions options, TimeProvider time, string stem, IReadOnlyDictionary<string, string> environment)
{
    private const long MemoryBytes = 2L << 30;

    /// <summary>What one file may have above the limit for all, so that it is we who say what the matter is.</summary>
    private const long Slack = 1 << 20;

    /// <summary>What yt-dlp says when nothing will help; all else may be the network.</summary>
    private static readonly string[] Permanent =
    [
        "Unsupported URL", "is not a valid URL", "Video unavailable", "Private video", "HTTP Error 404", "HTTP Error 410", "members-only",
        "removed", "Sign in", "DRM", "not available in your country", "No video formats found", "There is no video",
        "larger than max-filesize", NoSuchFormat,
    ];

    /// <summary>What sites answer that let only browsers in, or yt-dlp says of them.</summary>
    private static readonly string[] Refusals = ["HTTP Error 403", "impersonat", "Cloudflare"];

    /// <summary>Its questions to itself take a moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Own = "yt-dlp: ";
    private const string NoSuchFormat = "Requested format is not available";
    private const string NoSuchOption = "no such option: ";

    private readonly ChildLimits _limits = new()
    {
        MemoryBytes = MemoryBytes,
        FileBytes = options.MaxBytes < long.MaxValue - Slack ? options.MaxBytes + Slack : null,
    };

    /// <param name="line">Gets the lines of its output instead of the result.</param>
    /// <exception cref="MediaReadException">It cannot be had, or is too much.</exception>
    /// <exception cref="TransientFetchException">It may be had later.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, Action<string>? line, CancellationToken cancellationToken)
    {
        await using var child = ToolProcess.Start(options.YtDlp, "yt-dlp", arguments, _limits, environment);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = new FetchWatch(stem, options, time).RunAsync(child.Kill, over.Token);
        try
        {
            var (code, output, error) = await child.RunAsync(line, cancellationToken);
            await over.CancelAsync();
            return await watching is { } fault ? throw fault : code == 0 ? output : throw Failure(code, error);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>Another format may be there.</summary>
    public static bool IsNoSuchFormat(MediaReadException failure) =>
        failure.Message.Contains(NoSuchFormat, StringComparison.OrdinalIgnoreCase);

    /// <summary>It was yt-dlp that said so, and not we.</summary>
    public static bool IsItsOwn(MediaReadException failure) => failure.Message.StartsWith(Own, StringComparison.Ordinal);

    /// <summary>The site may let in who passes for a browser.</summary>
    public static bool IsRefusal(Exception failure) =>
        Array.Exists(Refusals, mark => failure.Message.Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <returns>Its version; null where it says none.</returns>
    public async Task<string?> VersionAsync(CancellationToken cancellationToken) =>
        await AskAsync(YtDlpArguments.Version, cancellationToken) is { Length: > 0 } said ? said.Split('\n')[0].Trim() : null;

    /// <summary>Whether it can pass for a browser: a package of its own is needed for that, of which an old one knows nothing.</summary>
    public async Task<bool> KnowsBrowsersAsync(CancellationToken cancellationToken) =>
        (await AskAsync(YtDlpArguments.Browsers, cancellationToken))?.Split('\n')
            .SkipWhile(line => !line.StartsWith("---", StringComparison.Ordinal)).Skip(1)
            .Any(line => line.Trim().Length > 0 && !line.Contains("unavailable", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("not available", StringComparison.OrdinalIgnoreCase)) == true;

    /// <returns>What it says about itself; null where it does not know the question.</returns>
    private async Task<string?> AskAsync(string[] question, CancellationToken cancellationToken)
    {
        await using var child = ToolProcess.Start(options.YtDlp, "yt-dlp", question, _limits, environment);
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var (code, output, _) = await child.RunAsync(line: null, either.Token);
            return code == 0 ? output : null;
        }
        catch (Exception e) when (e is MediaReadException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static Exception Failure(int code, string? error)
    {
        if (error?.IndexOf(NoSuchOption, StringComparison.Ordinal) is >= 0 and var at)
        {
            return new MediaReadException(
                $"The yt-dlp here is too old: it does not know {PathText.Hide(error[(at + NoSuchOption.Length)..])}. "
                + "Get a newer one, and say where it is with LIVECAPTIONS_Import__YtDlp.");
        }

        var reason =
            PathText.Hide((error ?? $"yt-dlp ended with code {code}").Replace("ERROR: ", "", StringComparison.Ordinal)).TrimEnd('.');
        return Array.Exists(Permanent, mark => reason.Contains(mark, StringComparison.OrdinalIgnoreCase))
            ? new MediaReadException($"{Own}{reason}.")
            : new TransientFetchException($"{Own}{reason}.");
    }
}
