using System.Globalization;
using System.Threading.Channels;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// What an ffmpeg child says on stderr (<c>-loglevel level+info</c>): what the input is, the frames as they are decoded,
/// and the reason when it fails.
/// </summary>
internal sealed class FfmpegMessages
{
    public const string IsPlaylist = "It is a playlist, which only names other files. Import those.";

    private const string RawOutput = "[f32le @ ";
    private const int LongestLine = 4096;
    private const int LongestName = 40;
    private const int MostTracks = 100;
    private static readonly string[] Playlists = ["hls", "dash", "concat", "imf", "webm_dash_manifest", "sdp", "vobsub"];

    /// <summary>Containers without timestamps: ffmpeg guesses those that it tells, wrongly where the rate of samples changes.</summary>
    private static readonly string[] Clockless =
    [
        "aac", "ac3", "aiff", "amr", "ape", "au", "caf", "dts", "eac3", "flac", "mp3", "w64", "wav", "wv"
    ];

    // As ffmpeg 5 says it, and later ones.
    private static readonly string[] Undecodable = ["Error while decoding stream", "Error submitting packet to decoder"];

    // A child that is full of samples nobody takes says nothing more.
    private readonly Channel<FfmpegFrame> _frames = Channel.CreateUnbounded<FfmpegFrame>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly List<AudioTrackInfo> _tracks = [];
    private readonly TaskCompletionSource _described = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile object? _duration;
    private string _container = "";
    private bool _hasPictures;
    private string? _refusedFormat;
    private string? _refusedCodec;
    private string? _firstError;
    private string? _lastError;

    /// <summary>Reads until the child closes stderr.</summary>
    public FfmpegMessages(TextReader stderr) => Completion = ReadAsync(stderr);

    /// <summary>Ends with the child.</summary>
    public Task Completion { get; }

    /// <summary>It has said what the input is, or has ended.</summary>
    public Task Described => _described.Task;

    public TimeSpan? Duration => (TimeSpan?)_duration;

    /// <summary>When the input starts in its own time, in seconds. Valid once <see cref="Described"/>.</summary>
    public double Start { get; private set; }

    /// <summary>
    /// Its pictures may start before <see cref="Start"/>: see <see cref="FfmpegStart"/>. Valid once <see cref="Described"/>.
    /// </summary>
    public bool HidesStart => _hasPictures && Start > 0 && !_container.StartsWith("mov", StringComparison.Ordinal);

    /// <summary>Its tracks of sound. Valid once <see cref="Described"/>.</summary>
    public IReadOnlyList<AudioTrackInfo> Tracks => _tracks;

    /// <summary>Its frames have times that say something. Valid once <see cref="Described"/>.</summary>
    public bool HasClock => !Clockless.Contains(_container);

    /// <summary>Packets so far that could not be decoded.</summary>
    public int Undecoded { get; private set; }

    /// <summary>The next frame whose samples come.</summary>
    /// <returns>Null at the end.</returns>
    public async ValueTask<FfmpegFrame?> NextFrameAsync(CancellationToken cancellationToken)
    {
        while (await _frames.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_frames.Reader.TryRead(out var frame))
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>
    /// Why it failed, in one sentence without the input's name; null when it did not say. Valid after <see cref="Completion"/>.
    /// </summary>
    /// <param name="input">As ffmpeg was given it: <c>file:PATH</c>, <c>pipe:0</c>.</param>
    public string? Reason(string input)
    {
        if (_refusedFormat is { } format)
        {
            return Playlists.Contains(format) ? IsPlaylist : $"It is in a format that is not read here: {format}.";
        }

        if (_lastError is not { } last)
        {
            return null;
        }

        if (last.Contains("matches no streams", StringComparison.Ordinal))
        {
            return "It has no audio track.";
        }

        if (_refusedCodec is { } codec && last.Contains("opening decoder", StringComparison.OrdinalIgnoreCase))
        {
            return $"Its sound is in a codec that is not read here: {codec}.";
        }

        (last, var first) = (Bare(last), Bare(_firstError!));
        return first == last ? $"{last}." : $"{last} ({first}).";

        string Bare(string error) => PathText.Hide(error
            .Replace($"{input}: ", "", StringComparison.Ordinal)
            .Replace(input, "(a file)", StringComparison.Ordinal)).TrimEnd('.');
    }

    private async Task ReadAsync(TextReader stderr)
    {
        await foreach (var line in CutLines.ReadAsync(stderr, LongestLine))
        {
            if (line.StartsWith(FfmpegFrame.Mark, StringComparison.Ordinal))
            {
                HearFrame(line);
            }
            else if (line.StartsWith(RawOutput, StringComparison.Ordinal))
            {
                // It complains about every frame behind a clock that went back, and writes it all the same.
            }
            else if ((After(line, "[error] ") ?? After(line, "[fatal] ")) is not { } error)
            {
                HearInput(line);
            }
            else if (error.Contains("ot on whitelist", StringComparison.Ordinal))
            {
                HearRefusal(line, error);
            }
            else
            {
                _lastError = error;
                _firstError ??= error;
                Undecoded += Undecodable.Any(mark => error.Contains(mark, StringComparison.Ordinal)) ? 1 : 0;
            }
        }

        _described.TrySetResult();
        _frames.Writer.Complete();
    }

    private void HearFrame(string line)
    {
        if (FfmpegFrame.Parse(line) is { } frame)
        {
            _frames.Writer.TryWrite(frame);
        }
    }

    private void HearInput(string line)
    {
        if (_described.Task.IsCompleted)
        {
            return;
        }

        if (After(line, "  Duration: ")?.Split(", ") is [var duration, ..] parts)
        {
            _duration ??= TimeSpan.TryParse(duration, CultureInfo.InvariantCulture, out var length) ? length : null;
            Start = Array.Find(parts, part => part.StartsWith("start: ", StringComparison.Ordinal)) is { } start
                && double.TryParse(start[7..], CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : 0;
        }

        if (After(line, "Input #0, ") is { } input && input.IndexOf(", from ", StringComparison.Ordinal) is > 0 and var end)
        {
            _container = input[..end];
        }

        if (After(line, "  Stream #0:") is { } stream)
        {
            HearStream(stream);
        }

        if (line.Contains("Stream mapping:", StringComparison.Ordinal))
        {
            _described.TrySetResult();
        }
    }

    private void HearStream(string stream)
    {
        _hasPictures |= stream.Contains(": Video: ", StringComparison.Ordinal)
            && !stream.Contains("(attached pic)", StringComparison.Ordinal);
        if (_tracks.Count < MostTracks && AudioTrackInfo.Parse(stream) is { } track)
        {
            _tracks.Add(track);
        }
    }

    // "[hls @ 0x…] [error] Format not on whitelist …" is the end; "[h264 @ 0x…] [error] Codec (h264) not on
    // whitelist …" is so of every film.
    private void HearRefusal(string line, string error)
    {
        var name = line.StartsWith('[')
            ? new string([.. line.Skip(1).TakeWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_').Take(LongestName)])
            : "";
        name = name.Length > 0 ? name : "unknown";
        if (error.StartsWith("Format", StringComparison.Ordinal))
        {
            _refusedFormat ??= name;
        }
        else if (error.StartsWith("Codec", StringComparison.Ordinal))
        {
            _refusedCodec = name;
        }
    }

    private static string? After(string line, string mark) =>
        line.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? line[(at + mark.Length)..].Trim() : null;
}
