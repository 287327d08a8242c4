using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>Takes a copy of a recording while it grows, to look at it when its session is over.</summary>
internal sealed class TrackWatch(AudioTrack track, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);
    private readonly List<short> _samples = [];

    /// <summary>All but perhaps the last moment of it.</summary>
    public short[] Samples => [.. _samples];

    /// <summary>When a sample was recorded; null where the server has forgotten.</summary>
    public DateTimeOffset? RecordedAt(long position) => track.ReceivedAt(position + 1);

    /// <summary>Looks until the recording is complete.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (!track.Recording.IsComplete && await timer.WaitForNextTickAsync(cancellationToken))
            {
                var news = new short[track.Recording.Length - _samples.Count];
                track.Recording.Read(news, _samples.Count);
                _samples.AddRange(news);
            }
        }
        catch (ObjectDisposedException)
        {
            // The session was over before this looked again.
        }
    }
}
