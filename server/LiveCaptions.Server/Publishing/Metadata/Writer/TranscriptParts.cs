using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Publishing.Metadata.Writer;

/// <summary>What was said, by chapter, as far as there is room: of each the beginning.</summary>
internal static class TranscriptParts
{
    /// <param name="cues">In order of time.</param>
    /// <param name="chapters">None makes one part of all.</param>
    /// <param name="most">Characters of all parts.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Cue> cues, IReadOnlyList<Chapter> chapters, int most)
    {
        var starts = chapters.Count > 0 ? chapters.Select(chapter => chapter.Start).ToArray() : [0];
        var parts = Array.ConvertAll(starts, _ => new StringBuilder());
        var room = most / parts.Length;
        foreach (var cue in cues)
        {
            var part = parts[Math.Max(0, Array.FindLastIndex(starts, start => start <= cue.Start))];
            if (part.Length < room)
            {
                part.Append(part.Length > 0 ? " " : "").Append(cue.Text.AsSpan(0, Math.Min(cue.Text.Length, room - part.Length)));
            }
        }

        return [.. parts.Select(part => part.ToString())];
    }
}
