namespace LiveCaptions.Speech.Pipeline;

/// <summary>Stages that fail on many finals are told of once each; the words go on without their labels. Thread-safe.</summary>
public sealed class StageFaults(Action<LabelStage, Exception> tell)
{
    private readonly Lock _lock = new();
    private readonly HashSet<LabelStage> _told = [];

    /// <summary>Whether there was one.</summary>
    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _told.Count > 0;
            }
        }
    }

    public void Tell(LabelStage stage, Exception fault)
    {
        bool first;
        lock (_lock)
        {
            first = _told.Add(stage);
        }

        if (first)
        {
            tell(stage, fault);
        }
    }
}
