using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Text;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Basics;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// A session's notices, as they are stored with it: one of each track and code, as many as there is room for. Not thread-safe.
/// </summary>
internal sealed class SessionNotices
{
    private const int Most = 64;
    private const int MaxMessage = 300;
    private const int MaxCode = 40;

    private readonly List<Entry> _entries;

    private SessionNotices(List<Entry> entries) => _entries = entries;

    /// <summary>Null where there is none.</summary>
    public IReadOnlyList<SessionNotice>? Shown => _entries.Count == 0
        ? null
        : [.. _entries.Select(e => new SessionNotice(e.Code, e.Message, Math.Round(AudioFormat.ToSeconds(e.At), 3), e.Track))];

    public static SessionNotices FromJson(string? json) =>
        new(json is null ? [] : JsonSerializer.Deserialize<List<Entry>>(json, CaptionJson.Options)!);

    public string? ToJson() => _entries.Count == 0 ? null : JsonSerializer.Serialize(_entries, CaptionJson.Options);

    /// <summary>The notice as anybody may see it: on one line, not too long, and nothing in it of addresses but their hosts.</summary>
    public static AudioNotice Cleaned(AudioNotice notice) => notice with
    {
        Code = CaptionText.Cut(CaptionText.Clean(notice.Code), MaxCode),
        Message = CaptionText.Cut(CaptionText.Clean(ShownAddress.Clean(notice.Message)), MaxMessage),
    };

    /// <summary>Samples that were lost for it so far, whoever published.</summary>
    public long LostOf(int track, string code) => Find(track, code)?.LostSamples ?? 0;

    /// <param name="notice">Cleaned.</param>
    /// <param name="at">Where the session is.</param>
    /// <param name="lost">Samples that were lost since it was noted last.</param>
    /// <returns>Whether there is something new to tell.</returns>
    public bool Note(int track, AudioNotice notice, long at, long lost)
    {
        var known = Find(track, notice.Code);
        if (notice.IsOver)
        {
            return known is not null && _entries.Remove(known);
        }

        if (known is null)
        {
            if (_entries.Count < Most)
            {
                _entries.Add(new Entry(notice.Code, notice.Message, at, track, lost));
                return true;
            }

            return false;
        }

        _entries[_entries.IndexOf(known)] = known with { Message = notice.Message, LostSamples = known.LostSamples + lost };
        return known.Message != notice.Message;
    }

    private Entry? Find(int track, string code) => _entries.Find(e => e.Track == track && e.Code == code);

    /// <param name="At">In samples of the session, as <paramref name="LostSamples"/>.</param>
    private sealed record Entry(string Code, string Message, long At, int Track, long LostSamples);
}
