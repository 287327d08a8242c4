using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Line21;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats.Scc;

/// <summary>
/// Scenarist Closed Captions (.scc): pop-on captions of CEA-608 with drop-frame time codes at 29.97 frames per second, loaded before
/// they are shown, odd parity. The publishing layout with 32 characters a line; letters that
/// CEA-608 lacks are transliterated, which the document is told. Changes of the speaker are <c>&gt;&gt;</c>.
/// </summary>
public sealed class SccFormat : ICueFormat
{
    private const int MaxShown = 12;

    public string Extension => "scc";

    public string ContentType => "text/x-scc; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        var replaced = new SortedSet<string>(StringComparer.Ordinal);
        var cues = ShownCues.Of(
            Transliterated(document, replaced),
            new FormatHabits { Speakers = SpeakerMarks.Chevrons, MusicNotes = true, MaxLineWidth = Line21Codes.Columns });
        using var writer = Utf8Text.Writer(output);
        writer.WriteLine("Scenarist_SCC V1.0");
        var schedule = new SccSchedule((frame, words) =>
        {
            writer.WriteLine();
            writer.WriteLine($"{DropFrame.Format(frame)}\t{string.Join(' ', words.Select(SccWords.Hex))}");
        });
        var crowded = 0;
        foreach (var screen in SccScreens.Of(
            [.. cues.Select(shown => shown.Cue with { Lines = Rows(shown.Cue.Lines, replaced) })], () => crowded++))
        {
            schedule.Show(DropFrame.FrameAt(screen.Start), DropFrame.FrameAt(screen.End), SccWords.Loading(screen.Rows));
        }

        schedule.End();
        Tell(document, replaced, schedule, crowded);
    }

    private static void Tell(CaptionDocument document, SortedSet<string> replaced, SccSchedule schedule, int crowded)
    {
        if (document.Tell is not { } tell)
        {
            return;
        }

        if (replaced.Count > 0)
        {
            var more = replaced.Count > MaxShown ? $" and {replaced.Count - MaxShown} more" : "";
            tell($"scc: CEA-608 has no {string.Join(' ', replaced.Take(MaxShown))}{more}; similar letters, "
                + $"or {Line21Text.Unknown}, stand for them");
        }

        if (schedule.Late + schedule.Lost + crowded > 0)
        {
            tell(
                $"scc: CEA-608 carries two characters a frame: {schedule.Late} captions come late (by "
                + $"{DropFrame.MillisecondsOf(schedule.Latest) / 1000.0:F2} s at most), {schedule.Lost} not at all, "
                + $"and {crowded} times more is said at once than four rows hold");
        }
    }

    /// <summary>Before it is laid out, as other letters are of other widths.</summary>
    private static CaptionDocument Transliterated(CaptionDocument document, SortedSet<string> replaced)
    {
        string Of(string text) => Line21Text.Of(CaptionText.Clean(text), replaced);
        CueSpeaker? Named(CueSpeaker? speaker) => speaker is null
            ? null
            : speaker with { Label = Line21Text.Of(CaptionText.Clean(speaker.Label), new HashSet<string>(StringComparer.Ordinal)) };
        return document with
        {
            Cues =
            [
                .. document.Cues.Select(cue => cue with
                {
                    Text = Of(cue.Text),
                    Speaker = Named(cue.Speaker),
                    Words = cue.Words?.Select(word => word with { Text = Of(word.Text) }).ToList(),
                }),
            ],
            Published = document.Published?.Select(cue => cue with { Speaker = Named(cue.Speaker) }).ToList(),
        };
    }

    /// <summary>Lines as they are where they fit; else broken anew.</summary>
    private static IReadOnlyList<string> Rows(IReadOnlyList<string> lines, SortedSet<string> replaced)
    {
        var rows = lines.Select(line => Line21Text.Of(line, replaced).Trim()).Where(row => row.Length > 0).ToList();
        if (rows.All(row => row.Length <= Line21Codes.Columns))
        {
            return rows;
        }

        return [.. LineBreaker.Break(string.Join(' ', rows), Line21Codes.Columns)
            .SelectMany(row => row.Chunk(Line21Codes.Columns)).Select(row => new string(row))];
    }
}
