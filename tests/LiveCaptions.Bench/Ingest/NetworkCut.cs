using System.Net;
using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// The network goes away in the middle of a session; some time later the publisher comes back and says what is said then.
/// </summary>
internal sealed class NetworkCut(BenchServer server, BenchPublishers publishers, TimeProvider time)
{
    private const int MaxShift = AudioFormat.SampleRate;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    // As a publisher does that is told that its track is still in use.
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(500);

    /// <summary>Audio that is needed beyond the parts and the cut: what is said while the publisher comes back.</summary>
    public static TimeSpan Reserve { get; } = TimeSpan.FromSeconds(15);

    /// <param name="samples">What is said from the beginning to the end, the cut included.</param>
    /// <param name="part">How long before the cut and after it.</param>
    /// <param name="cut">From the last packet to the new POST.</param>
    public async Task<CutFigures> RunAsync(short[] samples, TimeSpan part, TimeSpan cut, CancellationToken cancellationToken)
    {
        var session = await publishers.CreateSessionAsync(cancellationToken);
        var packets = SpeechPackets.Encode(samples, expectedLoss: 0);
        var count = (int)(part / SpeechPackets.Length);

        // 1. Up to the cut.
        var before = await publishers.ConnectAsync(session, nack: false, cancellationToken);
        var track = publishers.TrackOf(session);
        var speaker = new RtpSpeaker(before.Link, new NetworkModel(), time);
        await speaker.SpeakAsync([.. packets.Take(count)], cancellationToken);
        await before.Link.CutAsync();

        // 2. Nothing, and back: from the first packet that is not yet being spoken.
        await Task.Delay(cut, time, cancellationToken);
        var after = await ReturnAsync(session, cancellationToken);
        var next = (int)Math.Ceiling((time.GetUtcNow() - speaker.Start) / SpeechPackets.Length);
        await new RtpSpeaker(after.Link, new NetworkModel(), time)
            .SpeakAsync([.. packets.Skip(next).Take(count)], cancellationToken, speaker.Start + (next * SpeechPackets.Length));
        await Task.Delay(Rest, time, cancellationToken);

        // 3. Where is it?
        var isSameTrack = publishers.TrackOf(session) == track;
        var (quarter, half) = (count * SpeechPackets.Samples / 4, count * SpeechPackets.Samples / 2);
        var offsetBefore = Find(track, samples, quarter, half);
        var offsetAfter = Find(track, samples, (next * SpeechPackets.Samples) + quarter, half);
        await BenchPublishers.LeaveAsync(after);
        await before.DisposeAsync();
        return ToFigures(await ViewAsync(session, cancellationToken), cut, isSameTrack, offsetBefore, offsetAfter);
    }

    private static AudioOffset Find(AudioTrack track, short[] said, int from, int length)
    {
        var heard = new short[Math.Clamp(track.Recording.Length - from, 0, length)];
        track.Recording.Read(heard, from);
        return AudioOffset.Find(said, heard, from, MaxShift);
    }

    private static CutFigures ToFigures(SessionView view, TimeSpan cut, bool isSameTrack, AudioOffset before, AudioOffset after) => new()
    {
        CutSeconds = cut.TotalSeconds,
        SameSession = isSameTrack,
        TimeErrorBefore = Math.Round(before.Seconds, 4),
        TimeErrorAfter = Math.Round(after.Seconds, 4),
        LikenessAfter = Math.Round(after.Likeness, 3),
        Duration = view.Duration,
        LostAudio = view.LostAudio,
    };

    private async Task<WhipClient> ReturnAsync(CreatedSession session, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await publishers.ConnectAsync(session, nack: false, cancellationToken);
            }
            catch (HttpRequestException exception)
                when (exception.StatusCode == HttpStatusCode.Conflict && time.GetElapsedTime(start) < Reserve / 2)
            {
                await Task.Delay(TryAgain, time, cancellationToken);
            }
        }
    }

    private async Task<SessionView> ViewAsync(CreatedSession session, CancellationToken cancellationToken) =>
        (await server.Http.GetFromJsonAsync<SessionView>($"api/sessions/{session.Id}", CaptionJson.Options, cancellationToken))!;
}
