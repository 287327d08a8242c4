using System.Globalization;
using System.Text.Json;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// Who spoke when, as diarization tools read it (NIST's Rich Transcription Time Marked): a <c>SPEAKER</c> line per turn.
/// Nothing of what has no speaker.
/// </summary>
public sealed class RttmFormat : ICueFormat
{
    public string Extension => "rttm";

    public string ContentType => "text/plain; charset=utf-8";

    public bool WritesTurns => true;

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        var file = NameOf(document.Session);
        foreach (var turn in document.Turns ?? SpeakerTurns.Of(document.Cues))
        {
            // The end is what readers get from start and duration: rounded once, turns that touch still do.
            var (start, end) = (Math.Round((decimal)turn.Start, 3), Math.Round((decimal)turn.End, 3));
            if (end > start)
            {
                writer.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"SPEAKER {file} 1 {start:F3} {end - start:F3} <NA> <NA> "
                    + $"{Field(turn.Label) ?? Field(turn.SpeakerId) ?? "<NA>"} <NA> <NA>"));
            }
        }
    }

    private static string NameOf(object session)
    {
        var json = JsonSerializer.SerializeToElement(session, CaptionJson.Options);
        return Text(json, "title") ?? Text(json, "id") ?? "session";
    }

    private static string? Text(JsonElement session, string name) =>
        session.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? Field(value.GetString()!) : null;

    /// <summary>Fields are parted by spaces, so there is none in them.</summary>
    /// <returns>Null where nothing is left.</returns>
    private static string? Field(string text)
    {
        var field = string.Concat(CaptionText.Clean(text).Select(c => char.IsWhiteSpace(c) ? '_' : c));
        return field.Length > 0 ? field : null;
    }
}
