using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>What Deepgram answers to a file.</summary>
internal static class ListenReport
{
    private const int Stereo = 2;

    /// <param name="finals">In the order they were said.</param>
    public static object Of(SessionView session, IReadOnlyList<Cue> finals, ListenRequest request)
    {
        var channels = request.Multichannel ? Stereo : 1;
        var cues = finals.Where(cue => cue.Words is { Count: > 0 })
            .Select(cue => (Channel: ChannelOf(cue, channels), Cue: cue, Words: ListenWord.Of(cue, request).ToList())).ToList();
        var model = ListenMessages.ModelId(session.Engine);
        return new
        {
            metadata = new
            {
                transactionKey = "deprecated",
                requestId = session.Id,
                sha256 = "",
                created = session.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                session.Duration,
                channels,
                models = (string[])[model],
                modelInfo = new Dictionary<string, object>
                {
                    [model] = new { name = session.Engine, version = "1", arch = session.Engine }
                },
            },
            results = new
            {
                channels = Enumerable.Range(0, channels)
                    .Select(channel => ChannelOf([.. cues.Where(cue => cue.Channel == channel).SelectMany(cue => cue.Words)], finals))
                    .ToList(),
                utterances = request.Utterances ? cues.Select(cue => UtteranceOf(cue.Channel, cue.Cue, cue.Words)).ToList() : null,
            },
        };
    }

    private static object ChannelOf(IReadOnlyList<ListenWord> words, IReadOnlyList<Cue> finals) => new
    {
        alternatives = (object[])[ListenMessages.AlternativeOf(words)],
        detectedLanguage = finals.Count > 0 ? finals[0].Language : null,
    };

    private static object UtteranceOf(int channel, Cue cue, IReadOnlyList<ListenWord> words) => new
    {
        cue.Start,
        cue.End,
        confidence = words.Count == 0 ? 0 : Math.Round(words.Average(word => word.Confidence), 3),
        channel,
        transcript = ListenMessages.TextOf(words),
        words,
        words.FirstOrDefault()?.Speaker,
        id = $"{cue.SessionId}-{cue.Id}",
    };

    private static int ChannelOf(Cue cue, int channels) =>
        Enumerable.Range(0, channels).FirstOrDefault(number => CueSpeaker.IdOfTrack(number) == cue.Speaker?.Id);
}
