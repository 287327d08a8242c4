using LiveCaptions.Speech.Pipeline;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>Says once per input and stage that its captions go without that stage's labels.</summary>
internal static class LabelFaults
{
    public static StageFaults Of(string name, TextWriter error) => new((stage, fault) =>
    {
        var what = stage switch
        {
            LabelStage.Speakers => "who speaks",
            LabelStage.Emotion => "how it is said",
            LabelStage.Languages => "in which language it is said",
            LabelStage.Times => "when words were said",
            LabelStage.Formatting => "how it is written",
            _ => "music"
        };
        error.WriteLine(
            $"livecaptions transcribe: {name}: {what} could not be told everywhere ({fault.Message.ReplaceLineEndings(" ")}); "
            + "the captions are written without.");
    });
}
