using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks.Obs;

/// <summary>
/// OBS' own captions: <c>SendStreamCaption</c> puts text into the video stream as CEA-608. Each cue takes the place of the one before;
/// without a delay its interims are shown as it grows.
/// </summary>
internal sealed class ObsTarget : ISinkTarget
{
    /// <summary>Columns of CEA-608.</summary>
    private const int LineWidth = 32;

    /// <summary>OBS cuts a caption behind this (obs-output.c: CAPTION_LINE_BYTES).</summary>
    private const int MaxBytes = 128;

    private const int OutputNotRunning = 501;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private readonly Uri _address;
    private readonly HttpMessageInvoker _http;
    private readonly string? _password;
    private readonly TimeSpan _delay;
    private readonly bool _interims;
    private readonly TimeProvider _time;
    private ObsConnection? _connection;
    private string? _speaker;

    /// <param name="http">Connects where OBS may be.</param>
    public ObsTarget(SinkRow row, HttpMessageInvoker http, TimeProvider time)
    {
        (_password, _interims, _http, _time) = (row.Password, row.Interims, http, time);
        _address = new Uri(row.Address);
        _delay = TimeSpan.FromSeconds(row.Delay);
    }

    /// <summary>CEA-608 carries about 60 bytes a second: more often would only fill OBS' queue.</summary>
    public TimeSpan Pace { get; } = TimeSpan.FromSeconds(1);

    public TimeSpan ClearAfter { get; } = TimeSpan.FromSeconds(8);

    public Task Lost => _connection?.Lost ?? Task.CompletedTask;

    public async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        _connection = await ObsConnection.OpenAsync(_address, _password, _http, _time, cancellationToken);
        return true;
    }

    /// <summary>With a delay there is time to wait for the final.</summary>
    public bool Takes(Cue cue) => cue.Text.Length > 0 && (cue.Kind == CueKind.Final || (_interims && _delay == TimeSpan.Zero));

    public SendWindow WindowOf(Cue cue, DateTimeOffset spokenAt)
    {
        var from = _delay == TimeSpan.Zero ? cue.CreatedAt : spokenAt + _delay;
        return new SendWindow(from, (from > cue.CreatedAt ? from : cue.CreatedAt) + MaxAge);
    }

    public async Task<string?> SendAsync(Cue cue, DateTimeOffset spokenAt, CancellationToken cancellationToken)
    {
        var refusal = await CaptionAsync(Fit(SinkText.Lines(cue, _speaker, LineWidth)), cancellationToken);
        if (refusal is null && cue.Kind == CueKind.Final)
        {
            _speaker = cue.Speaker?.Label;
        }

        return refusal;
    }

    public Task ClearAsync(CancellationToken cancellationToken) => CaptionAsync("", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }

    /// <summary>The last lines that OBS takes: what was said last matters most.</summary>
    internal static string Fit(IReadOnlyList<string> lines)
    {
        var text = string.Join('\n', lines);
        while (Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            var space = text.AsSpan().IndexOfAny(' ', '\n');
            text = space < 0 ? text[(char.IsHighSurrogate(text[0]) ? 2 : 1)..] : text[(space + 1)..];
        }

        return text;
    }

    private async Task<string?> CaptionAsync(string text, CancellationToken cancellationToken)
    {
        var response = await _connection!.RequestAsync("SendStreamCaption", new { captionText = text }, cancellationToken);
        return response switch
        {
            { Result: true } => null,
            { Code: OutputNotRunning } => "OBS is not streaming: captions go out when it does.",
            _ => $"OBS refused a caption ({response.Code}).",
        };
    }
}
