using System.Globalization;

namespace LiveCaptions.Media.Codecs;

/// <summary>What an ffmpeg child says on stderr (<c>-loglevel level+info</c>): the input's length, and the reason when it fails.</summary>
internal sealed class FfmpegMessages
{
    private volatile object? _duration;
    private string? _firstError;
    private string? _lastError;

    /// <summary>Reads until the child closes stderr.</summary>
    public FfmpegMessages(TextReader stderr) => Completion = ReadAsync(stderr);

    /// <summary>Ends with the child.</summary>
    public Task Completion { get; }

    public TimeSpan? Duration => (TimeSpan?)_duration;

    /// <summary>Why it failed, in one sentence without the input's name; null when it did not say. Valid after <see cref="Completion"/>.</summary>
    /// <param name="input">As ffmpeg was given it: <c>file:PATH</c>, <c>pipe:0</c>.</param>
    public string? Reason(string input)
    {
        if (_lastError is not { } last)
        {
            return null;
        }

        if (last.Contains("matches no streams", StringComparison.Ordinal))
        {
            return "It has no audio track.";
        }

        (last, var first) = (Bare(last), Bare(_firstError!));
        return first == last ? $"{last}." : $"{last} ({first}).";

        string Bare(string error) => error.Replace($"{input}: ", "", StringComparison.Ordinal).TrimEnd('.');
    }

    private async Task ReadAsync(TextReader stderr)
    {
        while (await stderr.ReadLineAsync() is { } line)
        {
            if ((After(line, "[error] ") ?? After(line, "[fatal] ")) is { } error)
            {
                _lastError = error;
                _firstError ??= error;
            }
            else if (_duration is null && After(line, "  Duration: ") is { } duration
                && TimeSpan.TryParse(duration.Split(',')[0], CultureInfo.InvariantCulture, out var length))
            {
                _duration = length;
            }
        }
    }

    private static string? After(string line, string mark) =>
        line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? line[(at + mark.Length)..].Trim() : null;
}
