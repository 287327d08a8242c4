namespace LiveCaptions.Server.Sessions;

/// <summary>One at a time for each key; what has another key does not wait. Thread-safe.</summary>
internal sealed class KeyedGate
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <returns>Dispose it to leave.</returns>
    public async Task<IDisposable> EnterAsync(string key)
    {
        Gate gate;
        lock (_gates)
        {
            if (!_gates.TryGetValue(key, out gate!))
            {
                _gates[key] = gate = new Gate();
            }

            gate.Users++;
        }

        await gate.Turn.WaitAsync();
        return new Stay(this, key, gate);
    }

    private void Leave(string key, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Users == 0)
            {
                _gates.Remove(key);
            }
        }

        gate.Turn.Release();
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        /// <summary>Who is in, and who waits.</summary>
        public int Users { get; set; }
    }

    private sealed class Stay(KeyedGate gates, string key, Gate gate) : IDisposable
    {
        public void Dispose() => gates.Leave(key, gate);
    }
}
