using LiveCaptions.Media.Audio;

namespace LiveCaptions.Server.Import;

/// <summary>
/// Tells what a decoder notes while it reads a file faster than anybody can look: each kind as soon as there is one,
/// and how it stands in the end.
/// </summary>
internal sealed class NoticeReport(Action<AudioNotice> notify)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Kinds that are new.</summary>
    public void Tell(IEnumerable<AudioNotice> notices)
    {
        foreach (var notice in notices.Where(notice => _told.Add(notice.Code)))
        {
            notify(notice);
        }
    }

    /// <summary>All of them, as they stand in the end; what was told and is not so any more is taken back.</summary>
    public void TellAll(IReadOnlyCollection<AudioNotice> notices)
    {
        foreach (var notice in notices)
        {
            notify(notice);
        }

        foreach (var code in _told.Except(notices.Select(notice => notice.Code), StringComparer.Ordinal))
        {
            notify(new AudioNotice(code, "That has passed.") { IsOver = true });
        }
    }
}
