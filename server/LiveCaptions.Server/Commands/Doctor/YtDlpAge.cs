using System.Globalization;

namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>Whether yt-dlp still knows the sites of today, and asks its proxy for every address.</summary>
internal static class YtDlpAge
{
    /// <summary>From here on all its connections go by one proxy setting.</summary>
    private static readonly DateOnly Proxied = new(2023, 10, 13);

    /// <param name="said">Its version: a date.</param>
    public static string? Find(string said) =>
        said.Split('.') is [_, _, _, ..] parts && DateOnly.TryParseExact(string.Join('.', parts[..3]), "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < Proxied
            ? "is old: many sites have changed since, and it goes to ftp:// by itself where it is not run by Python. Get a newer one: LIVECAPTIONS_Import__YtDlp names it"
            : null;
}
