using System.Runtime.InteropServices;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

internal static class RtmpPublishing
{
    /// <summary>The address that the session was created with.</summary>
    public static Uri Rtmp(this TestSession session) => new(session.Created.GetProperty("ingest").GetProperty("rtmp").GetString()!);

    /// <summary>What is recorded of the session's only track.</summary>
    public static short[] Recording(this TestSession session, int track = 0)
    {
        using var file = new FileStream(
            Path.Combine(session.Server.Data, "recordings", session.Id, $"track{track}.wav"),
            FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return MemoryMarshal.Cast<byte, short>(bytes.AsSpan(WavHeader.Size..)).ToArray();
    }

    /// <summary>The code of the last <c>onStatus</c>: notices are passed over.</summary>
    public static async Task<string> FarewellAsync(this RtmpClient client)
    {
        while (true)
        {
            if (await client.StatusAsync(TestContext.Current.CancellationToken) is not "NetStream.Publish.Notice" and var code)
            {
                return code;
            }
        }
    }

    /// <summary>Sends tags as fast as they are taken.</summary>
    /// <param name="at">What becomes of their timestamps.</param>
    public static async Task SendAllAsync(this RtmpClient client, IReadOnlyList<FlvTag> tags, Func<uint, uint>? at = null)
    {
        foreach (var tag in tags)
        {
            await client.SendAudioAsync(at?.Invoke(tag.Timestamp) ?? tag.Timestamp, tag.Body, TestContext.Current.CancellationToken);
        }
    }
}
