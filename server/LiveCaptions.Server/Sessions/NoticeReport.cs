using LiveCaptions.Media;

namespace LiveCaptions.Server.Sessions;

/// <summary>Tells what a decoder notes while it decodes: each kind as soon as there is one, and how it stands in the end.</summary>
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

    /// <summary>All of them, as they stand.</summary>
    public void TellAll(IEnumerable<AudioNotice> notices)
    {
        foreach (var notice in notices)
        {
            notify(notice);
        }
    }
}
