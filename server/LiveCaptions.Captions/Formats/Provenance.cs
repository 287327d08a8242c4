using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>Where captions are from, for comments in files: lines of text without an arrow.</summary>
internal static class Provenance
{
    /// <summary>A line each for what is known.</summary>
    public static IReadOnlyList<string> Of(CaptionDocument document)
    {
        var session = JsonSerializer.SerializeToElement(document.Session, CaptionJson.Options);
        var edited = document.Cues.Count(cue => cue.Edited);
        List<string> lines =
            [document.Published is null ? "Captions made automatically by LiveCaptions" : "Captions converted by LiveCaptions"];
        Add("Title", Text("title"));
        Add("Session", Text("id"));
        Add("Engine", Text("engine"));
        Add("Language", document.Language);
        Add("Corrected by a person", document.Published is null ? $"{edited} of {document.Cues.Count} cues" : null);
        foreach (var (at, text) in Marks(session))
        {
            Add("Mark", $"{CaptionTime.Format((long)Math.Round(at * 1_000), '.')} {text}");
        }

        return lines;

        string? Text(string name) => session.ValueKind == JsonValueKind.Object
            && session.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

        void Add(string name, string? text)
        {
            if (text is not null && CaptionText.Clean(text) is { Length: > 0 } clean)
            {
                lines.Add($"{name}: {clean.Replace("-->", "→", StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>Places that people marked.</summary>
    private static IEnumerable<(double At, string? Text)> Marks(JsonElement session) =>
        session.ValueKind == JsonValueKind.Object && session.TryGetProperty("marks", out var marks)
        && marks.ValueKind == JsonValueKind.Array
            ? marks.Deserialize<List<Mark>>(CaptionJson.Options)!.Select(mark => (mark.At, mark.Text))
            : [];
}
