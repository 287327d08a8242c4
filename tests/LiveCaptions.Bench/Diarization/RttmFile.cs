using System.Globalization;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Diarization;

/// <summary>Reads turns of one recording from RTTM.</summary>
internal static class RttmFile
{
    private const int LabelField = 7;

    /// <summary>All <c>SPEAKER</c> lines; others are not looked at.</summary>
    /// <param name="source">Where the text is from, for the message.</param>
    /// <exception cref="UsageException">A line cannot be read; it is named.</exception>
    public static IReadOnlyList<SpeakerTurn> Parse(string text, string source)
    {
        var turns = new List<SpeakerTurn>();
        foreach (var (number, line) in text.Split('\n').Index())
        {
            var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields is not ["SPEAKER", ..])
            {
                continue;
            }

            if (fields.Length <= LabelField || !TryRead(fields[3], out var start) || !TryRead(fields[4], out var duration))
            {
                throw new UsageException($"Line {number + 1} of {source} is no SPEAKER line of RTTM.");
            }

            turns.Add(new SpeakerTurn(start, start + duration, fields[LabelField], fields[LabelField]));
        }

        return turns;
    }

    private static bool TryRead(string field, out double seconds) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out seconds);
}
