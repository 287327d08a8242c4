using System.Globalization;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Storage;
using Sylvan.Data.Csv;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Reads YouTube's subtitles report: columns by their names, whatever else there is.</summary>
internal sealed class SubtitleReportFile
{
    /// <summary>Of a day: the most watched stay.</summary>
    private const int MostRows = 20_000;

    /// <summary>Of a day, while it is read.</summary>
    private const int MostGroups = 500_000;

    private const int LongestName = 40;
    private const int LongestLine = 64 * 1024;

    private readonly Dictionary<(string Video, string Language, string Translated), SubtitleViewRow> _sums = [];
    private readonly CsvDataReader _csv;
    private readonly (string Channel, string Day) _of;
    private readonly int _date;
    private readonly int _video;
    private readonly int _language;
    private readonly int _translated;
    private readonly int _views;
    private readonly int _minutes;

    private SubtitleReportFile(CsvDataReader csv, string channelId, string day)
    {
        (_csv, _of) = (csv, (channelId, day));
        (_date, _translated) = (Find("date"), Find("subtitle_language_autotranslated"));
        (_video, _language, _views, _minutes) =
            (Require("video_id"), Require("subtitle_language"), Require("views"), Require("watch_time_minutes"));
    }

    /// <summary>Views of a day, added up over countries, subscribers and the like.</summary>
    /// <param name="channelId">Whose report it is.</param>
    /// <param name="day">That it is of: <c>2026-11-30</c>.</param>
    /// <exception cref="InvalidDataException">It is no such report; the message is one line.</exception>
    public static IReadOnlyList<SubtitleViewRow> Read(Stream content, string channelId, string day)
    {
        using var text = new StreamReader(content);
        try
        {
            using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { MaxBufferSize = LongestLine, BufferSize = LongestLine });
            if (csv.FieldCount == 0)
            {
                return [];
            }

            var file = new SubtitleReportFile(csv, channelId, day);
            while (csv.Read())
            {
                file.Add();
            }

            return [.. file._sums.Values.OrderByDescending(row => row.Views).Take(MostRows)];
        }
        catch (Exception exception) when (exception is not InvalidDataException)
        {
            throw new InvalidDataException("YouTube's subtitles report is not to be read.", exception);
        }
    }

    private void Add()
    {
        // A report is of a day; were there others in it, they would not be replaced with it.
        if (Text(_date) is { Length: > 0 } date
            && date.Replace("-", "", StringComparison.Ordinal) != _of.Day.Replace("-", "", StringComparison.Ordinal))
        {
            return;
        }

        var key = (Video: Name(_video), Language: Name(_language), Translated: Name(_translated));
        if (key.Video.Length == 0)
        {
            return;
        }

        if (!_sums.TryGetValue(key, out var row))
        {
            row = new SubtitleViewRow
            {
                ChannelId = _of.Channel,
                Day = _of.Day,
                VideoId = key.Video,
                Language = key.Language,
                Translated = key.Translated,
            };
            _sums.Add(key, _sums.Count < MostGroups ? row : throw new InvalidDataException("YouTube's subtitles report is too large."));
        }

        row.Views += (long)Number(_views);
        row.WatchMinutes += Number(_minutes);
    }

    private string Text(int column) => column >= 0 && column < _csv.RowFieldCount ? _csv.GetString(column) : "";

    private string Name(int column) => CaptionText.Cut(CaptionText.Clean(Text(column)), LongestName);

    private double Number(int column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e12
            ? number
            : 0;

    private int Find(string column) => Enumerable.Range(0, _csv.FieldCount).FirstOrDefault(i => _csv.GetName(i) == column, -1);

    private int Require(string column) => Find(column) is >= 0 and var place
        ? place
        : throw new InvalidDataException(
            $"YouTube's subtitles report has no column {column}: it is another version than this server reads.");
}
