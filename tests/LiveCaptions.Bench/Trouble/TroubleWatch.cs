using System.Net;
using System.Text.Json;

namespace LiveCaptions.Bench.Trouble;

/// <summary>Looks at a session and the server's health four times a second.</summary>
internal sealed class TroubleWatch(BenchServer server, string sessionId, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private long? _toldAt;
    private long? _wellAt;

    public bool WasNotReady { get; private set; }

    public double? ToldAfter(long began) => _toldAt is { } told ? Rounded(began, told) : null;

    public double? WellAfter(long ended) => _wellAt is { } well ? Math.Max(0, Rounded(ended, well)) : null;

    /// <summary>Until something else is over.</summary>
    public async Task DuringAsync(Task other)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (!other.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var isTold = (await ViewAsync()).TryGetProperty("message", out _);
            _toldAt ??= isTold ? time.GetTimestamp() : null;
            _wellAt = isTold ? null : _wellAt ?? (_toldAt is null ? null : time.GetTimestamp());
            using var ready = await server.Http.GetAsync("health/ready");
            WasNotReady |= ready.StatusCode == HttpStatusCode.ServiceUnavailable;
        }
    }

    public async Task<JsonElement> ViewAsync()
    {
        await using var view = await server.Http.GetStreamAsync($"api/sessions/{sessionId}");
        using var json = await JsonDocument.ParseAsync(view);
        return json.RootElement.Clone();
    }

    private double Rounded(long from, long to) => Math.Round(time.GetElapsedTime(from, to).TotalSeconds, 1);
}
