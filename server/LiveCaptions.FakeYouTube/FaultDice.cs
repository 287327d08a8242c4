namespace LiveCaptions.FakeYouTube;

/// <summary>Decides what happens to a request: what a test ordered first, then by chance.</summary>
internal sealed class FaultDice(FakeOptions options)
{
    private readonly Lock _lock = new();
    private readonly List<(string Call, FakeFault Fault)> _ordered = [];
    private Random? _random;

    public void Order(string call, FakeFault fault)
    {
        lock (_lock)
        {
            _ordered.Add((call, fault));
        }
    }

    public FakeFault Next(string call)
    {
        lock (_lock)
        {
            if (_ordered.FindIndex(order => order.Call == call) is >= 0 and var index)
            {
                var fault = _ordered[index].Fault;
                _ordered.RemoveAt(index);
                return fault;
            }

            _random ??= new Random(options.Seed);
            return _random.NextDouble() < options.FaultRate
                ? (FakeFault)_random.Next((int)FakeFault.ServerError, (int)FakeFault.ExpiredUpload + 1)
                : FakeFault.None;
        }
    }
}
