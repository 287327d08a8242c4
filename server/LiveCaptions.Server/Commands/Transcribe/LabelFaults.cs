using LiveCaptions.Speech.Pipeline;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Says once per input and stage that its captions go without that stage's labels. Thread-safe: channels are heard beside each other.</summary>
internal sealed class LabelFaults(string name, TextWriter error)
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
            var what = stage switch { LabelStage.Speakers => "who speaks", LabelStage.Emotion => "how it is said", LabelStage.Formatting => "how it is written", _ => "music" };
            error.WriteLine($"livecaptions transcribe: {name}: {what} could not be told everywhere ({fault.Message.ReplaceLineEndings(" ")}); the captions are written without.");
        }
    }
}
