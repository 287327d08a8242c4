using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// The stored finals as they are, with word times: <c>{session, speakers: [{id, label}], cues: [Cue…]}</c>; with <c>emotion</c>,
/// an <see cref="EmotionArc"/> per speaker, where there is any.
/// </summary>
public sealed class JsonFormat : ICueFormat
{
    public string Extension => "json";

    public string ContentType => "application/json";

    public bool WritesEmotions => true;

    public void Write(CaptionDocument document, Stream output)
    {
        var speakers = document.Speakers.Select(s => new ExportedSpeaker(s.Id, s.Label));
        JsonSerializer.Serialize(
            output, new Export(
                document.Session, speakers, document.Cues, document.Emotions.Count == 0 ? null : EmotionReport.Of(document.Emotions).Arcs),
            CaptionJson.Options);
    }

    private sealed record Export(
        object Session, IEnumerable<ExportedSpeaker> Speakers, IReadOnlyList<Cue> Cues, IReadOnlyList<EmotionArc>? Emotion);

    private sealed record ExportedSpeaker(string Id, string Label);
}
