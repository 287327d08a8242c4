using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>Settings that may change while a session is there.</summary>
public sealed partial class SessionRegistry
{
    /// <summary>Changes a session's settings; viewers are told.</summary>
    /// <returns>The session as it is then; null when there is none.</returns>
    public async Task<SessionView?> ChangeAsync(string id, Action<SessionRow> change)
    {
        using (await _gates.EnterAsync(id))
        {
            if (FindLive(id) is { } live)
            {
                await live.ChangeAsync(change);
                return live.View;
            }

            if (await around.Sessions.FindAsync(id) is not { } row)
            {
                return null;
            }

            change(row);
            var seq = row.SeqReserved + 1;
            await around.Sessions.ChangeAsync(id, session =>
            {
                change(session);
                session.SeqReserved = seq;
            });
            var view = (await ToViewsAsync([row]))[0];
            around.Broadcaster.Post(view.ToMessage(seq));
            return view;
        }
    }
}
