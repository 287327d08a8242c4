using System.Text.Json;
using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Exports;

/// <summary>The stored finals as they are, with word times: <c>{session, speakers: [{id, label}], cues: [Cue…]}</c>.</summary>
public sealed class JsonFormat : ICueFormat
{
    public string Extension => "json";

    public string ContentType => "application/json";

    public void Write(CaptionDocument document, Stream output)
    {
        var speakers = document.Speakers.Select(s => new ExportedSpeaker(s.Id, s.Label));
        JsonSerializer.Serialize(output, new Export(document.Session, speakers, document.Cues), CaptionJson.Options);
    }

    private sealed record Export(object Session, IEnumerable<ExportedSpeaker> Speakers, IReadOnlyList<Cue> Cues);

    private sealed record ExportedSpeaker(string Id, string Label);
}
