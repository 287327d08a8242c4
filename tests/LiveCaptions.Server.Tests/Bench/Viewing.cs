using LiveCaptions.Bench;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;

namespace LiveCaptions.Server.Tests.Bench;

/// <summary>What a viewer got, made by hand: words are one second long and start at whole seconds of their cue.</summary>
internal sealed class Viewing
{
    private static readonly DateTimeOffset Origin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<CueArrival> _arrivals = [];
    private readonly Dictionary<string, int> _revisions = [];

    public LiveFigures Figures => LiveFigures.From(_arrivals);

    public Viewing Interim(string id, double start, string text, double at) => Add(CueKind.Interim, id, start, text, at, latency: null);

    public Viewing Final(string id, double start, string text, double at, double? latency = null) =>
        Add(CueKind.Final, id, start, text, at, latency);

    public Viewing Withdrawn(string id, double at) => Add(CueKind.Interim, id, 0, "", at, latency: null);

    private Viewing Add(CueKind kind, string id, double start, string text, double at, double? latency)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((word, index) => new CueWord(word, start + index, start + index + 1, 0.9)).ToList();
        var revision = _revisions[id] = _revisions.GetValueOrDefault(id) + 1;
        _arrivals.Add(new CueArrival(
            new Cue
            {
                SessionId = "s",
                Seq = _arrivals.Count + 1,
                Id = id,
                Revision = revision,
                Kind = kind,
                Start = start,
                End = start + words.Count,
                Text = text,
                Words = words.Count > 0 ? words : null,
                Latency = latency,
                CreatedAt = Origin.AddSeconds(at),
            },
            at));
        return this;
    }
}
