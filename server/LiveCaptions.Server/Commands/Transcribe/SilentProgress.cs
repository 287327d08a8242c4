namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>For output that nobody watches.</summary>
public sealed class SilentProgress : ITranscribeProgress, IProgress<(double Done, double? Total)>
{
    public IProgress<(double Done, double? Total)> Start(string input) => this;

    public void Report((double Done, double? Total) value)
    {
        // Nobody watches.
    }
}
