namespace LiveCaptions.Bench.Fanout;

/// <summary>How late each message was with each viewer of this process.</summary>
internal sealed class ViewerNotes
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, List<float>> _delays = [];

    /// <param name="seq">The message.</param>
    /// <param name="milliseconds">From when the server made it.</param>
    public void Add(long seq, double milliseconds)
    {
        lock (_lock)
        {
            if (!_delays.TryGetValue(seq, out var delays))
            {
                _delays[seq] = delays = [];
            }

            delays.Add((float)Math.Round(milliseconds, 1));
        }
    }

    /// <returns>By seq.</returns>
    public Dictionary<long, List<float>> Take()
    {
        lock (_lock)
        {
            return new Dictionary<long, List<float>>(_delays);
        }
    }
}
