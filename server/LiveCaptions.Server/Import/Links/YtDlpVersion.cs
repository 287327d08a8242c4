using System.Globalization;

namespace LiveCaptions.Server.Import.Links;

/// <summary>The age of a yt-dlp: sites change, and one of last year no longer knows many of them.</summary>
internal static class YtDlpVersion
{
    private const int MonthsToKeep = 12;

    /// <summary>From here on all its connections go by one proxy setting.</summary>
    private static readonly DateOnly Proxied = new(2023, 10, 13);

    /// <param name="said">Its version: a date, and maybe more behind it.</param>
    /// <returns>What is wrong with it and what to do, to follow its name; null where nothing is, or it says something else.</returns>
    public static string? FindFault(string said, DateTimeOffset now)
    {
        if (!(said.Split('.') is [_, _, _, ..] parts && DateOnly.TryParseExact(
            string.Join('.', parts[..3]), "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)))
        {
            return null;
        }

        return date >= DateOnly.FromDateTime(now.UtcDateTime).AddMonths(-MonthsToKeep) ? null
            : "is old, and many sites have changed since"
                + (date < Proxied ? "; where Python does not run it, it goes to ftp:// by itself" : "")
                + ". Update it (pip install -U yt-dlp, or its own download), and say where it is with LIVECAPTIONS_Import__YtDlp";
    }
}
