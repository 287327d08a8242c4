using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Says once per input and stage that its captions go without that stage's labels.</summary>
internal sealed class LabelFaults(string name, TextWriter error)
{
    private readonly HashSet<LabelStage> _told = [];

    public void Tell(LabelStage stage, Exception fault)
    {
        if (_told.Add(stage))
        {
            error.WriteLine($"livecaptions transcribe: {name}: {(stage == LabelStage.Speakers ? "who speaks" : "how it is said")} could not be told everywhere ({fault.Message.ReplaceLineEndings(" ")}); the captions are written without.");
        }
    }
}
