namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Where it shows how far the inputs are.</summary>
public interface ITranscribeProgress
{
    /// <summary>An input begins; what it returns takes seconds done, and seconds in all where known.</summary>
    IProgress<(double Done, double? Total)> Start(string input);
}
